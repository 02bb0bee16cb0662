import { targetModel } from '../budget/target-models.js';
import type { Coverage } from '../contract/coverage.js';
import type { PlanTask } from '../dag/plan-task.js';
import type { ScaffoldRequest } from '../scaffold/scaffold-request.js';
import type { PlanningContext } from '../strategies/context.js';

/** Something the plan takes for granted that its reader may want to change. */
export interface Assumption {
  /** Stable kebab-case name. */
  code: string;
  message: string;
  /** What to change if it is wrong. */
  change: string;
}

/** What this plan rests on without having been told: each follows from the inputs, none is general advice. */
export function reportAssumptions(
  context: PlanningContext,
  tasks: readonly PlanTask[],
  coverage: Coverage,
): Assumption[] {
  return [
    ...context.scaffold.flatMap(toolchainAssumption),
    ...contractAssumptions(context, new Set(coverage.outOfScope)),
    ...frontEndAssumption(context),
    ...scopeAssumption(coverage),
    ...existingAssumption(coverage),
    ...modelAssumption(tasks),
  ];
}

function toolchainAssumption({ repository, toolchain, decidedBy }: ScaffoldRequest): Assumption[] {
  if (decidedBy !== 'default') return [];
  const parts = [toolchain.language, toolchain.framework, toolchain.database].filter(
    (part) => part !== '' && part !== 'none',
  );
  return [
    {
      code: 'default-toolchain',
      message: `Repository ${repository} is planned with ${parts.join(', ')}: the PRD names no toolchain for it.`,
      change: 'Set options.toolchain, or name the toolchain in the PRD.',
    },
  ];
}

function contractAssumptions({ model, order }: PlanningContext, outside: ReadonlySet<string>): Assumption[] {
  const assumptions: Assumption[] = [];
  const operations = model.operations.filter(({ id }) => !outside.has(`op:${id}`));
  const derived = model.entities.filter(({ id, derived }) => derived && !outside.has(`entity:${id}`));
  if (derived.length > 0) {
    assumptions.push({
      code: 'derived-entities',
      message: `The contract declares no schemas; ${derived.length} entities are derived from paths and inline bodies (${names(derived.map(({ id }) => id))}).`,
      change: 'Declare the schemas in the contract.',
    });
  }
  if (!model.declaresSecurity) {
    const guarded = order.authenticated.filter((id) => !outside.has(`op:${id}`)).length;
    assumptions.push({
      code: 'access-from-prd',
      message:
        guarded > 0
          ? `The contract declares no security; from the PRD, ${guarded} of ${operations.length} operations are taken to need a signed-in caller.`
          : 'The contract declares no security and the PRD asks for none: every operation is open to everybody.',
      change: 'Declare security schemes in the contract.',
    });
  }
  const deprecated = operations.filter((operation) => operation.deprecated);
  if (deprecated.length > 0) {
    assumptions.push({
      code: 'deprecated-planned',
      message: `${deprecated.length} deprecated operations are planned like all others (${names(deprecated.map(({ id }) => id))}).`,
      change: 'Exclude them with options.scope.',
    });
  }
  return assumptions;
}

function frontEndAssumption({ analysis }: PlanningContext): Assumption[] {
  const { included, decidedBy, signals } = analysis.frontEnd;
  if (decidedBy !== 'signals') return [];
  const message = included
    ? `A front end is planned: ${signals.filter(({ weight }) => weight > 0).length} places of the PRD ask for one.`
    : 'No front end is planned: the PRD does not ask for one clearly enough.';
  return [{ code: included ? 'front-end-included' : 'front-end-omitted', message, change: 'Set options.frontEnd.' }];
}

function scopeAssumption({ outOfScope, existing, requirements }: Coverage): Assumption[] {
  const there = new Set(existing);
  const leftOut = outOfScope.filter((ref) => !there.has(ref));
  if (leftOut.length === 0) return [];
  const clauses = requirements.filter(({ servedBy }) => servedBy === 'out-of-scope').map(({ id }) => id);
  const gone = clauses.length === 0 ? '' : ` With them goes what ${names(clauses)} asks for.`;
  return [
    {
      code: 'scope-left-out',
      message: `options.scope leaves ${leftOut.length} of the elements of the contract to others (${names(leftOut)}); no task builds or tests them.${gone}`,
      change: 'Change options.scope.',
    },
  ];
}

function existingAssumption({ existing }: Coverage): Assumption[] {
  if (existing.length === 0) return [];
  return [
    {
      code: 'existing-elements',
      message: `${existing.length} elements are taken to be built and to work (${names(existing)}); no task checks that.`,
      change: 'Take them out of options.existing.',
    },
  ];
}

function modelAssumption(tasks: readonly PlanTask[]): Assumption[] {
  const model = tasks[0]?.budget.model;
  if (model === undefined) return [];
  const known = targetModel(model);
  if (known.family !== 'unknown') return [];
  return [
    {
      code: 'unknown-model',
      message: `Model ${model} is not in the table: payloads are cut for a window of ${known.window} tokens and an unknown tokenizer.`,
      change: 'Set options.targetModel to a known model.',
    },
  ];
}

const SHOWN_NAMES = 5;

function names(all: readonly string[]): string {
  const shown = all.slice(0, SHOWN_NAMES).join(', ');
  return all.length > SHOWN_NAMES ? `${shown} and ${all.length - SHOWN_NAMES} more` : shown;
}
