import fc from 'fast-check';
import { load } from 'js-yaml';
import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';
import { isObject, put } from '../../../planning/contract/json-value.js';
import { PROTOTYPE_NAMES } from './name-cases.js';

/** What is changed in a document, and three numbers that say where and to what; they are taken modulo what there is. */
export interface Mutation {
  kind: keyof typeof MUTATORS;
  at: number;
  to: number;
  length: number;
}

/** What a text becomes by one mutation. */
type Mutator = (text: string, where: Omit<Mutation, 'kind'>) => string;

const TOKEN = /"(?:[^"\\\n]|\\.)*"|[\w$#/.@-]+|[^\s\w]/g;
const ODD_VALUES: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  ' ',
  [],
  {},
  [[]],
  [null],
  { $ref: '#' },
  'object',
  'array',
  '\ud800',
  '\0',
];

const MUTATORS = {
  flipByte: (text, { at, to }) =>
    onBytes(text, (bytes) => bytes.fill(to & 255, at % bytes.length, (at % bytes.length) + 1)),
  deleteBytes: (text, { at, length }) => cutOut(text, at, length % 64),
  insertText: (text, { at, to }) => insert(text, at, SNIPPETS[to % SNIPPETS.length] ?? ''),
  duplicateRange: (text, { at, to, length }) =>
    insert(text, to, text.slice(at % text.length, (at % text.length) + (length % 500))),
  truncate: (text, { at }) => text.slice(0, at % text.length),
  swapTokens: (text, { at, to }) =>
    onTokens(text, (tokens) => [
      [at, pick(tokens, to)],
      [to, pick(tokens, at)],
    ]),
  deleteToken: (text, { at }) => onTokens(text, () => [[at, '']]),
  duplicateToken: (text, { at }) => onTokens(text, (tokens) => [[at, `${pick(tokens, at)} ${pick(tokens, at)}`]]),
  replaceToken: (text, { at, to }) => onTokens(text, (tokens) => [[at, pick(tokens, to)]]),
  turnReference: (text, { at, to }) => turnReference(text, at, to),
  deleteNode: (text, where) => onTree(text, where, ({ holder, key }) => remove(holder, key)),
  oddValue: (text, where) =>
    onTree(text, where, ({ holder, key }) => assign(holder, key, ODD_VALUES[where.to % ODD_VALUES.length] ?? null)),
  moveNode: (text, where) =>
    onTree(text, where, ({ holder, key }, nodes) => {
      const other = nodes[where.to % nodes.length];
      if (other !== undefined) assign(holder, key, structuredClone(read(other)));
    }),
  renameKey: (text, where) =>
    onTree(text, where, ({ holder, key }) => {
      if (!isObject(holder)) return;
      const value = holder[key] ?? null;
      remove(holder, key);
      put(holder, PROTOTYPE_NAMES[where.to % PROTOTYPE_NAMES.length] ?? '', value);
    }),
  wrapNode: (text, where) =>
    onTree(text, where, (node) => assign(node.holder, node.key, where.to % 2 === 0 ? [read(node)] : { a: read(node) })),
} satisfies Record<string, Mutator>;

const SNIPPETS = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  "'",
  '&a ',
  '*a ',
  '<<: *a',
  '- ',
  '? ',
  '| ',
  '!!str ',
  '#',
  '\n',
  '\t',
  '\0',
  '\ud83d',
  '\ufeff',
  '{}',
  '[]',
  '"$ref":"#"',
  '@x',
  '...',
  '---\n',
  '""" ',
  '%',
  '`',
];

/** Mutations of every kind. */
export const mutationArbitrary: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...(Object.keys(MUTATORS) as Mutation['kind'][])),
  at: fc.nat(),
  to: fc.nat(),
  length: fc.nat(),
});

/** The text after the mutations, one after another. A tree mutation of what is no tree any more changes nothing. */
export function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce(
    (current, { kind, ...where }) => (current === '' ? '' : MUTATORS[kind](current, where)),
    text,
  );
}

function onBytes(text: string, change: (bytes: Buffer) => unknown): string {
  const bytes = Buffer.from(text);
  change(bytes);
  return bytes.toString('utf8');
}

function cutOut(text: string, at: number, length: number): string {
  const from = at % text.length;
  return text.slice(0, from) + text.slice(from + length + 1);
}

function insert(text: string, at: number, what: string): string {
  const from = at % text.length;
  return text.slice(0, from) + what + text.slice(from);
}

/** Puts other tokens in the place of some, named by their number. */
function onTokens(text: string, change: (tokens: readonly string[]) => [at: number, token: string][]): string {
  const matches = [...text.matchAll(TOKEN)];
  if (matches.length === 0) return text;
  const changes = change(matches.map(([token]) => token))
    .map(([at, token]) => ({ match: matches[at % matches.length], token }))
    .sort((a, b) => (b.match?.index ?? 0) - (a.match?.index ?? 0));
  let changed = text;
  for (const { match, token } of changes) {
    if (match === undefined) continue;
    changed = changed.slice(0, match.index) + token + changed.slice(match.index + match[0].length);
  }
  return changed;
}

function pick(tokens: readonly string[], at: number): string {
  return tokens[at % tokens.length] ?? '';
}

/** Lets one reference lead where another leads, into itself, to the root or out of the document. */
function turnReference(text: string, at: number, to: number): string {
  const references = [...text.matchAll(/#\/[\w~%/.{}-]*/g)];
  const chosen = references[at % Math.max(1, references.length)];
  if (chosen === undefined) return text;
  const targets = [
    ...references.map(([ref]) => ref),
    '#',
    '#/',
    `${chosen[0]}/x`,
    'http://127.0.0.1:9/x',
    '../x.yaml#/a',
    '#/paths',
    '#/components/schemas',
    '#/__proto__',
  ];
  const target = targets[to % targets.length] ?? '#';
  return text.slice(0, chosen.index) + target + text.slice(chosen.index + chosen[0].length);
}

interface Node {
  holder: JsonObject | JsonValue[];
  key: string;
}

/** Changes one node of the document's tree, and writes the whole as JSON. */
function onTree(text: string, { at }: { at: number }, change: (node: Node, nodes: readonly Node[]) => void): string {
  const root = parseTree(text);
  if (root === null) return text;
  const nodes = nodesOf(root);
  const node = nodes[at % Math.max(1, nodes.length)];
  if (node === undefined) return text;
  change(node, nodes);
  return JSON.stringify(root);
}

/** Null for what is no JSON or YAML, as SDL and most mutated texts are. */
function parseTree(text: string): JsonValue | null {
  try {
    return (text.startsWith('{') ? JSON.parse(text) : load(text)) as JsonValue;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function nodesOf(root: JsonValue): Node[] {
  const nodes: Node[] = [];
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      nodes.push({ holder: value, key });
      open.push((value as JsonObject)[key] ?? null);
    }
  }
  return nodes;
}

function read({ holder, key }: Node): JsonValue {
  return (holder as JsonObject)[key] ?? null;
}

function assign(holder: Node['holder'], key: string, value: JsonValue): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else put(holder, key, value);
}

function remove(holder: Node['holder'], key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}
