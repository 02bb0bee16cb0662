import type { OrderEvidence } from '../order/order-evidence.js';
import type { PlannedModel } from './planned-model.js';
import type { WorkUnit } from '../dag/shape.js';

/**
 * Parts the entities of a slice from its operations where other slices wait for the entities and the operations wait for
 * something that the entities do not: together they would make all that follows the thing wait for what only its handlers
 * need (making a room asks who calls; a booking's schema needs the room, not the caller). So do readings of a thing that
 * the slice does not even make.
 */
export function partEarlyNeeds(
  units: readonly WorkUnit[],
  planned: Pick<PlannedModel, 'operation'>,
  order: OrderEvidence,
): WorkUnit[] {
  const owner = ownersOf(units);
  const { parents, awaited, needs } = relations(units, owner, order);
  return units.flatMap((unit, i) => {
    if (unit.entities.length === 0 || unit.operations.length === 0 || !awaited.has(i)) return [unit];
    const known = new Set([i, ...(parents[i] as Set<number>)]);
    for (const parent of parents[i] as Set<number>) for (const one of parents[parent] as Set<number>) known.add(one);
    const makes = unit.operations.some((id) => planned.operation.get(id)?.effect === 'create');
    if (makes && [...(needs[i] as Set<number>)].every((one) => known.has(one))) return [unit];
    return [
      { ...unit, kind: 'schema', operations: [] },
      { ...unit, entities: [] },
    ];
  });
}

/** The unit that holds each entity; an operation stands for the unit of its own resource's entities, if there is one. */
function ownersOf(units: readonly WorkUnit[]): Map<string, number> {
  const owner = new Map<string, number>();
  const home = new Map<string, number>();
  units.forEach((unit, i) => {
    for (const id of unit.entities) owner.set(`entity:${id}`, i);
    if (unit.entities.length > 0 && !home.has(unit.resource)) home.set(unit.resource, i);
  });
  units.forEach((unit, i) => {
    for (const id of unit.operations) owner.set(`op:${id}`, home.get(unit.resource) ?? i);
  });
  return owner;
}

interface Relations {
  /** Units whose entities a unit's entities wait for. */
  parents: Set<number>[];
  /** Units whose entities other units wait for. */
  awaited: Set<number>;
  /** Units that a unit's operations wait for. */
  needs: Set<number>[];
}

function relations(units: readonly WorkUnit[], owner: ReadonlyMap<string, number>, order: OrderEvidence): Relations {
  const parents = units.map(() => new Set<number>());
  const needs = units.map(() => new Set<number>());
  const awaited = new Set<number>();
  const home = new Map<string, number>();
  units.forEach((unit, i) => unit.operations.forEach((id) => home.set(`op:${id}`, i)));
  const principal = order.edges.find((edge) => edge.after === 'auth')?.before;
  for (const edge of order.edges) {
    const before = owner.get(edge.before === 'auth' && principal !== undefined ? principal : edge.before);
    if (before === undefined) continue;
    if (edge.after.startsWith('entity:')) {
      const after = owner.get(edge.after);
      if (after === undefined || after === before) continue;
      (parents[after] as Set<number>).add(before);
      awaited.add(before);
    } else {
      const after = home.get(edge.after);
      if (after === undefined) continue;
      (needs[after] as Set<number>).add(before);
      if (after !== before && edge.before.startsWith('entity:')) awaited.add(before);
    }
  }
  return { parents, awaited, needs };
}
