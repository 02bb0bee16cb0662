import { compareStrings } from '../../compare.js';
import type { Shape, TestUnit, WorkUnit } from '../../dag/shape.js';
import type { Fix } from '../../generation/question.js';
import { fitUnits } from '../fit-units.js';
import { isIntegration } from '../operation-groups.js';
import type { PlannedModel } from '../planned-model.js';
import { SHARED_TYPES } from '../shape-parts.js';
import type { Sizing } from '../sizing.js';
import { refsOfUnit, sortShape } from './sort-shape.js';

const MAX_RANK = 1_000_000;
/** Test units named like this many of their resources at most. */
const NAMED = 3;

/**
 * Puts any shape in order, whoever made it: each planned element is in exactly one unit and one test of the result, and
 * nothing else is. An element named twice stays where it is named first; what is named nowhere comes with its unit of
 * `fallback`, a complete shape; units get the kind that their elements have, a name the plan knows, and a size inside the
 * window. Uploads and what is pushed to others get units of their own.
 * @returns the shape, sorted, and what was repaired, one fix per sort of repair.
 */
export function completeShape(
  shape: Shape,
  planned: PlannedModel,
  sizing: Sizing,
  fallback: Shape,
): { shape: Shape; fixes: Fix[] } {
  const names = namesOf(planned);
  const repairs = makeRepairs();
  const units = takeOnce(shape.units, refsOfUnit, planned, repairs, 'unit');
  const missing = takeRest(fallback.units, refsOfUnit, units.taken, planned);
  if (missing.count > 0) repairs.add('elements-added', `${missing.count} elements that no unit named`);
  const tests = takeOnce(shape.tests, (test) => test.verifies, planned, repairs, 'test');
  const untested = takeRest(fallback.tests, (test) => test.verifies, tests.taken, planned);
  if (untested.count > 0) repairs.add('tests-added', `${untested.count} elements that no test named`);
  const known = new Set(fallback.tests.map(({ resource }) => resource));
  const whole = {
    units: [...units.kept, ...missing.kept].flatMap(({ one, refs }) => tidyUnits(one, refs, planned, names)),
    tests: [...tests.kept, ...untested.kept].map(({ one, refs }): TestUnit => ({
      resource: known.has(one.resource) || names.resources.has(one.resource) ? one.resource : testName(refs, names),
      verifies: refs,
      rank: rankOf(one.rank),
    })),
  };
  const fitted = fitUnits(whole, planned, { ...sizing, joinBelow: 0 });
  const more = fitted.units.length - whole.units.length;
  if (more > 0) repairs.add('unit-split', `${more} units more, so that none is above the window`);
  return { shape: sortShape(fitted), fixes: repairs.all() };
}

interface Repairs {
  add(code: string, what: string): void;
  all(): Fix[];
}

function makeRepairs(): Repairs {
  const fixes: Fix[] = [];
  return {
    add: (code, what) => fixes.push({ code, message: `The cut was completed: ${what}.` }),
    all: () => fixes,
  };
}

interface Taken<T> {
  one: T;
  refs: string[];
}

/** The units with those of their references that are planned and that no earlier unit has; empty ones are left out. */
function takeOnce<T>(
  units: readonly T[],
  refsOf: (unit: T) => readonly string[],
  planned: PlannedModel,
  repairs: Repairs,
  what: string,
): { kept: Taken<T>[]; taken: Set<string> } {
  const taken = new Set<string>();
  const kept: Taken<T>[] = [];
  let unknown = 0;
  let twice = 0;
  for (const one of units) {
    const refs: string[] = [];
    for (const ref of refsOf(one)) {
      if (!isPlanned(ref, planned)) unknown += 1;
      else if (taken.has(ref)) twice += 1;
      else {
        taken.add(ref);
        refs.push(ref);
      }
    }
    if (refs.length > 0) kept.push({ one, refs });
  }
  if (unknown > 0) repairs.add(`${what}-unknown`, `${unknown} references that the plan does not know are left out`);
  if (twice > 0) repairs.add(`${what}-twice`, `${twice} elements named again stay where they were named first`);
  return { kept, taken };
}

