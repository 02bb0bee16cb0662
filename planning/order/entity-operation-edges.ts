import type { Operation } from '../contract/contract-model.js';
import { fixedSegments } from '../contract/names.js';
import { idTarget } from './id-evidence.js';
import type { ElementEdge } from './order-evidence.js';
import { formProperties } from './form-properties.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { parentOf } from './path-evidence.js';
import { isMany } from './reference-evidence.js';
import { nameKey } from './words.js';

/**
 * An operation needs the entities it stores or answers with: its resource's, those its inputs and answers mention, those
 * whose ids it takes, and, where it writes, the parts that are made together with its resource.
 */
export function entityOperationEdges(index: OrderIndex): ElementEdge[] {
  const edges: ElementEdge[] = [];
  for (const operation of index.operations) {
    const resource = operation.resource === null ? null : (index.byName.get(operation.resource) ?? null);
    for (const [target, need] of needsOf(operation, resource, index)) {
      if (target.main === null) continue;
      edges.push({ before: `entity:${target.main}`, after: `op:${operation.id}`, type: 'schema', ...need });
    }
  }
  return edges;
}

interface Need {
  reason: string;
  confidence: number;
  hard: boolean;
}

function needsOf(operation: Operation, resource: ResourceFacts | null, index: OrderIndex): Map<ResourceFacts, Need> {
  const needs = new Map<ResourceFacts, Need>();
  const add = (target: ResourceFacts | undefined, need: Need): void => {
    if (target !== undefined && (needs.get(target)?.confidence ?? 0) < need.confidence) needs.set(target, need);
  };
  if (resource !== null)
    add(resource, { reason: `${operation.id} works on ${resource.name}.`, confidence: 0.95, hard: true });
  for (const id of operation.inputEntities) {
    add(index.ofEntity.get(id), { reason: `${operation.id} takes ${id}.`, confidence: 0.9, hard: true });
  }
  for (const id of operation.outputEntities) {
    add(index.ofEntity.get(id), { reason: `${operation.id} answers with ${id}.`, confidence: 0.9, hard: true });
  }
  for (const segment of fixedSegments(operation.path ?? '')) {
    const named = index.byStems.get(nameKey(segment));
    add(named, { reason: `${operation.id} has ${named?.name ?? ''} in its path.`, confidence: 0.8, hard: false });
  }
  const parent = parentOf(operation, index) ?? undefined;
  add(parent, { reason: `${operation.id} works below a ${parent?.name ?? ''}.`, confidence: 0.8, hard: false });
  const writes = operation.effect !== 'read' && operation.effect !== 'list' && operation.effect !== 'delete';
  if (!writes) return needs;
  const form = formProperties(operation, index.entity);
  const names = new Set(form.map((property) => property.name));
  for (const property of form) {
    const target =
      property.ref === undefined
        ? idTarget(property, resource, names, index)?.resource
        : index.ofEntity.get(property.ref);
    const reason = `${operation.id} takes ${target?.name ?? ''} as \`${property.name}\`.`;
    add(target, { reason, confidence: 0.8, hard: false });
  }
  for (const property of resource?.properties ?? []) {
    const part = property.ref === undefined ? undefined : index.ofEntity.get(property.ref);
    if (part === undefined || part.creators.length > 0 || isMany(property, part, index)) continue;
    const reason = `${operation.id} makes ${part.name} along with ${resource?.name ?? ''}.`;
    add(part, { reason, confidence: 0.7, hard: false });
  }
  return needs;
}
