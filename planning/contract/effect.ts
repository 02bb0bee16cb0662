import type { Operation } from './contract-model.js';
import { isPlural, singular, wordsOf } from './names.js';

type Effect = Operation['effect'];

const CREATE = new Set(['create', 'add', 'new', 'register', 'insert', 'post', 'make', 'signup', 'open', 'submit']);
const UPDATE = new Set([
  'update',
  'edit',
  'change',
  'set',
  'patch',
  'modify',
  'replace',
  'rename',
  'put',
  'save',
  'upsert',
]);
const DELETE = new Set(['delete', 'remove', 'destroy', 'erase', 'purge', 'drop']);
const READ = new Set(['get', 'read', 'fetch', 'show', 'find', 'retrieve', 'load', 'describe', 'head', 'view']);
const LIST = new Set(['list', 'all', 'search', 'query', 'index', 'browse', 'filter']);

/** Segments that name an act, not a thing: POST to one of these creates nothing of that name. */
const ACTS = new Set(
  (
    'login logout signin signout signup search activate deactivate approve reject cancel close reopen archive unarchive ' +
    'publish unpublish enable disable start stop pause resume retry run execute trigger send resend verify confirm ' +
    'validate refresh reset restore revoke rotate renew import export sync merge split move copy clone assign unassign ' +
    'lock unlock follow unfollow favorite unfavorite favourite like unlike star unstar block unblock mute unmute ' +
    'upload download preview test ping check accept decline invite join leave pay refund capture void ship return ' +
    'complete finish submit redeliver suspend bulk batch count filter query paginate'
  ).split(' '),
);
/** Acts that are nouns as well: before a plural they name a kind of it (`block_types`, `test-runs`, `return_reasons`). */
const NOUN_ACTS = new Set(
  (
    'search export import test check block star like follow batch count copy lock return ship pay refund capture void ' +
    'preview download upload sync split move run trigger reset restore start stop send ping query filter'
  ).split(' '),
);
/** Last segments that ask, although the method is POST: with a list for an answer, or a number or a document. */
const ASKS_LIST = new Set(['search', 'filter', 'query', 'paginate', 'list', 'find']);
const ASKS_ONE = new Set(['count', 'history', 'statistics', 'stats', 'lookup', 'read']);
/** First words of longer segments that ask (`get_due_runs`). */
const ASKING = new Set(['get', 'fetch', 'retrieve', 'find']);

/** What the first word of a name says it does, or null. */
export function verbEffect(name: string): Effect | null {
  return effectOf(wordsOf(name)[0] ?? '');
}

function effectOf(verb: string): Effect | null {
  if (CREATE.has(verb)) return 'create';
  if (UPDATE.has(verb)) return 'update';
  if (DELETE.has(verb)) return 'delete';
  if (LIST.has(verb)) return 'list';
  return READ.has(verb) ? 'read' : null;
}

/**
 * True for a path segment that names an act: `login`, `cancel`, `cancel-order`; not `mark-as-read`, and not `block_types`,
 * where the act is a noun before a plural.
 */
export function isAct(segment: string): boolean {
  const words = wordsOf(segment);
  const [first = ''] = words;
  if (ACTS.has(words.join(''))) return true;
  if (words.length < 2 || !ACTS.has(first)) return false;
  return !NOUN_ACTS.has(first) || !isPlural(words.at(-1) as string);
}

export interface RestFacts {
  method: string;
  path: string;
  operationId: string;
  /** The successful answer is a list, or an object that holds one; null where no answer is described. */
  answersList: boolean | null;
  /** 201 is among the answers. */
  created: boolean;
}

/** The effect of an HTTP operation, read from method, path shape and operation id. */
export function restEffect(facts: RestFacts): Effect {
  const segments = facts.path.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  const onItem = last.includes('{');
  const act = !onItem && isAct(last);
  switch (facts.method) {
    case 'POST':
      return postEffect(facts, last, onItem, act);
    case 'PUT':
    case 'PATCH':
      return act ? 'action' : 'update';
    case 'DELETE':
      return act ? 'action' : 'delete';
    case 'GET':
    case 'HEAD':
    case 'QUERY':
      return !onItem && (facts.answersList ?? isPlural(lastWord(last))) ? 'list' : 'read';
    default:
      return facts.method === 'OPTIONS' || facts.method === 'TRACE' ? 'read' : 'action';
  }
}

function postEffect(facts: RestFacts, last: string, onItem: boolean, act: boolean): Effect {
  const verb = verbEffect(facts.operationId);
  const asked = onItem ? null : askedFor(last, facts.answersList === true);
  if (asked !== null) return asked;
  if (act) return verb === 'list' ? 'list' : 'action';
  if (tiesToItem(facts.path, last) || tiesSilently(facts, verb)) return 'action';
  if (verb === 'create') return 'create';
  if (onItem) return verb ?? 'update';
  if (isPlural(lastWord(last)) || facts.created) return 'create';
  return verb === 'update' || verb === 'delete' ? verb : 'action';
}

