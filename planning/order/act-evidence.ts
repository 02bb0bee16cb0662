import type { Operation } from '../contract/contract-model.js';
import { singular, wordsOf } from '../contract/names.js';
import { compareStrings } from '../compare.js';
import { isSignUp, segments } from './creators.js';
import type { OrderIndex } from './order-index.js';
import type { ElementEdge } from './order-evidence.js';
import { nameKey, stem, textWords, verbStem } from './words.js';

/** Collects an order between two operations; an operation before itself is ignored. */
export type Push = (
  before: Operation,
  after: Operation,
  rest: Pick<ElementEdge, 'type' | 'reason' | 'confidence' | 'hard'>,
) => void;

const UNDO_PREFIXES = ['un', 'de', 'dis'];
const UNDO_WORDS: readonly (readonly [string, string])[] = [
  ['add', 'remove'],
  ['assign', 'remove'],
  ['assign', 'unassign'],
  ['apply', 'remove'],
  ['put', 'remove'],
  ['enable', 'disable'],
  ['lock', 'unlock'],
  ['archive', 'restore'],
  ['join', 'leave'],
  ['login', 'logout'],
  ['start', 'stop'],
  ['pause', 'resume'],
  ['suspend', 'resume'],
  ['close', 'reopen'],
  ['set', 'clear'],
  ['increment', 'decrement'],
  ['attach', 'detach'],
  ['grant', 'revoke'],
  ['issue', 'revoke'],
  ['acquire', 'release'],
  ['open', 'close'],
  ['on', 'off'],
  ['deprecate', 'reactivate'],
  ['deactivate', 'reactivate'],
  ['archive', 'revive'],
  ['delete', 'revive'],
  ['delete', 'restore'],
  ['export', 'import'],
];

/** Doing before undoing: DELETE on the path of a POST, `un…`, and pairs of words (`pause`, `resume`). */
export function undoAfterDo(operations: readonly Operation[], push: Push): void {
  const byAct = new Map(operations.map((operation) => [actOf(operation), operation]));
  const posted = new Map(operations.filter((one) => one.method === 'POST').map((one) => [one.path, one]));
  for (const undo of operations) {
    const doing = (undo.method === 'DELETE' ? posted.get(undo.path) : undefined) ?? undoneBy(undo, byAct);
    if (doing === undefined) continue;
    const reason = `${undo.id} takes back what ${doing.id} does.`;
    push(doing, undo, { type: 'order', reason, confidence: 0.85, hard: false });
  }
}

/** `favoriteArticle`, or path and last segment of an HTTP operation: what is done to what. */
function actOf(operation: Operation): string {
  if (operation.path === undefined) return actKey(operation.id.split('.').at(-1) ?? '');
  const parts = segments(operation);
  return [...parts.slice(0, -1), actKey(parts.at(-1) ?? '')].join('/');
}

/** The words of an act, the noun in singular; what is taken from a thing was put to it. */
function actKey(name: string): string {
  return wordsOf(name)
    .map((word) => (word === 'from' ? 'to' : singular(word)))
    .join(' ');
}