/** What of the fallback's units is not taken yet. */
function takeRest<T>(
  units: readonly T[],
  refsOf: (unit: T) => readonly string[],
  taken: ReadonlySet<string>,
  planned: PlannedModel,
): { kept: Taken<T>[]; count: number } {
  const kept: Taken<T>[] = [];
  let count = 0;
  for (const one of units) {
    const refs = refsOf(one).filter((ref) => !taken.has(ref) && isPlanned(ref, planned));
    count += refs.length;
    if (refs.length > 0) kept.push({ one, refs });
  }
  return { kept, count };
}

function isPlanned(ref: string, { entity, operation }: PlannedModel): boolean {
  if (ref.startsWith('op:')) return operation.has(ref.slice(3));
  return ref.startsWith('entity:') && entity.has(ref.slice(7));
}

/** One unit of these references, with every integration in a unit of its own. */
function tidyUnits(unit: WorkUnit, refs: readonly string[], planned: PlannedModel, names: Names): WorkUnit[] {
  const isOutward = (ref: string): boolean => {
    const operation = ref.startsWith('op:') ? planned.operation.get(ref.slice(3)) : undefined;
    return operation !== undefined && isIntegration(operation);
  };
  const outward = refs.filter(isOutward);
  const own = refs.filter((ref) => !isOutward(ref));
  return [...(own.length > 0 ? [own] : []), ...outward.map((ref) => [ref])].map((part) => {
    const operations = part.flatMap((ref) => (ref.startsWith('op:') ? [ref.slice(3)] : []));
    return {
      kind: part !== own ? 'integration' : operations.length > 0 ? 'operation' : 'schema',
      resource: unitName(unit.resource, part, names),
      entities: part.flatMap((ref) => (ref.startsWith('op:') ? [] : [ref.slice(7)])),
      operations,
      rank: rankOf(unit.rank),
    };
  });
}

interface Names {
  resources: ReadonlySet<string>;
  /** Resource of each reference; SHARED_TYPES for values that others share. */
  of: ReadonlyMap<string, string>;
}

const namesByModel = new WeakMap<PlannedModel, Names>();

function namesOf(planned: PlannedModel): Names {
  const known = namesByModel.get(planned);
  if (known !== undefined) return known;
  const of = new Map<string, string>();
  for (const { name, shared, entities, operations } of planned.resources) {
    for (const id of entities) of.set(`entity:${id}`, shared ? SHARED_TYPES : name);
    for (const { id } of operations) of.set(`op:${id}`, shared ? SHARED_TYPES : name);
  }
  const names = { resources: new Set(planned.resources.map(({ name }) => name)), of };
  namesByModel.set(planned, names);
  return names;
}

/** The name a unit has if the plan knows it, else that of the resource most of its operations, then entities are of. */
function unitName(given: string, refs: readonly string[], names: Names): string {
  const shared = refs.every((ref) => names.of.get(ref) === SHARED_TYPES);
  if (shared || (names.resources.has(given) && given !== SHARED_TYPES)) return shared ? SHARED_TYPES : given;
  const own = refs.filter((ref) => names.of.get(ref) !== SHARED_TYPES);
  const operations = own.filter((ref) => ref.startsWith('op:'));
  const count = new Map<string, number>();
  for (const ref of operations.length > 0 ? operations : own) {
    const name = names.of.get(ref) ?? '';
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return [...count].sort(([a, n], [b, m]) => m - n || compareStrings(a, b))[0]?.[0] ?? given;
}

function testName(refs: readonly string[], names: Names): string {
  const resources = [...new Set(refs.flatMap((ref) => names.of.get(ref) ?? []))].sort(compareStrings);
  return resources.length > NAMED
    ? `${resources[0] as string} and ${resources.length - 1} more`
    : resources.join(' and ');
}

function rankOf(rank: number): number {
  return Number.isInteger(rank) && rank >= 0 ? Math.min(rank, MAX_RANK) : MAX_RANK;
}
