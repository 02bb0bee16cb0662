import type { TestUnit, WorkUnit } from '../../dag/shape.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import type { LevelledUnit } from '../with-levels.js';
import { authTask } from './auth-task.js';
import { docsTask } from './docs-task.js';
import { frontendTasks } from './frontend-tasks.js';
import { integrationTask } from './integration-task.js';
import { operationTask } from './operation-task.js';
import { requirementTask } from './requirement-task.js';
import { scaffoldTask } from './scaffold-task.js';
import { schemaTask } from './schema-task.js';
import type { TaskDraft } from './task-draft.js';
import { testTask } from './test-task.js';

/** Drafts made in one context. */
interface KnownDrafts {
  /** Those that any plan needs, whatever its cut: first those before the units, then those after the tests. */
  fixed: [TaskDraft[], TaskDraft[]];
  /** By what they were made of. */
  ofUnits: Map<string, TaskDraft>;
}

/** Candidates of one context differ in few units: a draft is made once, and the same object is given again. */
const knownDrafts = new WeakMap<PlanningContext, KnownDrafts>();
/** With more drafts than this, all are forgotten: no search of a contract within the limits needs as many again. */
const MOST_KEPT = 50_000;

/** The drafts of a plan: of its units and tests, and of what any plan needs around them. */
export function draftTasks(
  units: readonly LevelledUnit[],
  tests: readonly TestUnit[],
  planned: PlannedModel,
  context: PlanningContext,
): TaskDraft[] {
  const known: KnownDrafts = knownDrafts.get(context) ?? {
    fixed: fixedDrafts(planned, context),
    ofUnits: new Map<string, TaskDraft>(),
  };
  knownDrafts.set(context, known);
  if (known.ofUnits.size > MOST_KEPT) known.ofUnits.clear();
  const once = (what: LevelledUnit | TestUnit, make: () => TaskDraft): TaskDraft => {
    const key = JSON.stringify(what);
    const draft = known.ofUnits.get(key) ?? make();
    known.ofUnits.set(key, draft);
    return draft;
  };
  const [before, after] = known.fixed;
  return [
    ...before,
    ...units.map((unit) => once(unit, () => ({ ...unitDraft(unit, planned, context), level: unit.level }))),
    ...tests.map((unit) => once(unit, () => testTask(unit, planned, context))),
    ...after,
  ];
}

function fixedDrafts(planned: PlannedModel, context: PlanningContext): KnownDrafts['fixed'] {
  return [
    [
      ...context.scaffold.map((request) => scaffoldTask(request, planned)),
      ...(planned.needsAuth ? [authTask(planned, context)] : []),
    ],
    [
      ...frontendTasks(planned, context),
      ...planned.unserved.map((requirement, rank) => requirementTask(requirement, rank, context)),
      docsTask(planned, context),
    ],
  ];
}

function unitDraft(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  if (unit.operations.length === 0) return schemaTask(unit, planned, context);
  return unit.kind === 'integration' ? integrationTask(unit, planned, context) : operationTask(unit, planned, context);
}
