import type { Operation } from '../contract/contract-model.js';
import { fixedSegments, wordsOf } from '../contract/names.js';
import { compareStrings } from '../compare.js';
import { idTarget } from './id-evidence.js';
import { formProperties, isSignUp, segments } from './order-index.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import type { ElementEdge } from './order-evidence.js';
import { parentOf } from './path-evidence.js';
import { nameKey, stem, textWords, verbStem } from './words.js';

type Push = (
  before: Operation,
  after: Operation,
  rest: Pick<ElementEdge, 'type' | 'reason' | 'confidence' | 'hard'>,
) => void;

const UNDO_PREFIXES = ['un', 'de', 'dis'];
const UNDO_WORDS: readonly (readonly [string, string])[] = [
  ['add', 'remove'],
  ['enable', 'disable'],
  ['lock', 'unlock'],
  ['archive', 'restore'],
  ['join', 'leave'],
  ['login', 'logout'],
  ['start', 'stop'],
];

/**
 * Order between operations: making a thing before everything else on it, its parent before what lies under the
 * parent's path, what a create form must name before that create, doing before undoing, signing up before signing in,
 * and acts before the readings whose text speaks of them. `clauses` holds, by operation id, the PRD sentences that name an
 * operation; they count as its text.
 */
export function operationEdges(
  index: OrderIndex,
  signIn: ReadonlySet<string>,
  clauses: ReadonlyMap<string, string>,
): ElementEdge[] {
  const edges: ElementEdge[] = [];
  const push: Push = (before, after, rest) => {
    if (before.id !== after.id) edges.push({ before: `op:${before.id}`, after: `op:${after.id}`, ...rest });
  };
  for (const resource of index.resources) {
    createFirst(resource, push);
    undoAfterDo(resource.operations, push);
    readAfterAct(resource, index, clauses, push);
    for (const creator of resource.creators) formFirst(creator, resource, index, push);
  }
  for (const operation of index.operations) {
    const resource = operation.resource === null ? null : (index.byName.get(operation.resource) ?? null);
    parentFirst(operation, resource, index, push);
    collectionFirst(operation, resource, index, push);
  }
  signUpFirst(index, signIn, push);
  valuesAfterForms(index, push);
  return edges;
}

function createFirst(resource: ResourceFacts, push: Push): void {
  const creator = resource.creators[0];
  if (creator === undefined) return;
  for (const operation of resource.operations) {
    if (resource.creators.includes(operation)) continue;
    const reads = operation.effect === 'read' || operation.effect === 'list';
    const reason = `${creator.id} makes the ${resource.name} that ${operation.id} ${reads ? 'reads' : 'works on'}.`;
    push(creator, operation, { type: 'data', reason, confidence: reads ? 0.75 : 0.9, hard: !reads });
  }
}

function parentFirst(operation: Operation, resource: ResourceFacts | null, index: OrderIndex, push: Push): void {
  const parent = parentOf(operation, index);
  const creator = parent?.creators[0];
  if (parent === null || parent === resource || creator === undefined) return;
  const reads = operation.effect === 'read' || operation.effect === 'list';
  const reason = `${creator.id} makes the ${parent.name} whose id ${operation.id} takes in its path.`;
  push(creator, operation, { type: 'data', reason, confidence: 0.9, hard: !reads });
}

/** A reading under the collection path of another resource (`/articles/feed`) shows what is made there. */
function collectionFirst(operation: Operation, resource: ResourceFacts | null, index: OrderIndex, push: Push): void {
  if (operation.effect !== 'read' && operation.effect !== 'list') return;
  for (const segment of fixedSegments(operation.path ?? '')) {
    const other = index.byStems.get(nameKey(segment));
    const creator = other?.creators[0];
    if (other === undefined || other === resource || creator === undefined) continue;
    const reason = `${creator.id} makes the ${other.name} that ${operation.id} has in its path.`;
    push(creator, operation, { type: 'data', reason, confidence: 0.6, hard: false });
  }
}

