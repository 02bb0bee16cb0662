import { compareStrings } from '../compare.js';
import { buildMinutes, testMinutes } from './minutes.js';
import type { PlannedModel } from './planned-model.js';
import type { Sizing } from './sizing.js';
import { chunks } from './work-unit.js';
import type { Shape, TestUnit, WorkUnit } from '../dag/shape.js';

/**
 * Brings the units of a shape into the size window: what takes longer is parted (entities from operations, then in
 * halves, down to single elements), and what is so short that the plan wants it joined goes with others of its resource and
 * rank, while the sum stays inside the window and the number of operations inside the limit; short tests go together.
 */
export function fitUnits(shape: Shape, planned: PlannedModel, sizing: Sizing): Shape {
  const minutes = (unit: WorkUnit): number =>
    buildMinutes(
      unit.operations.flatMap((id) => planned.operation.get(id) ?? []),
      unit.entities.flatMap((id) => planned.entity.get(id) ?? []),
    );
  const { max } = sizing.window;
  const parted = shape.units.flatMap((unit) => partTo(unit, (one) => minutes(one) > max, halvesOfUnit));
  const mayJoin = (unit: WorkUnit): boolean => unit.kind !== 'integration' && minutes(unit) < sizing.joinBelow;
  const units = joined(
    parted,
    mayJoin,
    (unit) => minutes(unit) <= max && unit.operations.length <= sizing.maxOperations,
  );
  const tests = shape.tests.flatMap((unit) => partTo(unit, (one) => minutesOfTest(one, planned) > max, halvesOfTest));
  return { units, tests: joinedTests(tests, (unit) => minutesOfTest(unit, planned) <= sizing.joinBelow) };
}

/** Parts a thing again and again while it is too large and can be parted. */
function partTo<T>(whole: T, tooLarge: (one: T) => boolean, halves: (one: T) => T[]): T[] {
  const done: T[] = [];
  const open = [whole];
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    const parts = tooLarge(one) ? halves(one) : [one];
    if (parts.length > 1) open.unshift(...parts);
    else done.push(one);
  }
  return done;
}

function halvesOfUnit(unit: WorkUnit): WorkUnit[] {
  if (unit.entities.length > 0 && unit.operations.length > 0) {
    return [
      { ...unit, kind: 'schema', operations: [] },
      { ...unit, entities: [] },
    ];
  }
  const half = (items: readonly string[]): string[][] => chunks(items, Math.ceil(items.length / 2));
  return [
    ...half(unit.entities).map((entities) => ({ ...unit, entities })),
    ...half(unit.operations).map((operations) => ({ ...unit, operations })),
  ];
}

function halvesOfTest(unit: TestUnit): TestUnit[] {
  return chunks(unit.verifies, Math.ceil(unit.verifies.length / 2)).map((verifies) => ({ ...unit, verifies }));
}

function minutesOfTest({ verifies }: TestUnit, planned: PlannedModel): number {
  const ids = verifies.map((ref) => ref.slice(ref.indexOf(':') + 1));
  return testMinutes(
    ids.flatMap((id) => planned.operation.get(id) ?? []),
    ids.flatMap((id) => planned.entity.get(id) ?? []),
  );
}

/** Joins each unit that may be with the last one of its resource and rank that may be, as long as the whole fits. */
function joined(
  units: readonly WorkUnit[],
  mayJoin: (unit: WorkUnit) => boolean,
  fits: (unit: WorkUnit) => boolean,
): WorkUnit[] {
  const result: WorkUnit[] = [];
  const open = new Map<string, number>();
  for (const unit of units) {
    const slot = `${unit.rank}\n${unit.resource}`;
    const at = mayJoin(unit) ? open.get(slot) : undefined;
    const both = at === undefined ? null : together(result[at] as WorkUnit, unit);
    if (at !== undefined && both !== null && fits(both)) {
      result[at] = both;
      if (!mayJoin(both)) open.delete(slot);
      continue;
    }
    if (mayJoin(unit)) open.set(slot, result.length);
    result.push(unit);
  }
  return result;
}

/** Neighbouring tests as one while that is still short. */
function joinedTests(tests: readonly TestUnit[], isShort: (unit: TestUnit) => boolean): TestUnit[] {
  const result: TestUnit[] = [];
  const names: string[][] = [];
  for (const unit of tests) {
    const last = result.at(-1);
    const verifies = [...new Set([...(last?.verifies ?? []), ...unit.verifies])].sort(compareStrings);
    const both = last === undefined ? null : { ...last, verifies };
    if (both === null || !isShort(both)) {
      result.push(unit);
      names.push([unit.resource]);
      continue;
    }
    const own = names.at(-1) as string[];
    if (!own.includes(unit.resource)) own.push(unit.resource);
    result[result.length - 1] = {
      ...both,
      resource: own.length > 3 ? `${own[0] as string} and ${own.length - 1} more` : own.join(' and '),
    };
  }
  return result;
}

function together(a: WorkUnit, b: WorkUnit): WorkUnit {
  const operations = [...a.operations, ...b.operations].sort(compareStrings);
  return {
    ...a,
    kind: operations.length > 0 ? 'operation' : 'schema',
    entities: [...a.entities, ...b.entities].sort(compareStrings),
    operations,
  };
}
