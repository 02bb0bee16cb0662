import { compareStrings } from '../compare.js';
import type { Candidate } from '../dag/candidate.js';
import { linkTasks } from '../dag/link.js';
import type { Fix } from '../generation/question.js';
import type { PlanningContext } from './context.js';
import { plannedModel } from './planned-model.js';
import type { PlannedModel } from './planned-model.js';
import { sortShape } from './shape/sort-shape.js';
import { splitCycles } from './split-cycles.js';
import { draftTasks } from './tasks/draft-tasks.js';
import { finishDrafts } from './tasks/task-draft.js';
import { makeTaskMaps } from './tasks/task-map.js';
import { withLevels } from './with-levels.js';
import type { LevelledUnit } from './with-levels.js';

/**
 * The candidate of a shape: units that a cycle of strong evidence runs through are parted, then come the tasks any plan
 * needs around them (repositories, sign-in, tests, documentation, front end, requirements nothing serves), and all are
 * linked by the order evidence. The shape must hold each element of the plan once (see completeShape). The candidate stores
 * the shape as it came out; made again of that, it has the same tasks. `fixes` are those already made to the shape.
 */
export function makeCandidate(
  { shape, fixes, ...origin }: Omit<Candidate, 'tasks'>,
  context: PlanningContext,
): Candidate {
  const planned = plannedModel(context);
  const { units: uncycled, splits } = splitCycles(shape.units, context.order);
  const settled = sortShape({ units: uncycled, tests: shape.tests });
  const tasks = tasksOf(withLevels(settled.units, context.order), settled.tests, planned, context);
  const followUps = tasks.flatMap((task) => task.followUps.map((one) => ({ from: task.key, ...one })));
  return {
    ...origin,
    shape: settled,
    tasks,
    fixes: [
      ...fixes,
      ...splits.map((what) => ({ code: 'bundle-split', message: `Split a bundle that closed a cycle: ${what}.` })),
      ...followUps.map(({ from, to }) => ({
        code: 'cycle-cut',
        message: `${from} no longer waits for ${to}; it is linked later.`,
      })),
      ...planned.excludedUi.map(({ id }) => ({
        code: 'ui-clause-excluded',
        message: `${id} asks for a user interface, and no front end is included.`,
      })),
    ].sort(compareFixes),
  };
}

function tasksOf(
  units: readonly LevelledUnit[],
  tests: Candidate['shape']['tests'],
  planned: PlannedModel,
  context: PlanningContext,
): Candidate['tasks'] {
  const drafts = draftTasks(units, tests, planned, context);
  const finished = finishDrafts(drafts, context);
  const linked = linkTasks(
    finished.map(({ task }) => task),
    context.order,
  );
  const mapFor = makeTaskMaps(linked);
  return linked.map((task, i) => ({
    ...task,
    surroundings: (finished[i]?.draft.surroundings?.(mapFor(task)) ?? []).join(' '),
  }));
}

function compareFixes(a: Fix, b: Fix): number {
  return compareStrings(a.code, b.code) || compareStrings(a.message, b.message);
}
