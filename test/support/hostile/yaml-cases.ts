import { casesOf, repeat, times } from './hostile-case.js';
import type { HostileCase } from './hostile-case.js';

const HEAD = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\n';
const PATHS = 'paths:\n  /a:\n    get: {responses: {"200": {description: ok}}}\n';

/** Attacks on YAML: aliases that expand, merge keys, tags, directives, streams of documents. */
export const yamlCases: readonly HostileCase[] = casesOf('yaml', [
  ['billion laughs (9 aliases to the 12th)', 'refused', () => `${HEAD}${PATHS}${laughs('[', ']')}`],
  ['billion laughs as mappings', 'refused', () => `${HEAD}${PATHS}${laughsOfMaps()}`],
  ['quadratic blow-up (1,000 aliases of a list of 10,000)', 'refused', quadratic],
  ['alias inside its own anchor', 'refused', () => `${HEAD}x: &x [*x]\n${PATHS}`],
  ['anchors that hold each other', 'refused', () => `${HEAD}x: &x {y: &y {x: *x, y: *y}}\n${PATHS}`],
  ['merge-key bomb (12 levels of 9)', 'refused', mergeBomb],
  ['a merge of itself', 'planned', () => `${HEAD}x: &x\n  <<: *x\n${PATHS}`],
  ['10,000 merges of a mapping of 1,000', 'answered', wideMerges],
  ['100,000 aliases', 'refused', (s) => `${HEAD}x: &x 1\nys: [${repeat(times(100_000, s), () => '*x')}]\n${PATHS}`],
  ['100,000 anchors', 'planned', (s) => `${HEAD}xs: [${repeat(times(100_000, s), (i) => `&a${i} 1`)}]\n${PATHS}`],
  [
    'schema that is recursive by anchors',
    'refused',
    () => `${HEAD}${PATHS}components:\n  schemas:\n    A: &a {properties: {a: *a}}\n`,
  ],
  ['tag !!js/function', 'refused', () => `${HEAD}x: !!js/function "function () { throw 1 }"\n${PATHS}`],
  ['tag !!binary of 5 MB', 'answered', (s) => `${HEAD}x: !!binary ${'QUFB'.repeat(times(1_250_000, s))}\n${PATHS}`],
  [
    'tags !!set, !!omap, !!timestamp',
    'answered',
    () => `${HEAD}x: !!set {a, b}\ny: !!omap [a: 1]\nz: !!timestamp 2020-01-01\n${PATHS}`,
  ],
  ['%YAML 9.9', 'answered', () => `%YAML 9.9\n---\n${HEAD}${PATHS}`],
  [
    '100,000 %TAG directives',
    'answered',
    (s) => `${repeat(times(100_000, s), (i) => `%TAG !t${i}! tag:x,2000:`, '\n')}\n---\n${HEAD}${PATHS}`,
  ],
  ['100,000 documents', 'refused', (s) => `${HEAD}${PATHS}${'---\na: 1\n'.repeat(times(100_000, s))}`],
  ['key of 1 MB', 'answered', (s) => `${HEAD}"${'k'.repeat(times(1_000_000, s))}": 1\n${PATHS}`],
  [
    'explicit key of 1 MB that is a list',
    'answered',
    (s) => `${HEAD}? [${repeat(times(300_000, s), () => 'a')}]\n: 1\n${PATHS}`,
  ],
  ['plain scalar over 500,000 lines', 'planned', (s) => `${HEAD}x:\n${'  a\n'.repeat(times(500_000, s))}${PATHS}`],
  [
    'literal block of 500,000 blank lines',
    'planned',
    (s) => `${HEAD}x: |\n  a\n${'\n'.repeat(times(500_000, s))}  b\n${PATHS}`,
  ],
  ['1 M comment lines', 'planned', (s) => `${HEAD}${'# c\n'.repeat(times(1_000_000, s))}${PATHS}`],
  ['1 MB of indicators ("? - : ")', 'answered', (s) => `${HEAD}x: ${'? - : '.repeat(times(150_000, s))}\n${PATHS}`],
  ['unterminated quote of 5 MB', 'refused', (s) => `${HEAD}x: "${'a\n '.repeat(times(1_700_000, s))}`],
  ['5 MB of blanks before the text', 'answered', (s) => `${' '.repeat(times(5_000_000, s))}\n${HEAD}${PATHS}`],
  ['5 MB of blanks, then {', 'refused', (s) => `${' '.repeat(times(5_000_000, s))}{`],
]);

function laughs(open: string, close: string): string {
  const level = (i: number): string => `x${i + 1}: &x${i + 1} ${open}${repeat(9, () => `*x${i}`)}${close}`;
  return `x0: &x0 [lol]\n${repeat(12, level, '\n')}\n`;
}

function laughsOfMaps(): string {
  const level = (i: number): string => `x${i + 1}: &x${i + 1} {${repeat(9, (k) => `k${k}: *x${i}`)}}`;
  return `x0: &x0 {lol: 1}\n${repeat(12, level, '\n')}\n`;
}

function quadratic(scale: number): string {
  const list = `big: &big [${repeat(times(10_000, Math.max(scale, 0.5)), () => 'a')}]`;
  return `${HEAD}${PATHS}${list}\nuses: [${repeat(1_000, () => '*big')}]\n`;
}

function mergeBomb(): string {
  const level = (i: number): string =>
    `m${i + 1}: &m${i + 1} {<<: [${repeat(9, () => `*m${i}`)}], k: [${repeat(9, () => `*m${i}`)}]}`;
  return `${HEAD}${PATHS}m0: &m0 {a: 1}\n${repeat(12, level, '\n')}\n`;
}

function wideMerges(scale: number): string {
  const base = `base: &base {${repeat(times(1_000, scale), (i) => `k${i}: ${i}`)}}`;
  return `${HEAD}${PATHS}${base}\nuses: [${repeat(times(9_000, scale), () => '{<<: *base}')}]\n`;
}