/** `addGuestToTable` below an item, where nothing made is answered. */
function tiesSilently({ path, operationId, created, answersList }: RestFacts, verb: Effect | null): boolean {
  return !created && answersList === null && path.includes('{') && ties(wordsOf(operationId), verb);
}

function askedFor(last: string, answersList: boolean): Effect | null {
  const words = wordsOf(last);
  const word = words.join('');
  if (ASKS_LIST.has(word)) return 'list';
  if (ASKS_ONE.has(word)) return 'read';
  return words.length > 1 && ASKING.has(words[0] as string) ? (answersList ? 'list' : 'read') : null;
}

/**
 * `/channels/{id}/add_products`, `/products/add_to_channels`: a verb below an item or with a preposition works on what is
 * there already.
 */
function tiesToItem(path: string, last: string): boolean {
  const words = wordsOf(last);
  const effect = verbEffect(last);
  if (effect !== null && words.some((word, i) => i > 0 && PREPOSITIONS.has(word))) return true;
  if (!path.includes('{') || words.length < 2) return false;
  return (
    (effect === 'create' && /^(?:add|insert|put)(?![a-z])/i.test(last)) || effect === 'delete' || effect === 'update'
  );
}

function lastWord(segment: string): string {
  return wordsOf(segment).at(-1) ?? '';
}

/** Words of quantity in field names: `productBulkCreate`, `createManyUsers`, `insert_users_one`. */
const QUANTITIES = new Set(['bulk', 'batch', 'many', 'multiple', 'one', 'single']);
const PREPOSITIONS = new Set(['from', 'to', 'for', 'by', 'with', 'without', 'in', 'into', 'on', 'of', 'as', 'via']);
/** Verbs that may end a field's name without being a noun there (`productCreate`). */
const LAST_VERBS = new Set(
  'create add register insert update edit change modify replace rename upsert delete remove destroy erase purge'.split(
    ' ',
  ),
);

/**
 * The effect of a GraphQL root field, whether its verb comes first (`createProduct`) or last (`productCreate`,
 * `productBulkCreate`, `orderCreateFromCart`); a verb between two nouns (`collectionAddProducts`) is an act on the first.
 * `nouns` holds the noun keys of the schema's types: `addStar` creates one only if there is a Star; `answers` those of what
 * the field answers with: `addGuestToTable` makes a Guest only if it answers with one, else it ties what is there.
 */
export function fieldEffect(
  type: 'query' | 'mutation' | 'subscription',
  name: string,
  list: boolean,
  nouns: ReadonlySet<string>,
  answers: ReadonlySet<string>,
): Effect {
  if (type === 'subscription') return 'read';
  if (type === 'query') return list ? 'list' : 'read';
  const all = wordsOf(name);
  if (all[0] === 'sign' && all[1] === 'up') return 'create';
  const { verb, noun } = verbAndNoun(name);
  const effect = effectOf(verb);
  if (effect === null || effect === 'read' || effect === 'list') return 'action';
  const key = noun.map((word, i) => (i === noun.length - 1 ? singular(word) : word)).join(' ');
  if (ties(all, effect) && (effect === 'delete' || !answers.has(key))) return 'action';
  return (verb === 'add' || verb === 'remove') && !nouns.has(key) ? 'action' : effect;
}

/** `addGuestsToTable`, `removeGuestsFromTable`: what is added or removed stays what it is. */
function ties(words: readonly string[], effect: Effect | null): boolean {
  const at = (preposition: string): boolean => words.indexOf(preposition) > 1;
  return effect === 'delete' ? at('from') : effect === 'create' && words[0] !== 'create' && (at('to') || at('into'));
}

/** What a GraphQL root field works on, by its name: `productBulkCreate` → product; a name without a verb as it is. */
export function fieldNoun(name: string): string {
  const { verb, noun } = verbAndNoun(name);
  return verb === '' || noun.length === 0 ? name : noun.join(' ');
}

/** The words of a root field's name up to its first preposition (`endSessionsByUser` → end, sessions). */
export function nounPhrase(name: string): string[] {
  const all = wordsOf(name);
  const end = all.findIndex((word, i) => i > 1 && PREPOSITIONS.has(word));
  return end === -1 ? all : all.slice(0, end);
}

/** The verb of a field name and the noun it works on; an empty verb where neither end of the name is one. */
function verbAndNoun(name: string): { verb: string; noun: string[] } {
  const words = nounPhrase(name).filter((word, i) => i === 0 || !QUANTITIES.has(word));
  const [first = '', ...rest] = words[0] !== undefined && QUANTITIES.has(words[0]) ? words.slice(1) : words;
  if (effectOf(first) !== null) return { verb: first, noun: rest };
  const last = rest.at(-1) ?? '';
  return LAST_VERBS.has(last) ? { verb: last, noun: [first, ...rest.slice(0, -1)] } : { verb: '', noun: [] };
}
