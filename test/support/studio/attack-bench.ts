import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip } from '../../../cli/verify/read-bundle.js';
import type { Bundle } from '../../../cli/verify/read-bundle.js';
import { openDatabase } from '../../../db/database.js';
import type { RunningChild } from '../../../dev/child-process.js';
import { startChild } from '../../../dev/child-process.js';
import { childEnvironment } from '../../../platform/config.js';
import type { Json } from '../http.js';
import { call } from '../http.js';
import type { SeparateService } from '../stack.js';
import { startSeparateService } from '../stack.js';
import type { ModelAnswer } from './model.js';
import { startStandIn } from './stand-in.js';
import type { StandIn } from './stand-in.js';

/** What a plan is made of. */
export interface AttackedInputs {
  prd: string;
  contract: object;
}

/** A published plan in short. */
export interface PlanInShort {
  summary: Json;
  tasks: Json[];
}

/** A published plan with all that tells of it. */
export interface PublishedPlan extends PlanInShort {
  /** Of the winner, as it was stored. */
  candidate: Json;
  search: Json;
  bundle: Bundle;
  /** Every text that clients can read of it, by where it was read. */
  texts: Map<string, string>;
}

/** A service whose worker is a process of its own, so that all it prints can be read, and whose model can be changed. */
export interface AttackBench {
  studio: StandIn;
  /** What the model has said since it was last set. */
  said: string[];
  /** Plans with a model; one plan at a time. */
  plan(inputs: AttackedInputs, model: ModelAnswer): Promise<PublishedPlan>;
  /** Plans without a model, in few trials: what all plans of the same inputs have in common shows after these. */
  planWithout(inputs: AttackedInputs): Promise<PlanInShort>;
  /** Everything that is kept outside of documents: each table of the database as JSON, and what the worker printed. */
  traces(): Promise<Map<string, string>>;
  stop(): Promise<void>;
}

/** Nobody but the worker and the stand-in knows it. */
export const BENCH_KEY = 'stand-in-key-4d1c77ab';
const READY_MS = 60_000;
const GRACE_MS = 10_000;
const WITHOUT_MODEL = { maxCalls: 0, maxTrials: 3 };

/** Starts such a service on the Temporal server of the run. */
export async function startAttackBench(): Promise<AttackBench> {
  let model: ModelAnswer | null = null;
  const said: string[] = [];
  const studio = await startStandIn({
    apiKey: BENCH_KEY,
    answer: (envelope) => {
      const text = model?.(envelope) ?? 'Nobody was to be asked.';
      said.push(text);
      return text;
    },
  });
  const service = await startSeparateService({ worker: false, settings: {} });
  const logFile = join(service.config.storage.artifactsDir, '..', 'worker-under-attack.log');
  const worker = await startWorker(service, studio, logFile);
  return {
    studio,
    said,
    plan: async (inputs, next) => {
      model = next;
      said.length = 0;
      return readPlan(service.url, await post(service.url, inputs, {}));
    },
    planWithout: async (inputs) => {
      const summary = await post(service.url, inputs, WITHOUT_MODEL);
      const { body } = await call('GET', `${service.url}/plans/${String(summary.id)}/tasks.json?limit=200`);
      return { summary, tasks: body.tasks };
    },
    traces: async () => new Map([...(await readTables(service)), ['worker.log', await readFile(logFile, 'utf8')]]),
    stop: async () => {
      await worker.stop(GRACE_MS);
      await service.stop();
      await studio.close();
    },
  };
}

function startWorker(service: SeparateService, studio: StandIn, logFile: string): Promise<RunningChild> {
  return startChild({
    name: 'the worker under attack',
    args: ['--import', 'tsx', fileURLToPath(new URL('../../../worker/main.ts', import.meta.url))],
    env: {
      ...childEnvironment(),
      ...service.environment,
      PLANNER_LOG__LEVEL: 'debug',
      PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: studio.flowUrl,
      PLANNER_INTELLIGENCE_STUDIO__API_KEY: BENCH_KEY,
      PLANNER_INTELLIGENCE_STUDIO__TIMEOUT_SECONDS: '10',
      PLANNER_INTELLIGENCE_STUDIO__RETRY_SECONDS: '0.1',
      PLANNER_INTELLIGENCE_STUDIO__CALLS_PER_SECOND: '100',
    },
    logFile,
    readyMs: READY_MS,
  });
}

async function post(url: string, { prd, contract }: AttackedInputs, search: object): Promise<Json> {
  const body = {
    prd: { text: prd },
    contract: { text: JSON.stringify(contract) },
    options: { search: { cache: 'bypass', ...search } },
  };
  const answer = await call('POST', `${url}/plans`, body, { prefer: 'wait=60' });
  assert.equal(`${answer.status} ${String(answer.body.status)}`, '201 ready', JSON.stringify(answer.body));
  return answer.body;
}

async function readPlan(url: string, summary: Json): Promise<PublishedPlan> {
  const plan = `${url}/plans/${String(summary.id)}`;
  const texts = new Map([['summary', JSON.stringify(summary)]]);
  for (const path of ['graph?format=mermaid', 'graph?format=dot', 'report', 'coverage', 'search', 'candidates']) {
    const answer = await fetch(`${plan}/${path}`);
    assert.equal(answer.status, 200, path);
    texts.set(path, await answer.text());
  }
  const bundle = readZip(new Uint8Array(await (await fetch(`${plan}/bundle`)).arrayBuffer()));
  for (const [path, bytes] of bundle) texts.set(path, new TextDecoder().decode(bytes));
  const read = (path: string): Json => JSON.parse(texts.get(path) ?? 'null');
  const candidate = read(`candidates/${String(summary.winner.candidateId)}.json`);
  return { summary, tasks: read('tasks.json').tasks, candidate, search: read('search.json'), bundle, texts };
}

async function readTables({ config }: SeparateService): Promise<Map<string, string>> {
  const db = openDatabase({ url: config.storage.databaseUrl, poolMax: 1 });
  try {
    const names = await db('information_schema.tables')
      .where({ table_schema: 'public', table_type: 'BASE TABLE' })
      .pluck<string[]>('table_name');
    const tables = new Map<string, string>();
    for (const name of names.sort()) tables.set(`table ${name}`, JSON.stringify(await db(name).select('*')));
    return tables;
  } finally {
    await db.destroy();
  }
}
