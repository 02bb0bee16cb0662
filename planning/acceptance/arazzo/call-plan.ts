import type { Operation, Parameter, Property } from '../../contract/contract-model.js';
import { wordsOf } from '../../contract/names.js';
import { segments } from '../../order/creators.js';
import { formProperties } from '../../order/form-properties.js';
import { idTarget } from '../../order/id-evidence.js';
import type { ResourceFacts } from '../../order/order-index.js';
import { itemAt } from '../../order/path-evidence.js';
import { answerOf, findInAnswer, idPointer, propertiesOf } from './answers.js';
import type { CheckFacts } from './check-facts.js';

/** A place in what an earlier call was sent or answered. */
export interface CallSource {
  from: 'answer' | 'request';
  call: number;
  /** JSON Pointer into that body. */
  pointer: string;
  /** The value is put in a list of its own. */
  list?: true;
}

/** Where a value comes from: an earlier call, or whoever runs the checks, who knows ids of things that no operation makes. */
export type Source = CallSource | { from: 'input'; name: string };

/** One call of a workflow; `takes` says by `<in> <name>` which of its inputs come from earlier calls. */
export interface PlannedCall {
  operation: Operation;
  takes: Map<string, Source>;
}

/** Whose credentials the guarded calls carry: an earlier call's token, or one that is handed in. */
export type Caller = { by: 'input' } | { by: 'call'; source: CallSource };

/** Calls in order, the one that is meant last. */
export interface CallPlan {
  calls: PlannedCall[];
  caller: Caller;
  /** The caller that one of the calls signs up or in, if any does. */
  signed?: Caller;
}

export type Planned = CallPlan | { why: string };

/** What a planned call must be given beyond what the model says is required: names of body properties. */
export type AlsoRequired = (operation: Operation) => readonly string[];

/** Chains of prerequisites longer than this are given up. */
const MOST_CALLS = 12;

/**
 * Plans how an operation is called so that it succeeds: whatever its path, required query and body name by id is made
 * first, by the operations that make such things, and with it what the made thing will point to where the operation's own
 * text speaks of it. Says why where the contract does not tell how.
 */
export function planCall(operation: Operation, facts: CheckFacts, also?: AlsoRequired): Planned {
  if (also !== undefined) return makePlan(operation, facts, also);
  const known = facts.plans.get(operation);
  if (known !== undefined) return known;
  const planned = makePlan(operation, facts, () => []);
  facts.plans.set(operation, planned);
  return planned;
}

function makePlan(operation: Operation, facts: CheckFacts, also: AlsoRequired): Planned {
  const first = attempt(operation, facts, also, false);
  if ('why' in first || facts.signer === null) return first;
  const guarded = first.calls.filter((call) => isGuarded(call.operation));
  // An operation that refuses some callers (403) may refuse one who has just signed up.
  const privileged = guarded.some((call) => call.operation.responses.some(({ status }) => status === '403'));
  if (guarded.length === 0 || privileged) return first;
  return attempt(operation, facts, also, true);
}

/** The operation asks for credentials that cannot be left out. */
export function isGuarded(operation: Operation): boolean {
  return operation.security.schemes.length > 0 && !operation.security.optional;
}

interface State {
  facts: CheckFacts;
  also: AlsoRequired;
  calls: PlannedCall[];
  /** Call that made the one thing of a resource there is, by resource name. */
  made: Map<string, number>;
  /** Resources being made, to see circles. */
  making: Set<string>;
}

function attempt(operation: Operation, facts: CheckFacts, also: AlsoRequired, signs: boolean): Planned {
  const state: State = { facts, also, calls: [], made: new Map(), making: new Set() };
  let caller: Caller = { by: 'input' };
  if (signs && facts.signer !== null && facts.signer.operation !== operation) {
    const signed = plan(facts.signer.operation, state);
    if (typeof signed === 'string') return { why: signed };
    const principal = facts.index.principal;
    if (principal?.creators.includes(facts.signer.operation) === true) state.made.set(principal.name, signed);
    caller = { by: 'call', source: { call: signed, from: 'answer', pointer: facts.signer.token } };
  }
  const planned = plan(operation, state);
  if (typeof planned === 'string') return { why: planned };
  const { signer } = facts;
  const signing = signer === null ? -1 : state.calls.findIndex((call) => call.operation === signer.operation);
  if (signer === null || signing === -1) return { calls: state.calls, caller };
  const signed: Caller = { by: 'call', source: { call: signing, from: 'answer', pointer: signer.token } };
  return { calls: state.calls, caller, signed };
}

