import { getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType } from 'graphql';
import { isInterfaceType, isObjectType, isRequiredArgument, isRequiredInputField } from 'graphql';
import type { GraphQLArgument, GraphQLInputField, GraphQLInputObjectType, GraphQLInputType } from 'graphql';
import { wordsOf } from '../../contract/names.js';
import type { RootField } from './check-schema.js';
import { answerType } from './check-schema.js';
import { hop } from './find-paths.js';
import type { GraphqlValue } from './graphql-check.js';
import { isUpload, plainValue } from './plain-values.js';
import type { SchemaFacts, Source } from './schema-facts.js';
import { sameCredentials } from './same-credentials.js';
import { addPath, emptySelection } from './selection.js';
import type { Selection } from './selection.js';

/** A request in the making: later ones may still ask it to read more. */
export interface Draft {
  id: string;
  root: RootField;
  /** Arguments that its text declares as variables. */
  declared: readonly string[];
  variables: Record<string, GraphqlValue>;
  selection: Selection;
}

/** The requests of one check in the order they are sent. Ids and things made by an earlier one are used by later ones. */
export interface RequestChain {
  drafts: Draft[];
  /** Adds a request whose input is valid, after those that it needs. Undefined where no such request can be written down. */
  add: (root: RootField) => Draft | undefined;
  /** The value of a field of what a draft's answer is about, for a later request. */
  outcome: (draft: Draft, field: string) => GraphqlValue | null;
}

/** Requests of one check at most. */
const MAX_DRAFTS = 8;
/** Levels of input objects that are filled. */
const MAX_INPUT_DEPTH = 4;
/** Optional fields an update sends where it demands none. */
const MAX_CHANGES = 2;
/** Last words of names that identify a thing. */
const KEYS = new Set(['id', 'ids', 'uuid', 'slug', 'username', 'login']);

class Unwritable extends Error {}

/** Starts the chain of one check; `session` are the requests that made its caller known. */
export function requestChain(facts: SchemaFacts, session: readonly Draft[]): RequestChain {
  const chain: Chain = { facts, session, drafts: [], making: new Set() };
  return {
    drafts: chain.drafts,
    add: (root) => {
      try {
        return addDraft(root, chain);
      } catch (error) {
        if (!(error instanceof Unwritable)) throw error;
        return undefined;
      }
    },
    outcome: (draft, field) => outcomeOf(draft, field, chain),
  };
}

interface Chain {
  facts: SchemaFacts;
  session: readonly Draft[];
  drafts: Draft[];
  /** Ids of the operations whose input is being made: none is needed for itself. */
  making: Set<string>;
}

function addDraft(root: RootField, chain: Chain): Draft {
  const variables = knownCredentials(root, chain) ?? madeVariables(root, chain);
  const taken = new Set([...chain.session, ...chain.drafts].map(({ id }) => id));
  let id = root.field.name;
  for (let n = 2; taken.has(id); n += 1) id = `${root.field.name}-${n}`;
  const draft = { id, root, declared: Object.keys(variables), variables, selection: emptySelection() };
  chain.drafts.push(draft);
  return draft;
}

/** Who signs in does so with what the session's caller was registered with. */
function knownCredentials(root: RootField, { facts, session }: Chain): Record<string, GraphqlValue> | null {
  if (facts.isSignUp(root) || !facts.signIn.includes(root)) return null;
  const registered = session.find((draft) => facts.isSignUp(draft.root));
  return registered === undefined ? null : sameCredentials(root, registered);
}

function madeVariables(root: RootField, chain: Chain): Record<string, GraphqlValue> {
  chain.making.add(root.id);
  const variables: Record<string, GraphqlValue> = {};
  for (const argument of chosenArguments(root, chain.facts)) {
    Object.defineProperty(variables, argument.name, {
      value: valueOf(argument.type, argument.name, { root, chain, depth: 0 }),
      enumerable: true,
    });
  }
  chain.making.delete(root.id);
  return variables;
}

/** Arguments that must be there; where none must, the one that says which thing is meant. */
function chosenArguments(root: RootField, facts: SchemaFacts): GraphQLArgument[] {
  const required = root.field.args.filter(isRequiredArgument);
  const effect = facts.effectOf(root.id);
  if (required.length > 0 || effect === 'list' || effect === 'create') return required;
  const key = root.field.args.find(({ name, type }) => KEYS.has(name) && isLeafType(getNamedType(type)));
  const input = root.field.args.find(({ type }) => isInputObjectType(getNamedType(type)));
  const chosen = key ?? (root.operation === 'mutation' ? input : undefined);
  return chosen === undefined ? [] : [chosen];
}

interface Filling {
  root: RootField;
  chain: Chain;
  depth: number;
}

function valueOf(type: GraphQLInputType, name: string, at: Filling): GraphqlValue {
  if (isNonNullType(type)) return valueOf(type.ofType, name, at);
  if (isListType(type)) {
    const inner = getNamedType(type);
    // A list of ids may be empty; which things would be right for it nobody can tell.
    if (inner.name === 'ID' || KEYS.has(wordsOf(name).at(-1) ?? '')) return [];
    return [valueOf(type.ofType, name, at)];
  }
  if (isInputObjectType(type)) return inputValue(type, { ...at, depth: at.depth + 1 });
  if (isUpload(type.name)) throw new Unwritable('a file');
  const thing = isEnumType(type) ? null : identified(name, type.name, at);
  return thing === null ? plainValue(type, name) : valueFrom(thing, name, at);
}

