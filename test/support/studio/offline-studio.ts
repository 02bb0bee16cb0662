import { makeAskStudio } from '../../../activities/ask-studio.js';
import type { ActivityDeps } from '../../../activities/deps.js';
import type { RevisionTarget, StudioUse } from '../../../activities/activity-types.js';
import * as cpuTasks from '../../../activities/cpu-tasks.js';
import { callsByStep, withCalls } from '../../../activities/studio/calls-by-step.js';
import type { FinaliseInput } from '../../../activities/tasks/finalise-revision-task.js';
import type { ArtifactStore } from '../../../adapters/artifacts/artifact-store.js';
import type { ArtifactRef } from '../../../db/artifact-ref.js';
import type { TrialRecord } from '../../../planning/revision/search-document.js';
import type { AskedTrial, SearchConfig, SearchState } from '../../../planning/search/search-state.js';
import { NOTHING_SPENT, NO_LIMIT } from '../../../planning/search/spending.js';
import type { Config } from '../../../platform/config.js';
import type { CpuSteps, StudioSteps } from '../../../workflows/steps.js';
import { conclude, enrich, makeAdviser } from '../../../workflows/studio-advice.js';
import type { StudioAdviser } from '../../../workflows/studio-advice.js';
import type { ModelAnswer } from './model.js';
import { makeOfflineDesk } from './offline-desk.js';

/** How a plan made in this process is to use a model. */
export interface OfflineModel {
  answer: ModelAnswer;
  /** Two candidates nearly as good are shown to it. */
  judges?: boolean;
  /** Calls it may make, 40 where nothing is said. */
  calls?: number;
}

/** What a revision's steps are given. */
export interface OfflineRun {
  base: { storage: { dir: string }; tenantId: string };
  config: Config;
  store: ArtifactStore;
  planId: string;
  prd: ArtifactRef;
  /** Artifacts of the candidates made so far, by id. */
  candidates: FinaliseInput['candidates'];
  records: TrialRecord[];
}

/** A model beside a revision: its use is decided by the workflow's own code, and what is asked is the activity's. */
export interface OfflineStudio {
  /** The context with what the model says of PRD and order in it. */
  enrich(context: ArtifactRef): Promise<ArtifactRef>;
  budget: NonNullable<SearchConfig['studio']>;
  ask(trial: AskedTrial, search: SearchConfig): ReturnType<StudioAdviser['ask']>;
  conclude(search: SearchState): Promise<FinaliseInput['studio']>;
  withCalls(records: readonly TrialRecord[]): TrialRecord[];
}

const TOKENS = 1_000_000;

export function makeOfflineStudio(run: OfflineRun, model: OfflineModel): OfflineStudio {
  const { base, planId, prd } = run;
  const desk = makeOfflineDesk(model.answer);
  const target: RevisionTarget = {
    ...{ planId, revision: 1 },
    scope: { tenantId: base.tenantId, principal: 'test', correlationId: 'test' },
  };
  const calls = model.calls ?? 40;
  const use: StudioUse = {
    ...{ required: false, judges: model.judges === true, bypassCache: false, retrySeconds: 1 },
    ...{ budget: { calls, tokens: TOKENS, cost: null } },
    perAnalysis: { calls: Math.floor(calls / 10), tokens: TOKENS / 10, cost: NO_LIMIT },
  };
  const askStudio = makeAskStudio(depsOf(run), desk, () => 1);
  const steps = {
    askStudio: { executeWithOptions: (_: unknown, [asking]: Parameters<typeof askStudio>) => askStudio(asking) },
  } as unknown as StudioSteps;
  const cpu = {
    enrichContext: (input: object) => cpuTasks.enrichContext({ ...base, prd, ...input } as never),
    readVerdict: (input: object) => cpuTasks.readVerdict({ ...base, ...input } as never),
  } as unknown as CpuSteps;
  const adviser = makeAdviser(steps, target, use);
  let enriched: Awaited<ReturnType<typeof enrich>> = null;
  let planned: ArtifactRef | null = null;
  const contextOf = (): ArtifactRef => planned as ArtifactRef;
  return {
    budget: { from: 5, calls, tokens: TOKENS, cost: null, perTrial: { calls: 3, tokens: TOKENS / 20, cost: NO_LIMIT } },
    enrich: async (context) => {
      enriched = await enrich(adviser, cpu, target, context);
      planned = enriched?.context ?? context;
      return planned;
    },
    ask: (trial, search) => {
      const op = trial.operator === 'refine' ? 'refine' : 'outline';
      return adviser.ask({ op, trial, search }, contextOf(), trial.reserved ?? NOTHING_SPENT);
    },
    conclude: async (search) => ({
      ...(await conclude(adviser, cpu, target, { context: contextOf(), enriched, search })),
      steps: callsByStep(desk.calls).steps,
    }),
    withCalls: (records) => withCalls(records, callsByStep(desk.calls).trials),
  };
}

/** The deps of the activity that asks, over lists. */
function depsOf({ config, store, prd, candidates, records }: OfflineRun): ActivityDeps {
  const tasks = cpuTasks as unknown as Record<string, (input: unknown) => unknown>;
  const rows = (): object[] => Object.entries(candidates).map(([candidateId, artifact]) => ({ candidateId, artifact }));
  const repositories = {
    revisions: { get: () => Promise.resolve({ prd }) },
    candidates: { list: () => Promise.resolve(rows()) },
    trials: {
      upsert: (_: unknown, { document }: { document: TrialRecord }) => Promise.resolve(records.push(document)),
    },
  };
  const compute = (task: string, input: unknown): Promise<unknown> => Promise.resolve(tasks[task]?.(input));
  return { config, artifacts: store, repositories, compute } as unknown as ActivityDeps;
}