/** What a form must name exists first; for other operations than creates, arguments that name another thing. */
function formFirst(operation: Operation, resource: ResourceFacts, index: OrderIndex, push: Push): void {
  const form = formProperties(operation, index.entity);
  const names = new Set(form.map((property) => property.name));
  for (const property of form) {
    const byId = idTarget(property, resource, names, index);
    const byRef = property.ref === undefined ? undefined : index.ofEntity.get(property.ref);
    const target = byId?.resource ?? byRef;
    const creator = target?.creators[0];
    if (target === undefined || target === resource || creator === undefined || !property.required) continue;
    const hard = !(byId?.list ?? property.list);
    const reason = `${operation.id} must name a ${target.name} (\`${property.name}\`), which ${creator.id} makes.`;
    push(creator, operation, { type: 'data', reason, confidence: hard ? 0.9 : 0.7, hard });
  }
}

function undoAfterDo(operations: readonly Operation[], push: Push): void {
  const byAct = new Map<string, Operation>();
  for (const operation of operations) byAct.set(actOf(operation), operation);
  for (const undo of operations) {
    const done = operations.find((one) => one.method === 'POST' && undo.method === 'DELETE' && one.path === undo.path);
    const doing = done ?? undoneBy(undo, byAct);
    if (doing === undefined) continue;
    push(doing, undo, {
      type: 'order',
      reason: `${undo.id} takes back what ${doing.id} does.`,
      confidence: 0.85,
      hard: false,
    });
  }
}

/** `favoriteArticle`, or path and last segment of an HTTP operation: what is done to what. */
function actOf(operation: Operation): string {
  if (operation.path === undefined) return wordsOf(operation.id.split('.').at(-1) ?? '').join(' ');
  const parts = segments(operation);
  return [...parts.slice(0, -1), wordsOf(parts.at(-1) ?? '').join(' ')].join('/');
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

/** A reading whose own text uses the verb of an act ("articles from users you follow") comes after the act. */
function readAfterAct(
  resource: ResourceFacts,
  index: OrderIndex,
  clauses: ReadonlyMap<string, string>,
  push: Push,
): void {
  const textOf = (one: Operation): string => `${one.summary} ${one.description} ${clauses.get(one.id) ?? ''}`;
  const special = resource.operations
    .filter((one) => one.effect === 'read' || one.effect === 'list')
    .map((reading) => ({ reading, words: new Set(textWords(textOf(reading)).map(verbStem)) }))
    .filter(({ words }) => words.size > 0);
  if (special.length === 0) return;
  for (const other of index.resources) {
    for (const act of other.operations) {
      if (act.effect !== 'action' || act.method === 'DELETE' || act.method === 'GET') continue;
      const verb = verbOf(act);
      if (verb === null) continue;
      for (const { reading, words } of special) {
        if (!words.has(verb)) continue;
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

function signUpFirst(index: OrderIndex, signIn: ReadonlySet<string>, push: Push): void {
  const operations = index.operations.filter((one) => signIn.has(one.id)).sort((a, b) => compareStrings(a.id, b.id));
  const up = operations.filter(isSignUp);
  for (const first of up) {
    for (const then of operations) {
      if (up.includes(then)) continue;
      const reason = `${first.id} registers the caller whom ${then.id} signs in.`;
      push(first, then, { type: 'order', reason, confidence: 0.8, hard: false });
    }
  }
}

/** Plain values (GET /tags) come into being with the create whose form lists them (`tagList`). */
function valuesAfterForms(index: OrderIndex, push: Push): void {
  for (const resource of index.resources) {
    if (resource.creators.length > 0) continue;
    const lists = resource.operations.filter(
      (one) => (one.effect === 'list' || one.effect === 'read') && !endsInItem(one),
    );
    if (lists.length === 0 || resource.main !== null) continue;
    const key = nameKey(resource.name);
    for (const other of index.resources) {
      const creator = other.creators[0];
      const property = other.inputs.find((one) => one.list && one.ref === undefined && valueKey(one.name) === key);
      if (creator === undefined || property === undefined || /Ids?$|_ids?$/.test(property.name)) continue;
      for (const list of lists) {
        const reason = `${list.id} lists the values that ${creator.id} takes as \`${property.name}\`.`;
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
