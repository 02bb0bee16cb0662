import { strongComponents } from '../dag/strong-components.js';
import { cycleEdges } from '../order/cycle-edges.js';
import type { ElementEdge, OrderEvidence } from '../order/order-evidence.js';
import { chunks } from './work-unit.js';
import type { WorkUnit } from '../dag/shape.js';

/** Soft evidence weaker than this does not part a bundle; it is cut where it closes a cycle. */
const SPLIT_FROM = 0.6;

/**
 * Splits units until no cycle of hard or strong evidence runs through them: two bundles that each hold something the
 * other must wait for cannot both be tasks (the task for signing in counts, too). A unit on such a cycle is first parted
 * into entities and operations, then halved. Evidence that is cyclic between single elements is left out first, so that
 * this ends.
 */
export function splitCycles(units: readonly WorkUnit[], order: OrderEvidence): { units: WorkUnit[]; splits: string[] } {
  const edges = consistentEdges(order);
  let current = [...units];
  const splits: string[] = [];
  for (;;) {
    const cyclic = unitsOnCycles(current, edges);
    const next: WorkUnit[] = [];
    current.forEach((unit, i) => {
      const parts = cyclic.has(i) ? partsOf(unit) : [unit];
      if (parts.length > 1) splits.push(`${unit.resource}, ${unit.entities.length + unit.operations.length} elements`);
      next.push(...parts);
    });
    if (next.length === current.length) return { units: current, splits };
    current = next;
  }
}

function consistentEdges(order: OrderEvidence): ElementEdge[] {
  const strong = order.edges.flatMap((edge, i) => (edge.hard || edge.confidence >= SPLIT_FROM ? [i] : []));
  const dropped = cycleEdges(order.edges, strong);
  return strong.filter((i) => !dropped.has(i)).map((i) => order.edges[i] as ElementEdge);
}

function unitsOnCycles(units: readonly WorkUnit[], edges: readonly ElementEdge[]): Set<number> {
  const owner = new Map<string, number>([['auth', units.length]]);
  units.forEach((unit, i) => {
    unit.entities.forEach((id) => owner.set(`entity:${id}`, i));
    unit.operations.forEach((id) => owner.set(`op:${id}`, i));
  });
  const successors: number[][] = Array.from({ length: units.length + 1 }, () => []);
  for (const edge of edges) {
    const before = owner.get(edge.before);
    const after = owner.get(edge.after);
    if (before !== undefined && after !== undefined && before !== after) (successors[before] as number[]).push(after);
  }
  const component = strongComponents(successors);
  const size = new Map<number, number>();
  for (const one of component) size.set(one, (size.get(one) ?? 0) + 1);
  return new Set(units.map((_, i) => i).filter((i) => (size.get(component[i] as number) ?? 0) > 1));
}

function partsOf(unit: WorkUnit): WorkUnit[] {
  if (unit.entities.length > 0 && unit.operations.length > 0) {
    return [
      { ...unit, kind: 'schema', operations: [] },
      { ...unit, entities: [] },
    ];
  }
  const entities = chunks(unit.entities, Math.ceil(unit.entities.length / 2));
  const operations = chunks(unit.operations, Math.ceil(unit.operations.length / 2));
  return [
    ...entities.map((part) => ({ ...unit, entities: part })),
    ...operations.map((part) => ({ ...unit, operations: part })),
  ];
}
