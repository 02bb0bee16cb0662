import type { Operation, Response } from '../../contract/contract-model.js';
import { segments } from '../../order/creators.js';
import type { ResourceFacts } from '../../order/order-index.js';
import { itemAt } from '../../order/path-evidence.js';
import { idPointer } from './answers.js';
import { cannotSend, isGuarded, planCall } from './call-plan.js';
import { checkFacts } from './check-facts.js';
import type { CheckFacts } from './check-facts.js';
import type { ContractModel } from '../../contract/contract-model.js';
import { code } from '../wording.js';
import type { AcceptanceCriterion } from '../../dag/candidate.js';

/** What a workflow shows of an operation. */
export type Recipe =
  | { kind: 'success'; statuses: string[] }
  | { kind: 'unauthorized'; statuses: string[] }
  | { kind: 'not-found'; statuses: string[] }
  | { kind: 'invalid-input'; statuses: string[] }
  | { kind: 'forbidden'; statuses: string[] }
  | { kind: 'duplicate'; statuses: string[] }
  | { kind: 'stored'; reader: Operation }
  | { kind: 'changed'; reader: Operation }
  | { kind: 'gone'; reader: Operation; statuses: string[] }
  | { kind: 'lists'; creator: Operation }
  | { kind: 'page-size'; parameter: string };

/** A criterion is shown by a workflow, or it is only described and `why` says what no workflow can do. */
export type Decision = { recipe: Recipe } | { why: string };

/** A criterion of one HTTP operation with how it is checked. */
export interface DecidedCriterion extends AcceptanceCriterion {
  decision: Decision;
}