/** Plans a call behind all it needs and answers its place, or why it cannot be planned. */
function plan(operation: Operation, state: State): number | string {
  const unable = cannotSend(operation, state.facts);
  if (unable !== null) return unable;
  const takes = new Map<string, Source>();
  for (const need of needsOf(operation, state)) {
    const source = findSource(need, operation, state);
    if (typeof source === 'string') return source;
    if (source !== null) takes.set(`${need.in} ${need.name}`, source);
  }
  const stocked = stock(operation, state);
  if (stocked !== null) return stocked;
  if (state.calls.length >= MOST_CALLS) return `more than ${MOST_CALLS} calls would have to come first`;
  return state.calls.push({ operation, takes }) - 1;
}

/** Why Respect cannot send a valid request of the operation; null where it can. `files`: one without them will do. */
export function cannotSend(operation: Operation, { index }: CheckFacts, { files = false } = {}): string | null {
  const body = operation.requestBody;
  if (body === null || (!body.required && body.properties.length === 0 && body.entities.length === 0)) return null;
  if (!files && formProperties(operation, index.entity).some(({ required, format }) => required && format === 'binary'))
    return 'a file has to be sent, which the check would need on disk';
  const sendable = body.mediaTypes.some((type) => isSendable(type));
  return sendable || body.mediaTypes.length === 0 ? null : `bodies of type ${body.mediaTypes.join(', ')} are not sent`;
}

/** Media types whose bodies are made from values: JSON and forms. */
export function isSendable(type: string): boolean {
  const plain = (type.split(';')[0] ?? '').trim().toLowerCase();
  return (
    /^application\/(?:[a-z0-9.-]+\+)?json$/.test(plain) ||
    plain === 'multipart/form-data' ||
    plain === 'application/x-www-form-urlencoded'
  );
}

interface Need {
  in: Parameter['in'] | 'body';
  name: string;
  property: Property;
  /** Path only: which segment it stands in. */
  segment?: number;
}

function needsOf(operation: Operation, state: State): Need[] {
  const parts = segments(operation);
  const parameters = operation.parameters
    .filter((one) => one.in === 'path' || one.required)
    .map(({ in: place, name, type }): Need => {
      const property: Property = {
        name,
        type,
        required: true,
        nullable: false,
        list: false,
        readOnly: false,
        description: '',
      };
      const segment = place === 'path' ? parts.findIndex((part) => part.includes(`{${name}}`)) : -1;
      return { in: place, name, property, ...(segment === -1 ? {} : { segment }) };
    });
  const also = new Set(state.also(operation));
  const body = formProperties(operation, state.facts.index.entity)
    .filter((one) => one.required || also.has(one.name))
    .map((property): Need => ({ in: 'body', name: property.name, property }));
  return [...parameters, ...body];
}

/** The source of one input; null where a value can be made up; text where it cannot be had. */
function findSource(need: Need, operation: Operation, state: State): Source | null | string {
  const { index, signUps, signer } = state.facts;
  const last = wordsOf(need.name).at(-1) ?? '';
  if (need.in === 'body' && signUps[0] !== undefined && isSignIn(operation, state)) {
    const own = credentialSource(need, signUps[0], state);
    if (own !== null) return own;
  }
  if (
    /^(?:token|code|otp|pin)$/.test(last) &&
    need.property.type === 'string' &&
    (need.in === 'path' || last === 'token')
  ) {
    const pointer = signer === null ? null : findInAnswer(signer.operation, index, ({ name }) => name === need.name);
    if (signer === null || pointer === null) return `no operation gives out the \`${need.name}\` that it takes`;
    const call = callOnce(signer.operation, state);
    return typeof call === 'string' ? call : { call, from: 'answer', pointer };
  }
  const target = targetOf(need, operation, state);
  if (target === null) return need.in === 'path' && !isPlain(need) ? inputFor(need, null) : null;
  if (target.name === operation.resource && need.in === 'body') return null;
  if (!target.creators.some(tellsId)) return inputFor(need, target);
  const call = ensure(target, state);
  if (typeof call === 'string') return call;
  const pointer = idPointer(state.calls[call]?.operation as Operation, target, need.name, state.facts.index);
  if (pointer === null) return inputFor(need, target);
  return { call, from: 'answer', pointer, ...(need.property.list ? { list: true } : {}) };
}

