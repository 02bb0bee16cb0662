import type { OrderEvidence } from '../order/order-evidence.js';
import type { PlannedModel } from './planned-model.js';
import type { WorkUnit } from '../dag/shape.js';

/**
 * Takes readings that wait for other resources' operations out of bundles whose other operations do not ("articles of
 * people you follow" out of making and reading articles): the bundle would otherwise wait for what it does not need.
 */
export function partLateReadings(units: readonly WorkUnit[], planned: PlannedModel, order: OrderEvidence): WorkUnit[] {
  const outside = outsidePredecessors(units, order);
  return units.flatMap((unit) => {
    if (unit.operations.length < 2) return [unit];
    const isReading = (id: string): boolean => ['read', 'list'].includes(planned.operation.get(id)?.effect ?? '');
    const expected = new Set(
      unit.operations.filter((id) => !isReading(id)).flatMap((id) => [...(outside.get(id) ?? [])]),
    );
    const isLate = (id: string): boolean =>
      isReading(id) && [...(outside.get(id) ?? [])].some((one) => !expected.has(one));
    const late = unit.operations.filter(isLate);
    if (late.length === 0 || (late.length === unit.operations.length && unit.entities.length === 0)) return [unit];
    const rest = unit.operations.filter((id) => !isLate(id));
    const kind = rest.length === 0 ? 'schema' : unit.kind;
    return [
      { ...unit, kind, operations: rest },
      { ...unit, entities: [], operations: late },
    ];
  });
}

/** Operations of other units' resources that each operation waits for. */
function outsidePredecessors(units: readonly WorkUnit[], order: OrderEvidence): Map<string, Set<string>> {
  const resource = new Map<string, string>(
    units.flatMap((unit) => unit.operations.map((id) => [`op:${id}`, unit.resource] as const)),
  );
  const outside = new Map<string, Set<string>>();
  for (const { before, after } of order.edges) {
    const from = resource.get(before);
    const to = resource.get(after);
    if (from === undefined || to === undefined || from === to) continue;
    const id = after.slice('op:'.length);
    outside.set(id, (outside.get(id) ?? new Set<string>()).add(before));
  }
  return outside;
}
