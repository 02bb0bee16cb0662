import { casesOf, openApi, times, withSchemas } from './hostile-case.js';
import type { HostileCase } from './hostile-case.js';

const DEEP = 100_000;
const YAML = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {responses: {}}}}\n';

const deep = (scale: number): number => Math.max(300, times(DEEP, scale));
const nest = (open: string, inner: string, close: string, scale: number): string =>
  `${open.repeat(deep(scale))}${inner}${close.repeat(deep(scale))}`;
const inJson = (value: string): string => openApi({ x: 'HERE' }).replace('"HERE"', () => value);

/** 100,000 levels of everything that nests, closed and unclosed. */
export const nestingCases: readonly HostileCase[] = casesOf('nesting', [
  ['JSON lists', 'refused', (s) => inJson(nest('[', '', ']', s))],
  ['JSON objects', 'refused', (s) => inJson(nest('{"a":', '1', '}', s))],
  ['JSON lists, unclosed', 'refused', (s) => `{"openapi":"3.1.0","x":${'['.repeat(deep(s))}`],
  ['JSON lists in a JSON body', 'refused', (s) => ({ contract: inJson(nest('[', '', ']', s)), via: 'json' })],
  ['10 M open brackets', 'refused', (s) => `{"openapi":${'['.repeat(times(10_000_000, s))}`],
  ['schema properties', 'refused', (s) => withSchemas(`"A":${nest('{"properties":{"a":', '{}', '}}', s)}`)],
  ['schema items', 'refused', (s) => withSchemas(`"A":${nest('{"items":', '{}', '}', s)}`)],
  ['YAML flow lists', 'refused', (s) => `${YAML}x: ${nest('[', '', ']', s)}\n`],
  ['YAML flow mappings', 'refused', (s) => `${YAML}x: ${nest('{a: ', '1', '}', s)}\n`],
  ['YAML flow lists, unclosed', 'refused', (s) => `${YAML}x: ${'['.repeat(deep(s))}\n`],
  ['YAML block lists on one line', 'refused', (s) => `${YAML}x:\n  ${'- '.repeat(deep(s))}a\n`],
  ['YAML block mappings (3,000 levels: 9 MB of indents)', 'refused', indented],
  ['YAML explicit keys', 'refused', (s) => `${YAML}x:\n  ${'? '.repeat(deep(s))}a\n`],
  ['SDL list brackets', 'refused', (s) => `type Query { a: ${nest('[', 'Int', ']', s)} }`],
  ['SDL list brackets, unclosed', 'refused', (s) => `type Query { a: ${'['.repeat(deep(s))}`],
  ['SDL default values: lists', 'refused', (s) => `type Query { a(b: [Int] = ${nest('[', '1', ']', s)}): Int }`],
  [
    'SDL default values: objects',
    'refused',
    (s) => `input I { a: I = ${nest('{a: ', 'null', '}', s)} }\ntype Query { a(i: I): Int }`,
  ],
  ['SDL directive values', 'refused', (s) => `type Query { a: Int @x(y: ${nest('[', '1', ']', s)}) }`],
  ['a query: selections', 'refused', (s) => `type Query { a: Int }\nquery Q ${nest('{ a ', '', '}', s)}`],
  [
    '190 levels: within the limit',
    'planned',
    () => withSchemas(`"A":${'{"properties":{"a":'.repeat(90)}{}${'}}'.repeat(90)}`),
  ],
  [
    '190 SDL list brackets: within the limit',
    'planned',
    () => `type Query { a: ${'['.repeat(190)}Int${']'.repeat(190)} }`,
  ],
  ['100,000 YAML sequences that open with "-"', 'refused', (s) => `${YAML}x:\n${'-\n'.repeat(deep(s))}  - a\n - b\n`],
]);

function indented(scale: number): string {
  const levels = Math.max(300, times(3_000, scale));
  return `${YAML}x:\n${Array.from({ length: levels }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')} 1\n`;
}
