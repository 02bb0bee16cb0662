import type { Operation } from '../contract/contract-model.js';
import { fixedSegments } from '../contract/names.js';
import { idTarget } from './id-evidence.js';
import { madeByName } from './named-makers.js';
import { readAfterAct, signUpFirst, undoAfterDo, valuesAfterForms } from './act-evidence.js';
import type { Push } from './act-evidence.js';
import { formProperties } from './form-properties.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import type { ElementEdge } from './order-evidence.js';
import { itemsOf, parentOf } from './path-evidence.js';
import { nameKey } from './words.js';

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
    createFirst(resource, index, push);
    undoAfterDo(resource.operations, push);
  }
  for (const operation of index.operations) {
    const resource = operation.resource === null ? null : (index.byName.get(operation.resource) ?? null);
    parentFirst(operation, resource, index, push);
    collectionFirst(operation, resource, index, push);
    formFirst(operation, resource, index, push);
    linkedFirst(operation, index, push);
  }
  readAfterAct(index, clauses, push);
  signUpFirst(index, signIn, push);
  madeByName(index, push);
  valuesAfterForms(index, push);
  return edges;
}

/** Ways to make one thing that count beside the first, so that the edges stay few. */
const MAX_WAYS = 3;

function createFirst(resource: ResourceFacts, index: OrderIndex, push: Push): void {
  const [creator, ...others] = resource.creators;
  const twins = others.filter((one) => one.path === undefined).slice(0, MAX_WAYS);
  const nearer = new Map(others.map((one) => [one.path, one]));
  const whole = makerOfWhole(resource, index);
  for (const operation of resource.operations) {
    if (resource.creators.includes(operation)) continue;
    const reads = operation.effect === 'read' || operation.effect === 'list';
    if (creator !== undefined) {
      const does = reads ? 'reads' : 'works on';
      const reason = `${creator.id} makes the ${resource.name} that ${operation.id} ${does}.`;
      push(creator, operation, { type: 'data', reason, confidence: reads ? 0.75 : 0.9, hard: !reads });
      const near = nearestAbove(operation, nearer);
      for (const other of near === undefined ? twins : [near]) {
        const also = `${other.id} makes the ${resource.name} that ${operation.id} ${does}, too.`;
        push(other, operation, { type: 'data', reason: also, confidence: 0.7, hard: false });
      }
    } else if (whole !== null) {
      const reason = `${whole.maker.id} makes the ${whole.name} of which ${operation.id} shows or changes a part.`;
      push(whole.maker, operation, { type: 'data', reason, confidence: 0.7, hard: false });
    }
  }
}

/** What makes the thing that one without a create of its own shows part of, or whose part it is by its name. */
function makerOfWhole(resource: ResourceFacts, index: OrderIndex): { maker: Operation; name: string } | null {
  const shown = resource.viewOf === null ? undefined : index.byName.get(resource.viewOf);
  for (const whole of [shown, resource.head]) {
    const maker = whole?.creators[0];
    if (whole && maker !== undefined) return { maker, name: whole.name };
  }
  return null;
}

/** The operation whose path is the longest beginning of another's. */
function nearestAbove(operation: Operation, byPath: ReadonlyMap<string | undefined, Operation>): Operation | undefined {
  const path = operation.path ?? '';
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const found = byPath.get(path.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

function parentFirst(operation: Operation, resource: ResourceFacts | null, index: OrderIndex, push: Push): void {
  const reads = operation.effect === 'read' || operation.effect === 'list';
  const nearest = parentOf(operation, index);
  for (const parent of itemsOf(operation, index)) {
    const creator = parent.creators[0];
    if (parent === resource || creator === undefined) continue;
    const reason = `${creator.id} makes the ${parent.name} whose id ${operation.id} takes in its path.`;
    push(creator, operation, { type: 'data', reason, confidence: 0.9, hard: !reads && parent === nearest });
    const near = nearestAbove(operation, new Map(parent.creators.slice(1).map((one) => [one.path, one])));
    const also = `${near?.id ?? ''} makes the ${parent.name} whose id ${operation.id} takes in its path, too.`;
    if (near !== undefined) push(near, operation, { type: 'data', reason: also, confidence: 0.7, hard: false });
  }
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

/**
 * What a form names by id or object exists first: for creates also what it may name, as making the one with the other is
 * what the field is for; for other writes only what it must name.
 */
function formFirst(operation: Operation, resource: ResourceFacts | null, index: OrderIndex, push: Push): void {
  if (operation.effect === 'read' || operation.effect === 'list' || operation.effect === 'delete') return;
  const creates = resource?.creators.includes(operation) === true;
  const form = formProperties(operation, index.entity);
  const names = new Set(form.map((property) => property.name));
  for (const property of form) {
    const byId = idTarget(property, resource, names, index);
    const byRef = property.ref === undefined ? undefined : index.ofEntity.get(property.ref);
    const target = byId?.resource ?? byRef;
    const creator = target?.creators[0];
    if (target === undefined || target === resource || creator === undefined) continue;
    const list = byId?.list ?? property.list;
    if (!property.required && (!creates || byId === null || list)) continue;
    const hard = property.required && !list && creates;
    const verb = property.required ? 'must' : 'may';
    const reason = `${operation.id} ${verb} name a ${target.name} (\`${property.name}\`), which ${creator.id} makes.`;
    push(creator, operation, { type: 'data', reason, confidence: hard ? 0.9 : property.required ? 0.7 : 0.6, hard });
  }
}

/** OpenAPI links: the contract itself says that a value of this answer is what another operation takes. */
function linkedFirst(operation: Operation, index: OrderIndex, push: Push): void {
  for (const { name, operation: target } of operation.links ?? []) {
    const after = index.operation.get(target);
    if (after === undefined) continue;
    const reason = `The contract links ${operation.id} to ${target} (\`${name}\`).`;
    push(operation, after, { type: 'data', reason, confidence: 0.98, hard: operation.effect === 'create' });
  }
}
