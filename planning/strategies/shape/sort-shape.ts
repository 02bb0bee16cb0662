import { compareStrings } from '../../compare.js';
import type { Shape, TestUnit, WorkUnit } from '../../dag/shape.js';

/** References (`entity:…`, `op:…`) to the elements of a unit, entities first. */
export function refsOfUnit({ entities, operations }: Pick<WorkUnit, 'entities' | 'operations'>): string[] {
  return [...entities.map((id) => `entity:${id}`), ...operations.map((id) => `op:${id}`)];
}

/**
 * The one order of a shape: units and tests by rank, resource and elements, elements by name. Equal cuts are equal values,
 * and the place of a unit stands for it (`u1` is the first).
 */
export function sortShape({ units, tests }: Shape): Shape {
  return {
    units: units
      .map((unit): WorkUnit => {
        const { kind, resource, rank } = unit;
        const [entities, operations] = [sorted(unit.entities), sorted(unit.operations)];
        return { kind, resource, entities, operations, rank };
      })
      .sort(compareUnits),
    tests: tests
      .map(({ resource, verifies, rank }): TestUnit => ({ resource, verifies: sorted(verifies), rank }))
      .sort(
        (a, b) =>
          a.rank - b.rank ||
          compareStrings(a.resource, b.resource) ||
          compareStrings(a.verifies[0] ?? '', b.verifies[0] ?? ''),
      ),
  };
}

function compareUnits(a: WorkUnit, b: WorkUnit): number {
  return (
    a.rank - b.rank ||
    compareStrings(a.resource, b.resource) ||
    compareStrings(refsOfUnit(a)[0] ?? '', refsOfUnit(b)[0] ?? '')
  );
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareStrings);
}
