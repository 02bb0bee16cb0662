import { criticInput } from '../critics/evaluate.js';
import { longestPath } from '../critics/parallelism.js';
import { removableDependencies } from '../critics/redundancy.js';
import type { Candidate, CandidateTask } from '../dag/candidate.js';
import type { WorkUnit } from '../dag/shape.js';
import type { PlanningContext } from '../strategies/context.js';
import type { PlannedModel } from '../strategies/planned-model.js';
import { SHARED_TYPES } from '../strategies/shape-parts.js';
import { refsOfUnit } from '../strategies/shape/sort-shape.js';
import { sizeWindow } from '../strategies/sizing.js';

/** A unit or test of a shape as refinement sees it: under its handle, with the task that was made of it. */
export interface ViewedUnit {
  handle: string;
  refs: readonly string[];
  resource: string;
  /** Number of its task in the candidate. */
  task: number;
  minutes: number;
  /** Null for a test. */
  kind: WorkUnit['kind'] | null;
}

/** What critics found about a candidate, in terms of its shape. */
export interface PlanView {
  units: ViewedUnit[];
  tests: ViewedUnit[];
  tasks: readonly CandidateTask[];
  window: { min: number; max: number };
  /** Tasks that each task waits for, and that wait for it, demanded orders included. */
  predecessors: readonly (readonly number[])[];
  successors: readonly (readonly number[])[];
  /** Tasks on the longest path. */
  critical: ReadonlySet<number>;
  /** Minutes on it. */
  span: number;
  /** Dependencies (before, after) that a longer way makes needless. */
  removable: readonly (readonly [number, number])[];
  /** Elements whose demanded order does not hold, with the task that has them. */
  broken: readonly { ref: string; task: number }[];
  /** Name of the resource an element is of. */
  resourceOf: ReadonlyMap<string, string>;
}

/** Reads what is to know of a valid candidate for changing its shape. */
export function viewPlan(candidate: Candidate, context: PlanningContext, planned: PlannedModel): PlanView {
  const { tasks, shape } = candidate;
  const { demanded } = criticInput(candidate, context);
  const longest = longestPath(tasks, demanded);
  const makerOf = new Map<string, number>();
  const testerOf = new Map<string, number>();
  tasks.forEach(({ kind, covers, verifies }, i) => {
    if (kind === 'schema' || kind === 'operation' || kind === 'integration')
      covers.forEach((ref) => makerOf.set(ref, i));
    if (kind === 'test') verifies.forEach((ref) => testerOf.set(ref, i));
  });
  const resourceOf = new Map<string, string>();
  for (const { name, shared, entities, operations } of planned.resources) {
    for (const id of entities) resourceOf.set(`entity:${id}`, shared ? SHARED_TYPES : name);
    for (const { id } of operations) resourceOf.set(`op:${id}`, name);
  }
  const viewed = (
    handle: string,
    refs: readonly string[],
    maker: Map<string, number>,
  ): Omit<ViewedUnit, 'kind' | 'resource'> => {
    const task = maker.get(refs[0] ?? '') ?? -1;
    return { handle, refs, task, minutes: tasks[task]?.minutes ?? 0 };
  };
  return {
    units: shape.units.map((unit, i) => {
      const { kind, resource } = unit;
      return { ...viewed(`u${i + 1}`, refsOfUnit(unit), makerOf), kind, resource };
    }),
    tests: shape.tests.map(({ verifies, resource }, i) => ({
      ...viewed(`t${i + 1}`, verifies, testerOf),
      kind: null,
      resource,
    })),
    tasks,
    window: sizeWindow(context.options),
    predecessors: demanded.completed.predecessors,
    successors: demanded.completed.successors,
    critical: new Set(longest.path),
    span: Math.max(1, longest.span),
    removable: removableDependencies(demanded),
    broken: demanded.pairs.filter(({ held }) => !held).map(({ edge, after }) => ({ ref: edge.after, task: after })),
    resourceOf,
  };
}
