import { isCompositeType, isObjectType, isRequiredArgument, isUnionType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { compareStrings } from '../../compare.js';
import { fieldNoun, nounPhrase } from '../../contract/effect.js';
import { nounKey, wordsOf } from '../../contract/names.js';
import type { ContractModel, Operation } from '../../contract/contract-model.js';
import { isSignUp } from '../../order/creators.js';
import { answerType, rootFields } from './check-schema.js';
import type { RootField } from './check-schema.js';
import { findPlaces } from './find-paths.js';
import type { Place } from './find-paths.js';

/** Where a value can come from: an operation and the place of the thing in its answer. */
export interface Source {
  root: RootField;
  place: Place;
}

/** What checks need to know of a schema beyond its types. */
export interface SchemaFacts {
  schema: GraphQLSchema;
  roots: ReadonlyMap<string, RootField>;
  effectOf: (id: string) => Operation['effect'];
  /** Operations that make a caller known, those that register one first. */
  signIn: readonly RootField[];
  isSignUp: (root: RootField) => boolean;
  /** What an operation is about, and where it stands in the answer. Null where no object is answered. */
  subjectOf: (root: RootField) => Place | null;
  /** The name of the type an operation is about, also where it answers with no object of it. */
  subjectName: (root: RootField) => string | null;
  /** The name of the type that an id without a name of its own is of: `borrowBook(id)` means a Book. */
  meantBy: (root: RootField) => string | null;
  /** The object type a name speaks of: `articleSlug` without its last word gives Article. */
  typeCalled: (words: readonly string[]) => string | null;
  /** Mutations that make one of a type and answer with it, the likeliest first. */
  makersOf: (type: string) => Source[];
  /** Queries that answer with some of a type without being asked for a certain one. */
  listersOf: (type: string) => Source[];
}

/** Gathers the facts; each is computed when it is first asked for. `signIn` lists operation ids as the order analysis does. */
export function schemaFacts(model: ContractModel, schema: GraphQLSchema, signIn: readonly string[]): SchemaFacts {
  const roots = rootFields(schema);
  const operations = new Map(model.operations.map((operation) => [operation.id, operation]));
  const effectOf = (id: string): Operation['effect'] => operations.get(id)?.effect ?? 'action';
  const registers = ({ id }: RootField): boolean => {
    const operation = operations.get(id);
    return signIn.includes(id) && operation !== undefined && isSignUp(operation);
  };
  const objects = new Map<string, string>();
  for (const name of Object.keys(schema.getTypeMap()).sort(compareStrings)) {
    const type = schema.getType(name);
    if (isObjectType(type) && !name.startsWith('__')) objects.set(nounKey(name), name);
  }
  const subjectName = (root: RootField): string | null => {
    const noun = nounOf(root);
    const resource = operations.get(root.id)?.resource ?? null;
    return objects.get(noun) ?? (resource === null ? null : (objects.get(nounKey(resource)) ?? null));
  };
  const subjectOf = remember((root: RootField) => chooseSubject(root, subjectName(root), schema));
  const makes = (root: RootField): boolean => registers(root) || effectOf(root.id) === 'create';
  return {
    schema,
    roots,
    effectOf,
    signIn: signIn
      .flatMap((id) => roots.get(id) ?? [])
      .sort((a, b) => Number(registers(b)) - Number(registers(a)) || compareStrings(a.id, b.id)),
    isSignUp: registers,
    subjectOf,
    subjectName,
    meantBy: (root) => objects.get(nounOf(root)) ?? calledSo(nounPhrase(root.field.name), objects) ?? subjectName(root),
    typeCalled: (words) => calledSo(words, objects),
    makersOf: remember((type: string) =>
      [...roots.values()]
        .filter((root) => root.operation === 'mutation' && makes(root))
        .flatMap((root) => {
          const place = subjectOf(root);
          return place?.type.name === type ? [{ root, place }] : [];
        })
        .sort((a, b) => needs(a.root) - needs(b.root) || compareStrings(a.root.id, b.root.id)),
    ),
    listersOf: remember((type: string) =>
      [...roots.values()]
        .filter((root) => root.operation === 'query' && needs(root) === 0)
        .flatMap((root) => {
          const place = findPlaces(answerType(root), schema, true).find((one) => one.type.name === type);
          return place === undefined ? [] : [{ root, place: fromField(root, place) }];
        })
        .sort((a, b) => a.place.path.length - b.place.path.length || compareStrings(a.root.id, b.root.id)),
    ),
  };
}

/** A list of things as the answer itself: the first of them stands at `0`. */
function fromField(root: RootField, place: Place): Place {
  if (!String(root.field.type).startsWith('[')) return place;
  return { ...place, dotted: place.dotted === '' ? '0' : `0.${place.dotted}` };
}

function needs({ field }: RootField): number {
  return field.args.filter(isRequiredArgument).length;
}

function nounOf({ field }: RootField): string {
  return nounKey(fieldNoun(field.name));
}

/** True for a type that only carries what an operation answers with. */
function isEnvelope(type: GraphQLNamedType): boolean {
  if (/(?:payload|response|result|output)$/i.test(type.name)) return true;
  return isObjectType(type) && Object.keys(type.getFields()).some(isRefusalName);
}

/** Fields by which schemas answer with refusals as data. */
export function isRefusalName(name: string): boolean {
  return /^(?:user|field|mutation|input|validation)?_?(?:errors?|problems)$/i.test(name);
}

/** Types that stand for refusals among the members of a union. */
export function isRefusalType(name: string): boolean {
  return /(?:Errors?|Problems?|Exception|Failure|Fault|Denied|NotFound|Invalid|Unauthorized|Unauthenticated|Forbidden)$/.test(
    name,
  );
}

function chooseSubject(root: RootField, wanted: string | null, schema: GraphQLSchema): Place | null {
  const answer = answerType(root);
  if (!isCompositeType(answer)) return null;
  const places = findPlaces(answer, schema, false).filter(
    ({ path, type }) => !path.some(({ field }) => isRefusalName(field)) && !isRefusalType(type.name),
  );
  const near = places.filter(({ path }) => path.length <= (isEnvelope(answer) || isUnionType(answer) ? 1 : 0));
  const named = near.find(({ type }) => type.name === wanted);
  if (named !== undefined) return named;
  if (isUnionType(answer)) return near.find(({ on }) => on !== undefined) ?? null;
  return near.find(({ path }) => path.length === (isEnvelope(answer) ? 1 : 0)) ?? null;
}

/** The longest end of the words that is a type's name: `parent comment` → Comment. */
function calledSo(words: readonly string[], objects: ReadonlyMap<string, string>): string | null {
  for (let from = 0; from < words.length; from += 1) {
    const found = objects.get(nounKey(wordsOf(words.slice(from).join('_')).join('_')));
    if (found !== undefined) return found;
  }
  return null;
}

function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