function inputValue(type: GraphQLInputObjectType, at: Filling): GraphqlValue {
  if (at.depth > MAX_INPUT_DEPTH) throw new Unwritable('input objects within each other');
  const value: Record<string, GraphqlValue> = {};
  for (const field of chosenFields(type, at)) {
    Object.defineProperty(value, field.name, { value: valueOf(field.type, field.name, at), enumerable: true });
  }
  return value;
}

/**
 * Required fields, or the first where just one may be set. A change must change something, and a thing be made of
 * something: where no required field is a plain value, some optional ones are sent too.
 */
function chosenFields(type: GraphQLInputObjectType, at: Filling): GraphQLInputField[] {
  const fields = Object.values(type.getFields());
  if (type.isOneOf) return fields.slice(0, 1);
  const required = fields.filter(isRequiredInputField);
  const isPlain = (field: GraphQLInputField): boolean =>
    isLeafType(getNamedType(field.type)) &&
    !isListType(isNonNullType(field.type) ? field.type.ofType : field.type) &&
    identified(field.name, getNamedType(field.type).name, at) === null &&
    !KEYS.has(field.name) &&
    !/^client_?mutation_?id$/i.test(field.name);
  if (at.depth > 1 || required.some(isPlain)) return required;
  const optional = fields.filter((field) => !required.includes(field) && isPlain(field));
  const shown = optional.filter(({ name }) => isAnswered(name, at));
  return [...required, ...(shown.length > 0 ? shown : optional).slice(0, MAX_CHANGES)];
}

/** The thing that is made or changed has a field of the name. */
function isAnswered(name: string, { root, chain }: Filling): boolean {
  const type = chain.facts.subjectOf(root)?.type;
  return type !== undefined && (isObjectType(type) || isInterfaceType(type)) && type.getFields()[name] !== undefined;
}

/** A thing that a value says which: its type, '' where it cannot be told, and the field of it that has the value. */
interface Identified {
  type: string;
  key: string;
}

/** Null where a name is no identity, or the identity that a new thing is given. */
function identified(name: string, scalar: string, { root, chain }: Filling): Identified | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const { facts } = chain;
  if (words.length === 1 && KEYS.has(last)) {
    if (facts.effectOf(root.id) === 'create' || facts.signIn.some(({ id }) => id === root.id)) return null;
    return { type: facts.meantBy(root) ?? '', key: name };
  }
  if (/^client mutation id$/.test(words.join(' '))) return null;
  if (KEYS.has(last)) return { type: facts.typeCalled(words.slice(0, -1)) ?? '', key: last };
  return scalar === 'ID' ? { type: facts.typeCalled(words) ?? '', key: 'id' } : null;
}

/** A value of a thing that exists: of the caller's own, of one made before or now, of one that is listed. */
function valueFrom({ type, key }: Identified, name: string, { root, chain }: Filling): GraphqlValue {
  const { facts, session, drafts, making } = chain;
  const others = facts.effectOf(root.id) === 'action' ? drafts : [...drafts, ...session];
  for (const draft of others) {
    const value = makes(draft, type, facts) ? outcomeOf(draft, key, chain) : null;
    if (value !== null) return value;
  }
  const sources: Source[] = [...facts.makersOf(type), ...facts.listersOf(type)];
  for (const source of sources.filter((one) => !making.has(one.root.id))) {
    if (!hasField(source, key) || making.size + drafts.length >= MAX_DRAFTS) continue;
    const { length } = drafts;
    const draft = attempt(source.root, chain);
    const value = draft === null ? null : readOf(draft, source, key, chain);
    if (value !== null) return value;
    drafts.splice(length);
  }
  return { $input: name };
}

function attempt(root: RootField, chain: Chain): Draft | null {
  try {
    return addDraft(root, chain);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    chain.making.delete(root.id);
    return null;
  }
}

function makes({ root }: Draft, type: string, facts: SchemaFacts): boolean {
  return facts.makersOf(type).some((source) => source.root === root);
}

function hasField({ place }: Source, key: string): boolean {
  const { type } = place;
  return (isObjectType(type) || isInterfaceType(type)) && type.getFields()[key] !== undefined;
}

function outcomeOf(draft: Draft, field: string, chain: Chain): GraphqlValue | null {
  const place = chain.facts.subjectOf(draft.root);
  return place === null ? null : readOf(draft, { root: draft.root, place }, field, chain);
}

/** Lets a draft read a field of a thing in its answer, and gives the reference to it. */
function readOf(draft: Draft, source: Source, key: string, { facts }: Chain): GraphqlValue | null {
  if (!hasField(source, key)) return null;
  const { path, dotted, type, on } = source.place;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[key] : undefined;
  if (field === undefined || field.args.some(isRequiredArgument) || !isLeafType(getNamedType(field.type))) return null;
  addPath(draft.selection, answerType(draft.root), [...path, hop(key, on)], facts.schema);
  const below = [draft.root.field.name, ...(dotted === '' ? [] : [dotted]), key].join('.');
  return { $from: draft.id, path: `data.${below}` };
}
