import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { importContract } from '../../activities/tasks/import-contract-task.js';
import { analysePlan } from '../../activities/tasks/analyse-plan-task.js';
import { finaliseRevision } from '../../activities/tasks/finalise-revision-task.js';
import { runTrial } from '../../activities/tasks/run-trial-task.js';
import { makeFileArtifactStore } from '../../adapters/artifacts/file-artifact-store.js';
import { bundleFiles } from '../../api/bundle.js';
import * as cpuTasks from '../../api/cpu-tasks.js';
import type { ApiDeps } from '../../api/deps.js';
import type { PublishedRevision } from '../../api/find-plan.js';
import type { Bundle } from '../../cli/verify/read-bundle.js';
import type { ArtifactRef } from '../../db/artifact-ref.js';
import { TASK_STATUSES } from '../../db/statuses.js';
import type { StagedTask, TaskRow } from '../../db/tasks.js';
import { payloadLimit } from '../../planning/budget/payload-limit.js';
import { STRATEGIES } from '../../planning/dag/candidate.js';
import type { PlanOptions } from '../../planning/options.js';
import type { SummaryDocument } from '../../planning/revision/summary-document.js';
import { startSearch } from '../../planning/search/search-state.js';
import { NOTHING_SPENT } from '../../planning/search/spending.js';
import type { SearchState, StopReason } from '../../planning/search/search-state.js';
import { askBatch, tell } from '../../planning/search/ucb1.js';
import { loadConfig } from '../../platform/config.js';
import type { Config } from '../../platform/config.js';
import { makeOfflineStudio } from './studio/offline-studio.js';
import type { OfflineModel, OfflineRun, OfflineStudio } from './studio/offline-studio.js';

/** What a bundle is made of. */
export interface OfflinePlan {
  /** The contract's text, or an archive of several files. */
  contract: string | Uint8Array;
  prd: string;
  options?: PlanOptions;
  /** Environment settings in place of the defaults. */
  settings?: Record<string, string>;
  /** A model that takes part; none where it is absent. */
  model?: OfflineModel;
}

/** The id that all these plans have. */
export const OFFLINE_PLAN_ID = `pln_${'offline2'.repeat(4).slice(0, 26)}`;
const TENANT = { tenantId: 'default' };

/**
 * Plans as the worker does and writes the bundle as the API does, in this process: the steps, the artifact store and the
 * bundle writer are the real ones, only the rows of the database are lists.
 */