const ROLE = /\b(?:roles?|permissions?|privileges?|not allowed|forbidden|scopes?|admins?|administrators?)\b/i;
/** Words by which an answer says that the caller has not done something before, which no contract tells how to do. */
const LACKS_ACT = /\b(?:never|not yet|has not|have not|hasn't|haven't|did not|didn't)\b/i;
const TAKEN = /\b(?:in use|taken|exists?|existing|duplicates?|unique)\b/i;
const PAGE_SIZE = /^(?:limit|per_?page|page_?size|max_?results|page_?limit)$/i;
const PAGING =
  /^(?:limit|per_?page|page_?size|max_?results|page_?limit|page|cursor|offset|after|start|skip|page_?token)$/i;

const kept = new WeakMap<Operation, readonly DecidedCriterion[]>();

/**
 * An operation's criteria with how each is checked, and those that only several operations together show. Made once for
 * each operation of a model, as every trial of a search asks for them.
 *
 * @param own makes the criteria that the operation alone gives
 */
export function decideChecks(
  operation: Operation,
  own: () => AcceptanceCriterion[],
  model: ContractModel,
): readonly DecidedCriterion[] {
  const known = kept.get(operation);
  if (known !== undefined) return known;
  const facts = checkFacts(model);
  const decided = own().map((one) => ({ ...one, decision: decide(operation, one.id, facts) }));
  const all = [...decided, ...behaviour(operation, facts)];
  kept.set(operation, all);
  return all;
}

function decide(operation: Operation, id: string, facts: CheckFacts): Decision {
  const planned = planCall(operation, facts);
  const callable: Decision | null = 'why' in planned ? { why: `${planned.why}.` } : lacking(operation);
  const successes = operation.responses.filter(({ status }) => /^[12]/.test(status));
  if (id === 'status-success') {
    if (!declares(operation, 'default')) return { why: 'The contract declares no successful status to ask for.' };
    return callable ?? { recipe: { kind: 'success', statuses: ['2XX'] } };
  }
  if (/^status-[12]/.test(id)) {
    const [first] = successes;
    if (first === undefined || statusId(first) !== id)
      return { why: 'Which valid request is answered so the contract does not say.' };
    return callable ?? { recipe: { kind: 'success', statuses: successes.map(({ status }) => status) } };
  }
  if (id.startsWith('status-3')) return { why: 'Respect follows redirects and shows the last answer only.' };
  if (id === 'unauthorized') return unauthorized(operation, facts);
  if (id === 'not-found') return notFound(operation, facts);
  if (id === 'invalid-input') {
    return callable ?? { recipe: { kind: 'invalid-input', statuses: declared(operation, ['400', '422']) } };
  }
  if (id === 'gone') {
    const reader = facts.index.operation.get(`GET ${operation.path ?? ''}`);
    if (reader === undefined) return { why: 'No operation reads the thing.' };
    return callable ?? { recipe: { kind: 'gone', reader, statuses: declared(reader, ['404', '410']) } };
  }
  if (id === 'status-403') return forbidden(operation, facts) ?? callable ?? recipe403();
  if (id === 'status-409')
    return duplicate(operation) ?? callable ?? { recipe: { kind: 'duplicate', statuses: ['409'] } };
  if (id === optionalInput(operation)) {
    return callable ?? { recipe: { kind: 'invalid-input', statuses: declared(operation, ['400', '422']) } };
  }
  if (id === 'error-body') return { why: 'Which requests are answered so the contract does not say.' };
  return { why: 'Which calls bring this answer about the contract does not say.' };
}

/** The status for input that breaks the contract where nothing of it is required; null where there is no input. */
function optionalInput(operation: Operation): string | null {
  const { parameters, requestBody } = operation;
  const typed = parameters.some((one) => one.in === 'query' && /^(?:integer|number|boolean)$/.test(one.type));
  const json = requestBody?.mediaTypes.some((type) => /json/.test(type)) === true;
  const takes = typed || (json && requestBody.properties.length > 0);
  const required = parameters.some((one) => one.in !== 'path' && one.required) || requestBody?.required === true;
  const [status] = takes && !required ? ['422', '400'].filter((one) => declares(operation, one)) : [];
  return status === undefined ? null : `status-${status}`;
}

function recipe403(): Decision {
  return { recipe: { kind: 'forbidden', statuses: ['403'] } };
}

function statusId({ status }: Response): string {
  return `status-${status.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

function declares(operation: Operation, status: string): boolean {
  return operation.responses.some((response) => response.status === status);
}

function declared(operation: Operation, statuses: readonly string[]): string[] {
  return statuses.filter((status) => declares(operation, status));
}

/** An operation that refuses callers who have not done something else before succeeds only for those who have. */
export function lacking(operation: Operation): Decision | null {
  const refusal = operation.responses.find(
    ({ status, description }) => status === '403' && LACKS_ACT.test(description),
  );
  if (refusal === undefined) return null;
  return { why: `Which calls come before it the contract does not say (403: ${refusal.description.trim()}).` };
}

function unauthorized(operation: Operation, facts: CheckFacts): Decision {
  const statuses = declared(operation, ['401']);
  if (statuses.length === 0) statuses.push(...declared(operation, ['403']));
  if (statuses.length === 0) statuses.push(...(declares(operation, 'default') ? ['4XX'] : ['401', '403']));
  // Who sends no credentials is refused with or without a file.
  const unable = cannotSend(operation, facts, { files: true });
  return unable === null ? { recipe: { kind: 'unauthorized', statuses } } : { why: `${unable}.` };
}

function notFound(operation: Operation, facts: CheckFacts): Decision {
  const unable = cannotSend(operation, facts);
  if (unable !== null) return { why: `${unable}.` };
  return { recipe: { kind: 'not-found', statuses: declared(operation, ['404', '410']) } };
}

/** Null where one who has just signed up is to be refused. */
function forbidden(operation: Operation, facts: CheckFacts): Decision | null {
  const description = operation.responses.find(({ status }) => status === '403')?.description ?? '';
  if (!ROLE.test(description) || !isGuarded(operation)) {
    return { why: 'Which callers are refused the contract does not say in a way that can be tried.' };
  }
  return facts.signer === null ? { why: 'No operation makes a caller without the right to it.' } : null;
}

/** Null where doing the same again has to be refused. */
function duplicate(operation: Operation): Decision | null {
  const description = operation.responses.find(({ status }) => status === '409')?.description ?? '';
  const creates = operation.effect === 'create' || operation.method === 'POST';
  return creates && TAKEN.test(description) ? null : { why: 'Which state is in conflict the contract does not say.' };
}

/** Made twice with other values it makes two: no conflict is declared, or only one about a value that is in use. */
export function isRepeatable(operation: Operation): boolean {
  const conflict = operation.responses.find(({ status }) => status === '409');
  return conflict === undefined || TAKEN.test(conflict.description);
}

/** What only shows when one operation reads what another wrote. */
function behaviour(operation: Operation, facts: CheckFacts): DecidedCriterion[] {
  const found: DecidedCriterion[] = [];
  const name = code(operation.id);
  const add = (id: string, what: string, recipe: Recipe): void => {
    found.push({ id, what, required: true, decision: { recipe } });
  };
  if ('why' in planCall(operation, facts) || lacking(operation) !== null) return [];
  const reader = readerOf(operation, facts);
  if (reader !== null && operation.effect === 'create') {
    const still = isRepeatable(operation) ? ', also after another one was made' : '';
    const what = `What ${name} made is answered by ${code(reader.id)} as it was sent${still}.`;
    add('stored', what, { kind: 'stored', reader });
  }
  if (reader !== null && operation.effect === 'update') {
    add('changed', `After ${name}, ${code(reader.id)} answers what was sent.`, { kind: 'changed', reader });
  }
  const creator = listedCreator(operation, facts);
  if (creator !== null) {
    add('lists', `What ${code(creator.id)} made is in the answer of ${name}, once.`, { kind: 'lists', creator });
  }
  const size = operation.parameters.find((one) => one.in === 'query' && PAGE_SIZE.test(one.name));
  if (operation.effect === 'list' && size !== undefined) {
    const what = `${name} with \`${size.name}\` 1 answers one entry at most.`;
    add('page-size', what, { kind: 'page-size', parameter: size.name });
  }
  return found;
}