function undoneBy(undo: Operation, byAct: Map<string, Operation>): Operation | undefined {
  const act = actOf(undo);
  const at = act.lastIndexOf('/') + 1;
  const [verb, ...rest] = act.slice(at).split(' ');
  const candidates = UNDO_PREFIXES.filter(
    (prefix) => (verb ?? '').startsWith(prefix) && (verb ?? '').length > prefix.length + 2,
  )
    .map((prefix) => (verb ?? '').slice(prefix.length))
    .concat(UNDO_WORDS.filter(([, back]) => back === verb).map(([forth]) => forth));
  for (const candidate of candidates) {
    const found = byAct.get(act.slice(0, at) + [candidate, ...rest].join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An act's verb that more acts than this share is a common word, which says nothing in a description. */
const MAX_SAME_VERB = 6;

/** A reading whose own text uses the verb of an act ("articles from users you follow") comes after the act. */
export function readAfterAct(index: OrderIndex, clauses: ReadonlyMap<string, string>, push: Push): void {
  const acts = new Map<string, Operation[]>();
  for (const resource of index.resources) {
    for (const act of resource.operations) {
      if (act.effect !== 'action' || act.method === 'DELETE' || act.method === 'GET') continue;
      const verb = verbOf(act);
      if (verb === null) continue;
      const known = acts.get(verb);
      if (known === undefined) acts.set(verb, [act]);
      else known.push(act);
    }
  }
  for (const reading of index.operations) {
    if (reading.resource === null || (reading.effect !== 'read' && reading.effect !== 'list')) continue;
    const text = `${reading.summary} ${reading.description} ${clauses.get(reading.id) ?? ''}`;
    for (const verb of new Set(textWords(text).map(verbStem))) {
      const meant = acts.get(verb) ?? [];
      if (meant.length > MAX_SAME_VERB) continue;
      for (const act of meant) {
        const reason = `${reading.id} shows what ${act.id} did, by its description.`;
        push(act, reading, { type: 'order', reason, confidence: 0.6, hard: false });
      }
    }
  }
}

function verbOf(operation: Operation): string | null {
  const name =
    operation.path === undefined ? (operation.id.split('.').at(-1) ?? '') : (segments(operation).at(-1) ?? '');
  const word = wordsOf(name)[0];
  if (
    word === undefined ||
    name.includes('{') ||
    word.length < 4 ||
    /^(?:sign|bulk|send|test|batch|login|auth)/.test(word)
  )
    return null;
  return verbStem(word);
}

const ENTER = /^(?:log ?in|sign ?in)\b/;
const LEAVE = /^(?:log ?out|sign ?out)\b/;

/** The words of a root field or of a path's last segment. */
function ownName(operation: Operation): string {
  const name = operation.path === undefined ? operation.id.split('.').at(-1) : segments(operation).at(-1);
  return wordsOf(name ?? '').join(' ');
}

/** Registering before signing in, and that before signing out. */
export function signUpFirst(index: OrderIndex, signIn: ReadonlySet<string>, push: Push): void {
  const operations = index.operations.filter((one) => signIn.has(one.id)).sort((a, b) => compareStrings(a.id, b.id));
  const up = operations.filter(isSignUp);
  for (const first of up) {
    for (const then of operations) {
      if (up.includes(then)) continue;
      const reason = `${first.id} registers the caller whom ${then.id} signs in.`;
      push(first, then, { type: 'order', reason, confidence: 0.8, hard: false });
    }
  }
  const entering = operations.filter((one) => ENTER.test(ownName(one)));
  for (const leaving of index.operations.filter((one) => LEAVE.test(ownName(one)))) {
    for (const first of entering) {
      const reason = `${first.id} signs in the caller whom ${leaving.id} signs out.`;
      push(first, leaving, { type: 'order', reason, confidence: 0.8, hard: false });
    }
  }
}

/** Plain values (GET /tags) come into being with the create whose form lists them (`tagList`). */
export function valuesAfterForms(index: OrderIndex, push: Push): void {
  const takers = new Map<string, { creator: Operation; property: string }[]>();
  for (const { creators, inputs } of index.resources) {
    const creator = creators[0];
    if (creator === undefined) continue;
    for (const { name, list, ref } of inputs) {
      if (!list || ref !== undefined || /Ids?$|_ids?$/.test(name)) continue;
      const key = valueKey(name);
      takers.set(key, [...(takers.get(key) ?? []), { creator, property: name }].slice(0, MAX_SAME_VERB));
    }
  }
  for (const resource of index.resources) {
    if (resource.creators.length > 0 || resource.main !== null) continue;
    for (const { creator, property } of takers.get(nameKey(resource.name)) ?? []) {
      for (const list of resource.operations) {
        if ((list.effect !== 'list' && list.effect !== 'read') || endsInItem(list)) continue;
        const reason = `${list.id} lists the values that ${creator.id} takes as \`${property}\`.`;
        push(creator, list, { type: 'data', reason, confidence: 0.5, hard: false });
      }
    }
  }
}

function endsInItem(operation: Operation): boolean {
  return (segments(operation).at(-1) ?? '').includes('{');
}

function valueKey(name: string): string {
  const words = wordsOf(name);
  const plain = words.length > 1 && /^(?:list|names|values)$/.test(words.at(-1) as string) ? words.slice(0, -1) : words;
  return plain.map(stem).join(' ');
}
