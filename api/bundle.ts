import type { TenantScope } from '../db/scope.js';
import type { TaskRow } from '../db/tasks.js';
import type { ApiDeps } from './deps.js';
import { findPlan } from './find-plan.js';
import type { PublishedRevision } from './find-plan.js';
import { readPlanSummary } from './plan-summary.js';
import { findDocument, readDocument, readJson, taskIdsFrom } from './revision-documents.js';
import type { RevisionId, StoredGraph } from './revision-documents.js';
import { graphWithStatus } from './routes/graph.js';
import { reportNow } from './routes/documents.js';
import type { StoredReport } from './routes/documents.js';
import { sha256Hex } from './stable-json.js';
import { makeTaskChecks } from './task-checks.js';
import { cutTaskPayload } from './task-payload.js';
import { taskView } from './task-view.js';

/** A file of a bundle. */
export interface BundleFile {
  path: string;
  bytes: Buffer;
}

/** A line of manifest.json. */
export interface ManifestEntry {
  path: string;
  sha256: string;
  bytes: number;
}

/** Documents that go in as they are stored. */
const STORED = ['coverage.json', 'search.json', 'scaffold.json', 'contract.model.json'];

/** Documents that a revision has only where a model took part. */
const OF_MODEL: ReadonlySet<string> = new Set(['enrichment.json', 'guidance.json']);

/** What an archive of several files starts with. */
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');

/** How often the live parts are read again because the plan changed meanwhile. */
const MAX_READS = 5;

/**
 * The files of a revision's bundle (formats, "Bundle") one by one, so that never more than one is in memory beside the
 * live documents; manifest.json comes last. Equal states give equal bytes.
 */
export async function* bundleFiles(
  deps: ApiDeps,
  scope: TenantScope,
  published: PublishedRevision,
): AsyncGenerator<BundleFile> {
  const manifest: ManifestEntry[] = [];
  for await (const file of contentFiles(deps, scope, published)) {
    manifest.push({ path: file.path, sha256: sha256Hex(file.bytes), bytes: file.bytes.byteLength });
    yield file;
  }
  const { plan, revision } = published;
  const entries = { planId: plan.id, revision, plannerVersion: deps.build.version, files: manifest };
  yield { path: 'manifest.json', bytes: jsonBytes(entries) };
}

async function* contentFiles(
  deps: ApiDeps,
  scope: TenantScope,
  published: PublishedRevision,
): AsyncGenerator<BundleFile> {
  const of = { planId: published.plan.id, revision: published.revision };
  const { rows, files } = await liveFiles(deps, scope, published);
  yield* files;
  for (const name of STORED) yield { path: name, bytes: await readDocument(deps, scope, of, name) };
  yield* inputFiles(deps, scope, of, published);
  for (const { name } of await deps.repositories.artifacts.list(scope, of.planId, of.revision)) {
    if (name.startsWith('candidates/') || OF_MODEL.has(name))
      yield { path: name, bytes: await readDocument(deps, scope, of, name) };
  }
  yield* acceptanceFiles(deps, scope, published, rows);
  yield* payloadFiles(deps, scope, published, rows);
}

/** What changes while tasks are carried out, all of one moment. */
async function liveFiles(
  deps: ApiDeps,
  scope: TenantScope,
  { plan, revision, row }: PublishedRevision,
): Promise<{ rows: TaskRow[]; files: BundleFile[] }> {
  const of = { planId: plan.id, revision };
  const graph = await readJson<StoredGraph>(deps, scope, of, 'graph.json');
  const report = await readJson<StoredReport>(deps, scope, of, 'report.json');
  let now = plan;
  for (let attempt = 1; ; attempt++) {
    const summary = await readPlanSummary(deps, scope, now, row);
    const rows = await deps.repositories.tasks.list(scope, plan.id, revision);
    const after = await findPlan(deps.repositories.plans, scope, plan.id);
    if (after.version === now.version || attempt === MAX_READS) {
      const idOf = taskIdsFrom(new Map(rows.map(({ key, taskId }) => [key, taskId])));
      const tasks = rows.map((task) => taskView(task, idOf));
      const files = [
        { path: 'plan.json', bytes: jsonBytes(summary) },
        { path: 'tasks.json', bytes: jsonBytes({ planId: plan.id, revision, nextCursor: null, tasks }) },
        { path: 'graph.json', bytes: jsonBytes(graphWithStatus(graph, rows)) },
        { path: 'report.json', bytes: jsonBytes(reportNow(report, summary)) },
      ];
      return { rows, files };
    }
    now = after;
  }
}

