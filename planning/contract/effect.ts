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
    'complete finish submit redeliver suspend bulk batch count'
  ).split(' '),
);

/** What the first word of a name says it does, or null. */
export function verbEffect(name: string): Effect | null {
  const verb = wordsOf(name)[0] ?? '';
  if (CREATE.has(verb)) return 'create';
  if (UPDATE.has(verb)) return 'update';
  if (DELETE.has(verb)) return 'delete';
  if (LIST.has(verb)) return 'list';
  return READ.has(verb) ? 'read' : null;
}

/**
 * True for a path segment that names an act (`login`, `cancel`), alone or first of several words (`mark-as-read` is
 * none).
 */
export function isAct(segment: string): boolean {
  return ACTS.has(wordsOf(segment).join('')) || ACTS.has(wordsOf(segment)[0] ?? '');
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
  if (act) return verb === 'list' || last.toLowerCase() === 'search' ? 'list' : 'action';
  if (verb === 'create') return 'create';
  if (onItem) return verb ?? 'update';
  if (isPlural(lastWord(last)) || facts.created) return 'create';
  return verb === 'update' || verb === 'delete' ? verb : 'action';
}

function lastWord(segment: string): string {
  return wordsOf(segment).at(-1) ?? '';
}

/**
 * The effect of a GraphQL root field. `nouns` holds the noun keys of the schema's types: `addStar` creates one only if
 * there is a Star.
 */
export function fieldEffect(
  type: 'query' | 'mutation' | 'subscription',
  name: string,
  list: boolean,
  nouns: ReadonlySet<string>,
): Effect {
  if (type === 'subscription') return 'read';
  if (type === 'query') return list ? 'list' : 'read';
  const words = wordsOf(name);
  if (words[0] === 'sign' && words[1] === 'up') return 'create';
  const effect = verbEffect(name);
  if (effect === null || effect === 'read' || effect === 'list') return 'action';
  const noun = words
    .slice(1)
    .map((word, i, all) => (i === all.length - 1 ? singular(word) : word))
    .join(' ');
  return (words[0] === 'add' || words[0] === 'remove') && !nouns.has(noun) ? 'action' : effect;
}
