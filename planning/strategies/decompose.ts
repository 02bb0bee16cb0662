import { compareStrings } from '../compare.js';
import type { Candidate, Strategy, TrialParameters } from '../dag/candidate.js';
import { linkTasks } from '../dag/link.js';
import type { PlanningContext } from './context.js';
import { contractFirst } from './contract-first.js';
import { dataFirst } from './data-first.js';
import { fitUnits } from './fit-units.js';
import { partEarlyNeeds } from './part-early-needs.js';
import { partLateReadings } from './part-late-readings.js';
import { plannedModel } from './planned-model.js';
import type { PlannedModel } from './planned-model.js';
import { riskFirst } from './risk-first.js';
import { sizingFor } from './sizing.js';
import { splitCycles } from './split-cycles.js';
import { authTask } from './tasks/auth-task.js';
import { docsTask } from './tasks/docs-task.js';
import { frontendTasks } from './tasks/frontend-tasks.js';
import { integrationTask } from './tasks/integration-task.js';
import { operationTask } from './tasks/operation-task.js';
import { requirementTask } from './tasks/requirement-task.js';
import { scaffoldTask } from './tasks/scaffold-task.js';
import { schemaTask } from './tasks/schema-task.js';
import { finishDrafts } from './tasks/task-draft.js';
import type { TaskDraft } from './tasks/task-draft.js';
import { makeTaskMaps } from './tasks/task-map.js';
import { testTask } from './tasks/test-task.js';
import { verticalSlice } from './vertical-slice.js';
import { withLevels } from './with-levels.js';
import type { ShapeMaker, WorkUnit } from './work-unit.js';

const SHAPES: Record<Strategy, ShapeMaker> = {
  'contract-first': contractFirst,
  'vertical-slice': verticalSlice,
  'risk-first': riskFirst,
  'data-first': dataFirst,
};

/**
 * One complete candidate by one strategy: every operation and entity in scope and not there already is covered, with the
 * tasks any plan needs around them (repositories, sign-in, tests, documentation, front end, requirements nothing serves),
 * linked by the order evidence. The same arguments give the same candidate.
 */
export function decompose(strategy: Strategy, context: PlanningContext, parameters: TrialParameters): Candidate {
  const planned = plannedModel(context);
  const sizing = sizingFor(context.options, parameters);
  const shape = fitUnits(SHAPES[strategy](planned, sizing), planned, sizing);
  const parted = partEarlyNeeds(partLateReadings(shape.units, planned, context.order), planned, context.order);
  const { units: uncycled, splits } = splitCycles(parted, context.order);
  const units = withLevels(uncycled, context.order);
  const drafts: TaskDraft[] = [
    ...context.scaffold.map((request) => scaffoldTask(request, planned)),
    ...(planned.needsAuth ? [authTask(planned, context)] : []),
    ...units.map((unit) => unitTask(unit, planned, context)),
    ...shape.tests.map((unit) => testTask(unit, planned, context)),
    ...frontendTasks(planned, context),
    ...planned.unserved.map((requirement, rank) => requirementTask(requirement, rank, context)),
    docsTask(planned, context),
  ];
  const finished = finishDrafts(drafts, context);
  const linked = linkTasks(
    finished.map(({ task }) => task),
    context.order,
  );
  const mapFor = makeTaskMaps(linked);
  const tasks = linked.map((task, i) => ({
    ...task,
    surroundings: (finished[i]?.draft.surroundings?.(mapFor(task)) ?? []).join(' '),
  }));
  const followUps = tasks.flatMap((task) => task.followUps.map((one) => ({ from: task.key, ...one })));
  return {
    strategy,
    operator: 'fresh',
    parents: [],
    parameters,
    tasks,
    fixes: [
      ...splits.map((what) => ({ code: 'bundle-split', message: `Split a bundle that closed a cycle: ${what}.` })),
      ...followUps.map(({ from, to }) => ({
        code: 'cycle-cut',
        message: `${from} no longer waits for ${to}; it is linked later.`,
      })),
      ...planned.excludedUi.map(({ id }) => ({
        code: 'ui-clause-excluded',
        message: `${id} asks for a user interface, and no front end is included.`,
      })),
    ].sort((a, b) => compareStrings(a.code, b.code) || compareStrings(a.message, b.message)),
  };
}

function unitTask(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  if (unit.operations.length === 0) return schemaTask(unit, planned, context);
  return unit.kind === 'integration' ? integrationTask(unit, planned, context) : operationTask(unit, planned, context);
}