/** An input called like what it is for; `id` alone says nothing. */
function inputFor({ name }: Need, target: ResourceFacts | null): Source {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_');
  const owner = target?.words.join('_') ?? '';
  return { from: 'input', name: /^(?:_?id|uuid|key|name)$/i.test(plain) && owner !== '' ? `${owner}_${plain}` : plain };
}

/** Path parameters whose values are a closed or self-made set: dates, numbers of pages, versions. */
function isPlain({ name }: Need): boolean {
  return /^(?:date|day|month|year|week|from|to|version|locale|lang|language|page)$/i.test(name);
}

function isSignIn(operation: Operation, { facts }: State): boolean {
  return operation.effect === 'action' && operation.security.schemes.length === 0 && !facts.signUps.includes(operation);
}

/** What a caller signs in with is what the account was made with. */
function credentialSource(need: Need, signUp: Operation, state: State): Source | null {
  const form = formProperties(signUp, state.facts.index.entity);
  const wanted =
    form.some(({ name }) => name === need.name) && form.some(({ name }) => /password|passphrase/i.test(name));
  if (!wanted || !/mail|user|login|password|passphrase/i.test(need.name)) return null;
  const call = callOnce(signUp, state);
  return typeof call === 'string' ? null : { call, from: 'request', pointer: `/${need.name}` };
}

function callOnce(operation: Operation, state: State): number | string {
  const known = state.calls.findIndex((call) => call.operation === operation);
  return known === -1 ? plan(operation, state) : known;
}

/** The resource an input names by id. */
function targetOf(need: Need, operation: Operation, { facts }: State): ResourceFacts | null {
  const { index } = facts;
  if (need.segment !== undefined) {
    const held = itemAt(segments(operation), need.segment, index);
    if (held !== undefined && held !== null) return held;
  }
  const owner = operation.resource === null ? null : (index.byName.get(operation.resource) ?? null);
  return idTarget(need.property, owner, new Set([need.name]), index)?.resource ?? null;
}

/** An answer without a described body gives no id. */
function tellsId(creator: Operation): boolean {
  return creator.type === 'operation' && answerOf(creator) !== undefined;
}

/** The call that made a thing of the resource; made now where none has. */
function ensure(resource: ResourceFacts, state: State): number | string {
  const known = state.made.get(resource.name);
  if (known !== undefined) return known;
  if (state.making.has(resource.name)) return `what makes a ${resource.name} needs one`;
  const creator = resource.creators.find(tellsId);
  if (creator === undefined) return `no operation makes a ${resource.name}`;
  state.making.add(resource.name);
  const call = plan(creator, state);
  state.making.delete(resource.name);
  if (typeof call === 'number') state.made.set(resource.name, call);
  return call;
}

/**
 * Makes what the made thing will point to though the form does not name it, where the operation's text speaks of it: a
 * reservation puts a copy aside, so that there has to be one.
 */
function stock(operation: Operation, state: State): string | null {
  const { index } = state.facts;
  const resource = operation.resource === null ? undefined : index.byName.get(operation.resource);
  if (operation.effect !== 'create' || resource?.main === undefined || resource.main === null) return null;
  const form = new Set(formProperties(operation, index.entity).map(({ name }) => name));
  const text = [operation.summary, operation.description, ...operation.responses.map((one) => one.description)].join(
    ' ',
  );
  const spoken = new Set(wordsOf(text.replace(/[^A-Za-z]+/g, ' ')));
  for (const property of propertiesOf(resource.main, index)) {
    if (form.has(property.name) || property.list) continue;
    const target: ResourceFacts | undefined = idTarget(property, resource, new Set(), index)?.resource;
    if (target === undefined || target === resource || target === index.principal || state.made.has(target.name))
      continue;
    if (!target.words.every((word) => spoken.has(word)) || target.creators.length === 0) continue;
    state.making.add(resource.name);
    const before = { calls: [...state.calls], made: new Map(state.made) };
    const call = ensure(target, state);
    state.making.delete(resource.name);
    if (typeof call === 'string') {
      // It can only be made afterwards: then it is not what has to be there.
      state.calls = before.calls;
      state.made = before.made;
    }
  }
  return null;
}
