import type { PlanRow } from '../db/plans.js';
import type { Repositories } from '../db/repositories.js';
import type { RevisionContract, RevisionPrd, RevisionRow } from '../db/revisions.js';
import type { RequestScope } from '../db/scope.js';
import { isCancelledPlan, isRevisionRunning } from '../db/statuses.js';
import type { PlanOptions } from '../planning/options.js';
import { problem } from '../platform/problems.js';
import type { PlanEvent } from '../workflows/messages.js';
import { storeContract, storePrd } from './create-plan.js';
import type { ApiDeps } from './deps.js';
import { unknownPlan } from './find-plan.js';
import { inspectInputs } from './inspect-inputs.js';
import type { PlanInputs } from './plan-inputs.js';
import { sendIntent } from './send-intent.js';

/** Inputs of a rerun after they were stored; what is missing stays as it was. */
interface StoredInputs {
  prd?: RevisionPrd;
  contract?: RevisionContract;
  options: PlanOptions;
}

/**
 * Asks for the next revision of a plan: new inputs are inspected and stored as for a new plan, the others are those of
 * the latest revision, options are merged into its options. Throws the problems `plan-cancelled`, `revision-running`.
 */
export async function rerunPlan(
  deps: ApiDeps,
  scope: RequestScope,
  plan: PlanRow,
  inputs: PlanInputs,
): Promise<{ planId: string; revision: number }> {
  refuseCancelled(plan);
  const meta = await inspectInputs(deps, inputs);
  const stored: StoredInputs = {
    options: inputs.options,
    ...(inputs.prd === undefined ? {} : { prd: await storePrd(deps, scope, inputs.prd) }),
    ...(inputs.contract === undefined || meta === null
      ? {}
      : { contract: await storeContract(deps, scope, inputs.contract, meta) }),
  };
  const planId = plan.id;
  const { revision, event, outboxId } = await deps.repositories.transaction((tx) =>
    addRevision(tx, scope, planId, stored),
  );
  await sendIntent(deps, scope, { outboxId, intent: { planId, kind: 'signal', event } });
  return { planId, revision };
}

async function addRevision(
  tx: Repositories,
  scope: RequestScope,
  planId: string,
  stored: StoredInputs,
): Promise<{ revision: number; event: PlanEvent; outboxId: string }> {
  const plan = await tx.plans.lock(scope, planId);
  const latest = await tx.revisions.latest(scope, planId);
  if (plan === null || latest === null) throw unknownPlan(planId);
  refuseCancelled(plan);
  if (isRevisionRunning(latest.status)) {
    throw problem('revision-running', `Revision ${latest.n} of plan ${planId} is being made.`, {
      planId,
      headers: { 'Retry-After': '2' },
    });
  }
  const revision = latest.n + 1;
  await tx.revisions.create(scope, {
    planId,
    n: revision,
    options: mergeOptions(withoutCache(latest.options), stored.options),
    prd: stored.prd ?? latest.prd,
    contract: stored.contract ?? latest.contract,
    because: reasonOf(stored, latest),
  });
  // A plan of which nothing was published is being planned again from here on.
  if (plan.currentRevision === 0) await tx.plans.setStatus(scope, planId, 'queued');
  const event: PlanEvent = {
    kind: 'rerun',
    revision,
    eventId: `rerun-${revision}`,
    principal: scope.principal,
    correlationId: scope.correlationId,
  };
  return { revision, event, outboxId: await tx.outbox.add(scope, { planId, kind: 'signal', event }) };
}

function refuseCancelled({ id, status }: PlanRow): void {
  if (isCancelledPlan(status)) throw problem('plan-cancelled', `Plan ${id} is cancelled.`, { planId: id });
}

function reasonOf(stored: StoredInputs, latest: RevisionRow): string {
  const changed = [
    ...(stored.prd !== undefined && stored.prd.sha256 !== latest.prd.sha256 ? ['PRD'] : []),
    ...(stored.contract !== undefined && stored.contract.sha256 !== latest.contract.sha256 ? ['contract'] : []),
    ...(Object.keys(stored.options).length > 0 ? ['options'] : []),
  ];
  return changed.length === 0 ? 'rerun' : `changed ${changed.join(', ')}`;
}

/** Bypassing what is remembered is meant for one revision: the next one would pay again without anybody asking for it. */
function withoutCache({ search, ...options }: PlanOptions): PlanOptions {
  if (search === undefined) return options;
  const { cache: _, ...others } = search;
  return { ...options, search: others };
}

/** New options over old ones: objects are merged member by member, everything else is replaced. */
export function mergeOptions(old: PlanOptions, given: PlanOptions): PlanOptions {
  return mergeObjects(old, given);
}

/** Options are as deep as their schema, three levels at most. */
function mergeObjects<T extends object>(old: T, given: T): T {
  const merged = new Map<string, unknown>(Object.entries(old));
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    const before = merged.get(name);
    merged.set(name, isObject(before) && isObject(value) ? mergeObjects(before, value) : value);
  }
  return Object.fromEntries(merged) as T;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