async function* inputFiles(
  deps: ApiDeps,
  scope: TenantScope,
  of: RevisionId,
  { row }: PublishedRevision,
): AsyncGenerator<BundleFile> {
  const prd = await findDocument(deps, scope, of, 'inputs/prd');
  if (prd !== null) yield { path: `inputs/prd.${row.prd.format === 'text' ? 'txt' : 'md'}`, bytes: prd };
  const contract = await findDocument(deps, scope, of, 'inputs/contract');
  if (contract !== null)
    yield { path: `inputs/contract.${extensionOf(row.contract.format, contract)}`, bytes: contract };
  yield { path: 'inputs/options.json', bytes: jsonBytes(row.options) };
}

/** By what the file is rather than by the name it was sent under, which is not ours to trust. */
function extensionOf(format: string, contract: Buffer): string {
  if (contract.subarray(0, ZIP.byteLength).equals(ZIP)) return 'zip';
  if (format === 'graphql') return 'graphql';
  return /^\s*\{/.test(contract.subarray(0, 1024).toString('utf8')) ? 'json' : 'yaml';
}

/** The check document of every task, with the contract that it runs on beside it. */
async function* acceptanceFiles(
  deps: ApiDeps,
  scope: TenantScope,
  { row }: PublishedRevision,
  rows: readonly TaskRow[],
): AsyncGenerator<BundleFile> {
  const other = row.summary?.contract.kind === 'graphql' ? 'graphql.json' : 'json';
  for (const task of [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const base = `acceptance/${task.key}`;
    const form = { as: 'yaml', contractUrl: `./${task.key}.openapi.json` } as const;
    const { document, contract } = await makeTaskChecks(deps, scope, task, form);
    const kind = contract === null ? other : 'arazzo.yaml';
    yield { path: `${base}.${kind}`, bytes: Buffer.from(document) };
    if (contract !== null) yield { path: `${base}.openapi.json`, bytes: Buffer.from(contract) };
  }
}

async function* payloadFiles(
  deps: ApiDeps,
  scope: TenantScope,
  { plan, row }: PublishedRevision,
  rows: readonly TaskRow[],
): AsyncGenerator<BundleFile> {
  const idOf = taskIdsFrom(new Map(rows.map(({ key, taskId }) => [key, taskId])));
  const cards = await deps.repositories.cards.forTasks(
    scope,
    plan.id,
    rows.map(({ key }) => key),
  );
  const byKey = new Map(rows.map((one) => [one.key, one]));
  const ancestorsOf = (of: TaskRow): Promise<Map<string, number>> => Promise.resolve(ancestorsIn(byKey, of));
  const cardsOf = (keys: string[]): Promise<typeof cards> => {
    const wanted = new Set(keys);
    return Promise.resolve(cards.filter(({ taskKey }) => wanted.has(taskKey)));
  };
  for (const task of [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const payload = await cutTaskPayload(deps, scope, task, { options: row.options, idOf, ancestorsOf, cardsOf });
    // Keys are made of [a-z0-9.-] alone, so they are safe as file names.
    yield { path: `payloads/${task.key}.json`, bytes: jsonBytes(payload) };
  }
}

/** Keys of the tasks up to two steps before one, as the repository tells them of a single task. */
function ancestorsIn(byKey: ReadonlyMap<string, TaskRow>, of: TaskRow): Map<string, number> {
  const near = of.document.dependsOn.map(({ task }) => task);
  const steps = new Map(near.map((key) => [key, 1]));
  for (const key of near) {
    for (const { task } of byKey.get(key)?.document.dependsOn ?? []) if (!steps.has(task)) steps.set(task, 2);
  }
  return steps;
}

function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
