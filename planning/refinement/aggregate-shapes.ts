import { fitOf } from '../critics/granularity.js';
import type { Candidate } from '../dag/candidate.js';
import type { Shape } from '../dag/shape.js';
import type { PlanningContext } from '../strategies/context.js';
import { plannedModel } from '../strategies/planned-model.js';
import { completeShape } from '../strategies/shape/complete-shape.js';
import { sizingFor } from '../strategies/sizing.js';
import { viewPlan } from './plan-view.js';
import type { PlanView, ViewedUnit } from './plan-view.js';

/** What each quality counts for in a component: the weights of the critics it stands for. */
const WEIGHTS = { soundness: 0.2, granularity: 0.14, parallelism: 0.08, cohesion: 0.04, redundancy: 0.04 };

/** A part of the contract that both candidates cut without crossing its border: places of units in either shape. */
interface Component {
  left: number[];
  right: number[];
  /** Score of the left side less that of the right one. */
  gain: number;
}

/**
 * Aggregates two valid candidates of one context (Besta et al. 2024, per component): both cuts fall into components that
 * share no element, and of each component the side is taken that does better by what critics look at in its tasks. Units and
 * tests are chosen apart. Where one parent would win throughout, the component it wins by least comes from the other, so
 * that the result is a cut of its own wherever the parents differ in two components.
 */
export function aggregateShapes(a: Candidate, b: Candidate, context: PlanningContext): Shape {
  const planned = plannedModel(context);
  const left = viewPlan(a, context, planned);
  const right = viewPlan(b, context, planned);
  const units = components(left.units, right.units, (some, side) => score(some, side === 0 ? left : right));
  const tests = components(left.tests, right.tests, (some, side) => score(some, side === 0 ? left : right));
  const takeLeft = choose([...units, ...tests].filter((one) => one.left.length + one.right.length > 2));
  const pick = <T>(some: readonly Component[], ours: readonly T[], theirs: readonly T[]): T[] =>
    some.flatMap((one) =>
      takeLeft.has(one) ? one.left.map((i) => ours[i] as T) : one.right.map((i) => theirs[i] as T),
    );
  const shape = {
    units: pick(units, a.shape.units, b.shape.units),
    tests: pick(tests, a.shape.tests, b.shape.tests),
  };
  return completeShape(shape, planned, sizingFor(context.options, { seed: 0, pull: 0 }), a.shape).shape;
}

/** Components of which the left side is taken. A component of one unit on either side is cut alike and is no choice. */
function choose(some: readonly Component[]): Set<Component> {
  const chosen = new Set(some.filter(({ gain }) => gain >= 0));
  if (some.length < 2 || (chosen.size > 0 && chosen.size < some.length)) return chosen;
  const closest = some.reduce((best, one) => (Math.abs(one.gain) < Math.abs(best.gain) ? one : best));
  if (!chosen.delete(closest)) chosen.add(closest);
  return chosen;
}

/** Connected components of the relation "share an element" between the units of two sides, by least unit of the left. */
function components(
  left: readonly ViewedUnit[],
  right: readonly ViewedUnit[],
  scoreOf: (units: readonly ViewedUnit[], side: 0 | 1) => number,
): Component[] {
  const root = [...left, ...right].map((_, i) => i);
  const find = (node: number): number => {
    let at = node;
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number;
      at = root[at] as number;
    }
    return at;
  };
  const holder = new Map(left.flatMap(({ refs }, i) => refs.map((ref): [string, number] => [ref, i])));
  right.forEach(({ refs }, j) => {
    for (const ref of refs) {
      const i = holder.get(ref);
      if (i === undefined) continue;
      const [one, other] = [find(i), find(left.length + j)];
      root[Math.max(one, other)] = Math.min(one, other);
    }
  });
  const found = new Map<number, Component>();
  root.forEach((_, node) => {
    const component = found.get(find(node)) ?? { left: [], right: [], gain: 0 };
    if (node < left.length) component.left.push(node);
    else component.right.push(node - left.length);
    found.set(find(node), component);
  });
  return [...found.values()].map((one) => ({
    ...one,
    gain:
      scoreOf(
        one.left.map((i) => left[i] as ViewedUnit),
        0,
      ) -
      scoreOf(
        one.right.map((i) => right[i] as ViewedUnit),
        1,
      ),
  }));
}

interface Burden {
  dependencies: number;
  removable: number;
  broken: number;
}

const burdens = new WeakMap<PlanView, Burden[]>();

/** Per task: dependencies, those that could go, and demanded orders that do not hold. */
function burdensOf(view: PlanView): Burden[] {
  const known = burdens.get(view);
  if (known !== undefined) return known;
  const all = view.predecessors.map(({ length }): Burden => ({ dependencies: length, removable: 0, broken: 0 }));
  for (const [, after] of view.removable) (all[after] as Burden).removable += 1;
  for (const { task } of view.broken) (all[task] as Burden).broken += 1;
  burdens.set(view, all);
  return all;
}

/** How well some units do as a part of their plan; only differences between two cuts of the same elements mean anything. */
function score(units: readonly ViewedUnit[], view: PlanView): number {
  const burden = burdensOf(view);
  const sum = (of: (unit: ViewedUnit) => number): number => units.reduce((total, unit) => total + of(unit), 0);
  const dependencies = Math.max(
    1,
    sum(({ task }) => burden[task]?.dependencies ?? 0),
  );
  return (
    WEIGHTS.soundness * (1 - sum(({ task }) => burden[task]?.broken ?? 0) / dependencies) +
    (WEIGHTS.granularity * sum(({ minutes }) => fitOf(minutes, view.window))) / units.length +
    WEIGHTS.parallelism * (1 - sum(({ task, minutes }) => (view.critical.has(task) ? minutes : 0)) / view.span) +
    (WEIGHTS.cohesion * sum((unit) => (unit.kind === null ? 1 : 1 / resourcesIn(unit, view)))) / units.length +
    WEIGHTS.redundancy * (1 - sum(({ task }) => burden[task]?.removable ?? 0) / dependencies)
  );
}

function resourcesIn({ refs }: ViewedUnit, { resourceOf }: PlanView): number {
  return Math.max(1, new Set(refs.map((ref) => resourceOf.get(ref))).size);
}