export async function makeOfflineBundle(plan: OfflinePlan): Promise<Bundle> {
  const dir = await mkdtemp(join(tmpdir(), 'planner-bundle-'));
  try {
    return await writeBundle(dir, plan);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function writeBundle(dir: string, given: OfflinePlan): Promise<Bundle> {
  const defaults = loadConfig(given.settings ?? {});
  const config: Config = { ...defaults, storage: { ...defaults.storage, artifactsDir: dir } };
  const options = given.options ?? {};
  const store = makeFileArtifactStore({ dir });
  const put = (content: string | Uint8Array): Promise<ArtifactRef> =>
    store.put(TENANT, 'input', typeof content === 'string' ? Buffer.from(content) : content);
  const inputs = { prd: await put(given.prd), contract: await put(given.contract) };
  const made = await makeRevision(dir, config, given, inputs);
  const now = new Date('2026-01-02T03:04:05Z');
  const row = {
    ...{
      planId: OFFLINE_PLAN_ID,
      n: 1,
      options,
      because: 'first plan',
      status: 'published',
      progress: null,
      error: null,
    },
    ...{ prd: { ...inputs.prd, format: 'markdown' }, contract: { ...inputs.contract, format: 'auto' } },
    ...{ summary: made.summary, createdAt: now, publishedAt: now, principal: 'test', correlationId: 'test' },
  };
  const plan = {
    ...{
      id: OFFLINE_PLAN_ID,
      title: options.title ?? made.summary.contract.title,
      options,
      labels: options.labels ?? {},
    },
    ...{ contract: made.summary.contract, prd: { sha256: inputs.prd.sha256, bytes: inputs.prd.bytes } },
    ...{ position: 1, status: 'ready', version: 3, currentRevision: 1, latestRevision: 1, error: null },
    ...{ createdAt: now, updatedAt: now },
  };
  const rows = made.staged.map((task, position) => taskRow(task, position, now));
  const published = { plan, revision: 1, row, summary: made.summary } as unknown as PublishedRevision;
  const deps = apiDeps(config, store, published, rows, {
    ...made.documents,
    ...{ 'inputs/prd': inputs.prd, 'inputs/contract': inputs.contract },
  });
  const bundle: Bundle = new Map();
  for await (const { path, bytes } of bundleFiles(deps, TENANT, published)) bundle.set(path, bytes);
  return bundle;
}

interface Revision {
  staged: StagedTask[];
  documents: Record<string, ArtifactRef>;
  summary: SummaryDocument;
}

async function makeRevision(
  dir: string,
  config: Config,
  { model, options = {} }: OfflinePlan,
  inputs: { prd: ArtifactRef; contract: ArtifactRef },
): Promise<Revision> {
  const base = { storage: { dir }, tenantId: TENANT.tenantId };
  const limits = { ...config.limits, maxBytes: config.limits.maxContractBytes };
  const imported = await importContract({ ...base, contract: { ...inputs.contract, format: 'auto' }, limits });
  if ('refusal' in imported) throw new TypeError(imported.refusal.message);
  const analysed = await analysePlan({ ...base, prd: inputs.prd, model: imported.model, options });
  const run: OfflineRun = {
    ...{ base, config, store: makeFileArtifactStore({ dir }), planId: OFFLINE_PLAN_ID, prd: inputs.prd },
    ...{ candidates: {}, records: [] },
  };
  const studio = model === undefined ? null : makeOfflineStudio(run, model);
  const context = studio === null ? analysed.context : await studio.enrich(analysed.context);
  const searched = await search(run, context, options, studio);
  const limit = payloadLimit(config.budget, options);
  if (limit.infeasible === true) throw new TypeError('no payload fits the budget');
  const { complexity } = config;
  const weights = { ...complexity.weights, ...options.weights?.complexity };
  const result = await finaliseRevision({
    ...{ ...base, planId: OFFLINE_PLAN_ID, prd: inputs.prd, context, document: imported.document, limit },
    ...{ candidates: run.candidates, ...searched, complexity: { ...complexity, weights } },
    records: studio === null ? run.records : studio.withCalls(run.records),
    studio: studio === null ? null : await studio.conclude(searched.search),
  });
  if ('problem' in result) throw new TypeError(JSON.stringify(result));
  const candidates = Object.entries(run.candidates).map(([id, ref]) => [`candidates/${id}.json`, ref]);
  const summary = await makeFileArtifactStore({ dir }).get(TENANT, result.summary);
  return {
    staged: result.staged,
    documents: {
      ...result.documents,
      'contract.document.json': imported.document,
      ...(Object.fromEntries(candidates) as Record<string, ArtifactRef>),
    },
    summary: JSON.parse(Buffer.from(summary).toString()) as SummaryDocument,
  };
}

async function search(
  run: OfflineRun,
  context: ArtifactRef,
  options: PlanOptions,
  studio: OfflineStudio | null,
): Promise<{ search: SearchState; stopReason: StopReason }> {
  const { base, config, candidates, records } = run;
  const wanted = options.search;
  let state = startSearch({
    arms: [...STRATEGIES, 'aggregate'],
    exploration: wanted?.exploration ?? config.search.exploration,
    rewardNormalization: config.search.rewardNormalization,
    maxTrials: Math.max(wanted?.maxTrials ?? config.search.maxTrials, STRATEGIES.length),
    parallelism: config.search.parallelism,
    targetReward: wanted?.targetReward ?? null,
    minGain: config.search.minGain,
    plateauTrials: null,
    maxSeconds: null,
    studio: studio?.budget ?? null,
    seed: wanted?.seed ?? config.search.seed,
  });
  for (;;) {
    const batch = askBatch(state, 0);
    if (batch.stop !== null) return { search: batch.state, stopReason: batch.stop };
    state = batch.state;
    for (const trial of batch.trials) {
      const reply = trial.generator === 'studio' ? await studio?.ask(trial, state.config) : undefined;
      const spent = reply?.spent ?? NOTHING_SPENT;
      if (reply?.answers === null) {
        const failed = { candidateId: null, reward: 0, valid: false, status: 'failed' } as const;
        state = tell(state, { n: trial.n, ...failed, spent, studioEnded: reply.ended });
        continue;
      }
      const { candidate, result, record } = await runTrial({
        ...{ ...base, context, trial, seed: state.config.seed, weights: config.critics.weights },
        answers: reply?.answers ?? null,
        parents: trial.parents.map((id) => candidates[id] as ArtifactRef),
      });
      if (candidate !== null) candidates[candidate.candidateId] = candidate.artifact;
      records.push({ ...record, n: trial.n, milliseconds: 1 });
      state = tell(state, { n: trial.n, ...result, status: 'completed', spent, studioEnded: null });
    }
  }
}

function taskRow({ task, taskId, payloadBlocks }: StagedTask, position: number, updatedAt: Date): TaskRow {
  const { key, kind, title, contentHash } = task;
  return {
    ...{
      planId: OFFLINE_PLAN_ID,
      revision: 1,
      taskId,
      key,
      kind,
      title,
      position,
      attempts: 0,
      reopened: null,
      findings: [],
    },
    ...{ status: task.dependsOn.length === 0 ? 'ready' : 'pending', contentHash, document: task },
    ...{ payloadBlocks, updatedAt },
  };
}

/** The deps of the bundle writer over lists; what it does not use is not there. */
function apiDeps(
  config: Config,
  artifacts: ApiDeps['artifacts'],
  { plan, row }: PublishedRevision,
  rows: TaskRow[],
  documents: Record<string, ArtifactRef>,
): ApiDeps {
  const byStatus = Object.fromEntries(TASK_STATUSES.map((status) => [status, 0]));
  for (const { status } of rows) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const now = <T>(value: T): Promise<T> => Promise.resolve(value);
  const names = Object.keys(documents).sort();
  const repositories = {
    plans: { get: () => now(plan) },
    revisions: { get: () => now(row), latest: () => now(row) },
    tasks: { list: () => now(rows), countsByStatus: () => now(byStatus) },
    cards: { forTasks: () => now([]) },
    artifacts: {
      list: () => now(names.map((name) => ({ name }))),
      get: (_scope: unknown, _plan: string, _revision: number, name: string) => {
        const ref = documents[name];
        return now(ref === undefined ? null : { name, ref });
      },
    },
  };
  const tasks = cpuTasks as unknown as Record<string, (input: unknown) => unknown>;
  const threads = { run: (task: string, input: unknown) => Promise.resolve(tasks[task]?.(input)) };
  return { config, artifacts, repositories, threads, build: { version: '0.0.0', commit: null } } as unknown as ApiDeps;
}
