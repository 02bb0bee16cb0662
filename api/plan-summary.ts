import type { PlanRow } from '../db/plans.js';
import type { RevisionRow, RevisionSummary } from '../db/revisions.js';
import type { TenantScope } from '../db/scope.js';
import { isRevisionRunning } from '../db/statuses.js';
import type { TaskStatus } from '../db/statuses.js';
import type { TaskRow } from '../db/tasks.js';
import type { Finding } from '../planning/finding.js';
import type { ApiDeps } from './deps.js';
import type { components } from './generated/openapi.js';
import { planLinks } from './plan-links.js';

export type PlanSummary = components['schemas']['PlanSummary'];
export type PlanListItem = components['schemas']['PlanListItem'];

/** More tasks than this that failed for good say nothing new. */
const MAX_FAILED_NAMED = 20;

/** All a summary is made of. */
export interface SummaryParts {
  plan: PlanRow;
  /** The newest revision. */
  latest: RevisionRow;
  /** Of the revision the summary is about; null while nothing is published. */
  summary: RevisionSummary | null;
  revision: number;
  byStatus: Record<TaskStatus, number>;
  /** What execution has shown. */
  findings: Finding[];
}

/** Reads and composes the summary of a plan, about its current revision or an earlier published one. */
export async function readPlanSummary(
  deps: Pick<ApiDeps, 'repositories'>,
  scope: TenantScope,
  plan: PlanRow,
  published?: RevisionRow,
): Promise<PlanSummary> {
  const { revisions, tasks } = deps.repositories;
  const revision = published?.n ?? plan.currentRevision;
  const latest = await revisions.latest(scope, plan.id);
  if (latest === null) throw new TypeError(`plan ${plan.id} has no revision`);
  const about =
    published ??
    (revision === 0 ? null : latest.n === revision ? latest : await revisions.get(scope, plan.id, revision));
  const byStatus = await tasks.countsByStatus(scope, plan.id, revision);
  const failed =
    byStatus.failed === 0
      ? []
      : await tasks.list(scope, plan.id, revision, { status: 'failed', limit: MAX_FAILED_NAMED });
  const findings = failed.map(failedForGood);
  return composePlanSummary({ plan, latest, summary: about?.summary ?? null, revision, byStatus, findings });
}

/** The plan summary as clients read it (formats, "Plan summary"). */
export function composePlanSummary(parts: SummaryParts): PlanSummary {
  const { plan, latest, summary, revision, byStatus, findings } = parts;
  return {
    id: plan.id,
    status: plan.status,
    title: plan.title,
    revision,
    lastRevision: {
      n: latest.n,
      status: latest.status,
      ...(latest.error === null ? {} : { error: latest.error }),
    },
    version: plan.version,
    createdAt: plan.createdAt.toISOString(),
    updatedAt: plan.updatedAt.toISOString(),
    labels: plan.labels,
    contract: summary?.contract ?? plan.contract,
    prd: summary?.prd ?? { sha256: plan.prd.sha256, requirements: null },
    coverage: summary?.coverage ?? null,
    frontEnd: summary?.frontEnd ?? null,
    tasks: summary === null ? null : { ...summary.tasks, byStatus: withoutZeros(byStatus) },
    graph: summary?.graph ?? null,
    winner: (summary?.winner ?? null) as PlanSummary['winner'],
    fallbacks: (summary?.fallbacks ?? []) as PlanSummary['fallbacks'],
    search: summary?.search ?? null,
    findings: [...(summary?.findings ?? []), ...findings],
    ...(latest.progress !== null && isRevisionRunning(latest.status) ? { progress: latest.progress } : {}),
    ...(plan.error === null ? {} : { error: plan.error }),
    links: planLinks(plan.id),
  };
}

function failedForGood(task: TaskRow): Finding {
  return {
    code: 'task-failed',
    severity: 'error',
    message: `The task failed for good after ${task.attempts} attempt(s); what depends on it stays pending.`,
    where: { in: 'plan', ref: task.key },
  };
}

function withoutZeros(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** A plan in a list: what its row knows. */
export function planListItem(plan: PlanRow): PlanListItem {
  return {
    id: plan.id,
    status: plan.status,
    title: plan.title,
    revision: plan.currentRevision,
    version: plan.version,
    createdAt: plan.createdAt.toISOString(),
    updatedAt: plan.updatedAt.toISOString(),
    labels: plan.labels,
    contract: plan.contract,
    ...(plan.error === null ? {} : { error: plan.error }),
    links: planLinks(plan.id),
  };
}