/** The operation that reads what another makes or changes by its id. */
export function readerOf(operation: Operation, facts: CheckFacts): Operation | null {
  const { index } = facts;
  if (operation.type !== 'operation' || operation.path === undefined) return null;
  const same = index.operation.get(`GET ${operation.path}`);
  if (operation.effect === 'update') return same?.effect === 'read' ? same : null;
  const made = operation.resource === null ? undefined : index.byName.get(operation.resource);
  if (operation.effect !== 'create' || made === undefined || !made.creators.includes(operation)) return null;
  const readers = made.operations.filter((one) => one.method === 'GET' && itemOf(one, facts) === made);
  return readers.find((one) => canRead(one, operation, made, facts)) ?? null;
}

/** The reader's path is given by what the maker answers and what the maker's own path was given. */
function canRead(reader: Operation, maker: Operation, made: ResourceFacts, facts: CheckFacts): boolean {
  const last = lastParameter(reader);
  if (last === null || idPointer(maker, made, last, facts.index) === null) return false;
  const own = new Set(maker.parameters.filter((one) => one.in === 'path').map(({ name }) => name));
  return reader.parameters.every((one) => one.in !== 'path' || one.name === last || own.has(one.name));
}

/** The name of the parameter that a path ends on. */
export function lastParameter(operation: Operation): string | null {
  return /^\{([^{}]+)\}$/.exec(segments(operation).at(-1) ?? '')?.[1] ?? null;
}

function itemOf(operation: Operation, facts: CheckFacts): ResourceFacts | null {
  const parts = segments(operation);
  return itemAt(parts, parts.length - 1, facts.index) ?? null;
}

/**
 * What makes the entries of a list at the list's own path, where a new one must be on the first page: the list is not
 * paged, or the path goes through a thing that was just made, or a filter takes one.
 */
function listedCreator(operation: Operation, facts: CheckFacts): Operation | null {
  if (operation.effect !== 'list' || operation.method !== 'GET') return null;
  const creator = facts.index.operation.get(`POST ${operation.path ?? ''}`);
  if (creator === undefined || creator.effect !== 'create' || lacking(creator) !== null) return null;
  const planned = planCall(creator, facts);
  if ('why' in planned || madeBy(creator, facts) === null) return null;
  const paged = operation.parameters.some((one) => one.in === 'query' && PAGING.test(one.name));
  const nested = (operation.path ?? '').includes('{');
  return !paged || nested || freshFilters(operation, creator, facts).length > 0 ? creator : null;
}

/** Names of a list's query parameters that a create takes in its body from something made before it. */
export function freshFilters(list: Operation, creator: Operation, facts: CheckFacts): string[] {
  const planned = planCall(creator, facts);
  if ('why' in planned) return [];
  const takes = planned.calls.at(-1)?.takes;
  return list.parameters.filter((one) => one.in === 'query' && takes?.has(`body ${one.name}`)).map(({ name }) => name);
}

/** Where a create's answer holds the id of what it made. */
export function madeBy(creator: Operation, facts: CheckFacts): string | null {
  const made = creator.resource === null ? undefined : facts.index.byName.get(creator.resource);
  return made === undefined ? null : idPointer(creator, made, 'id', facts.index);
}
