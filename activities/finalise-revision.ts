import type { ArtifactRef } from '../db/artifact-ref.js';
import type { CandidateRoleChange } from '../db/candidates.js';
import type { CoverageRow } from '../db/coverage.js';
import type { PayloadLimit } from '../planning/budget/payload-limit.js';
import { payloadLimit } from '../planning/budget/payload-limit.js';
import type { Coverage } from '../planning/contract/coverage.js';
import type { PlanOptions } from '../planning/options.js';
import type { Config } from '../platform/config.js';
import type { TrialRecord } from '../planning/revision/search-document.js';
import type { Selection } from '../planning/search/select-winner.js';
import type { CpuActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { failure } from './failures.js';
import { callsByStep, withCalls } from './studio/calls-by-step.js';
import { loadRevision } from './load-revision.js';
import type { FinaliseResult } from './tasks/finalise-revision-task.js';

type Finalised = Extract<FinaliseResult, { selection: Selection }>;

/**
 * Chooses the winner, makes its tasks, payloads and documents, and stages the rows; nobody sees them before the
 * revision is published. Gate: a plan that misses a contract element fails here.
 */
export function makeFinaliseRevision(deps: ActivityDeps): CpuActivities['finaliseRevision'] {
  return async ({ planId, revision, scope, context, document, search, stopReason, studio }) => {
    const { repositories, config } = deps;
    await repositories.revisions.setStatus(scope, planId, revision, 'finalising');
    const { prd, contract, options } = await loadRevision(deps, scope, planId, revision);
    const [candidates, trials, calls] = await Promise.all([
      repositories.candidates.list(scope, planId, revision),
      repositories.trials.list(scope, planId, revision),
      studio === null ? [] : repositories.studioCalls.list(scope, planId, revision),
    ]);
    const asked = callsByStep(calls);
    const limit = limitOf(config, options);
    const result = await deps.compute('finaliseRevision', {
      storage: { dir: config.storage.artifactsDir },
      tenantId: scope.tenantId,
      planId,
      prd,
      context,
      document,
      candidates: Object.fromEntries(candidates.map((c) => [c.candidateId, c.artifact])),
      search,
      stopReason,
      // Written by runTrial.
      records: withCalls(
        trials.map((trial) => trial.document as TrialRecord),
        asked.trials,
      ),
      studio: studio === null ? null : { ...studio, steps: asked.steps },
      complexity: { ...config.complexity, weights: { ...config.complexity.weights, ...options.weights?.complexity } },
      limit,
    });
    const finalised = orFail(result);
    const inputs = { 'inputs/prd': prd, 'inputs/contract': contract, 'contract.document.json': document };
    const documents: Record<string, ArtifactRef> = { ...finalised.documents, ...inputs };
    for (const candidate of candidates) documents[`candidates/${candidate.candidateId}.json`] = candidate.artifact;
    // Not in one transaction: nobody sees these rows before the revision is published, each statement replaces what an
    // earlier attempt left, and on PGlite an open transaction would hold up everyone.
    await repositories.tasks.stage(scope, planId, revision, finalised.staged);
    await repositories.coverage.replace(scope, planId, revision, coverageRows(finalised.coverage));
    await repositories.candidates.setRoles(scope, planId, revision, roles(finalised.selection));
    await repositories.artifacts.put(
      scope,
      Object.entries(documents).map(([name, { sha256, bytes, kind }]) => {
        const ref = { sha256, bytes, kind };
        return { planId, revision, name, ref, mediaType: mediaTypeOf(name) };
      }),
    );
    const { candidateId, strategy, reward } = finalised.selection.winner;
    return {
      summary: finalised.summary,
      winner: { candidateId, strategy, reward },
      tasks: finalised.staged.length,
      waves: finalised.waves,
      coverage: 1,
    };
  };
}

/** What a payload may take. @throws budget-infeasible where none would fit */
function limitOf(config: Config, options: PlanOptions): PayloadLimit {
  const limit = payloadLimit(config.budget, options);
  if (limit.infeasible !== true) return limit;
  throw failure(
    'budget-infeasible',
    `Payloads may take ${limit.limit} tokens; the least that works is ${limit.needed}.`,
  );
}

function orFail(result: FinaliseResult): Finalised {
  if (!('problem' in result)) return result;
  switch (result.problem) {
    case 'no-valid-candidate':
      throw failure('no-valid-candidate', 'None of the candidates of the search is valid.');
    case 'budget-infeasible':
      throw failure(
        'budget-infeasible',
        `The payloads of ${result.tasks.length} tasks fit the budget at no fidelity: ${result.tasks
          .slice(0, 10)
          .map((t) => `${t.key} needs ${t.needed} of ${t.limit} tokens`)
          .join('; ')}.`,
      );
    case 'coverage-incomplete':
      throw failure(
        'coverage-incomplete',
        `${result.uncovered.length} contract elements are in no task: ${result.uncovered.slice(0, 20).join(', ')}.`,
      );
  }
}

function roles({ winner, fallbacks, rejected }: Selection): CandidateRoleChange[] {
  return [
    { candidateId: winner.candidateId, role: 'winner', because: `best valid reward, ${winner.reward.toFixed(6)}` },
    ...fallbacks.map((f) => ({
      candidateId: f.candidateId,
      role: 'fallback' as const,
      because: `best valid candidate that differs from the winner: distance ${f.distance.toFixed(6)}, reward ${f.reward.toFixed(6)}`,
      distance: f.distance,
    })),
    ...rejected.map((r) => ({ candidateId: r.candidateId, role: 'rejected' as const, because: r.because })),
  ];
}

function coverageRows(coverage: Coverage): CoverageRow[] {
  const elements = (kind: 'operation' | 'entity', rows: Coverage['operations'] | Coverage['entities']): CoverageRow[] =>
    rows.map((row) => ({
      kind,
      element: row.element,
      implementedBy: row.implementedBy,
      testedBy: row.testedBy,
      document: row,
    }));
  return [
    ...elements('operation', coverage.operations),
    ...elements('entity', coverage.entities),
    ...coverage.requirements.map((row) => ({
      kind: 'requirement' as const,
      element: row.id,
      implementedBy: row.coveredBy,
      testedBy: [],
      document: row,
    })),
  ];
}

function mediaTypeOf(name: string): string {
  if (name === 'inputs/prd') return 'text/markdown';
  return name === 'inputs/contract' ? 'application/octet-stream' : 'application/json';
}
