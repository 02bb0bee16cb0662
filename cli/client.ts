import type {
  Callback,
  CallbackAnswer,
  CandidateList,
  CardList,
  Coverage,
  Payload,
  PlanReport,
  PlanSummary,
  ReadyList,
  RerunAnswer,
  TaskAnswer,
  TaskList,
} from './api-types.js';
import { baseUrl, exchange, readJson } from './http.js';
import type { HttpRequest } from './http.js';

/** A file to upload. */
export interface Upload {
  /** Of a contract of several files, the path among them. */
  name: string;
  content: Uint8Array;
}

/** Inputs of a plan, or of its next revision, which keeps what is left out. */
export interface PlanInputs {
  prd?: Upload;
  /** One file, or several with the root first. */
  contract?: readonly Upload[];
  options?: Record<string, unknown>;
}

/** Members that are undefined are not sent. */
export type Query = Record<string, string | undefined>;

/** The HTTP API as functions; they throw what http.ts says. */
export interface PlannerClient {
  /** Base address, without a slash at its end. */
  readonly url: string;
  createPlan: (inputs: PlanInputs, idempotencyKey: string) => Promise<PlanSummary>;
  rerun: (planId: string, inputs: PlanInputs) => Promise<RerunAnswer>;
  plan: (planId: string) => Promise<PlanSummary>;
  tasks: (planId: string, query?: Query) => Promise<TaskList>;
  task: (planId: string, taskId: string) => Promise<TaskAnswer>;
  payload: (planId: string, taskId: string, model?: string) => Promise<Payload>;
  payloadMarkdown: (planId: string, taskId: string, model?: string) => Promise<string>;
  /** The check document of a task; who runs it looks at what it holds. */
  acceptance: (planId: string, taskId: string) => Promise<unknown>;
  /** What the check document's operations are described by. */
  acceptanceContract: (planId: string, taskId: string) => Promise<unknown>;
  report: (planId: string) => Promise<PlanReport>;
  coverage: (planId: string) => Promise<Coverage>;
  candidates: (planId: string) => Promise<CandidateList>;
  ready: (planId: string) => Promise<ReadyList>;
  /** The newest cards. */
  cards: (planId: string) => Promise<CardList>;
  complete: (taskId: string, callback: Callback) => Promise<CallbackAnswer>;
  /** The bytes of the zip. */
  bundle: (planId: string) => Promise<Uint8Array>;
}

/** Time for what moves whole files. */
const TRANSFER_TIMEOUT_MS = 600_000;

/** Makes a client of the HTTP API at `url`. Throws CliError (usage) where that is no address. */
export function makeClient(url: string): PlannerClient {
  const base = baseUrl(url);
  const json = async <T>(path: string, request: HttpRequest = {}): Promise<T> =>
    (await readJson(await exchange(base, path, { accept: 'application/json', ...request }), base)) as T;
  return {
    url: base,
    createPlan: (inputs, idempotencyKey) => {
      const request = postInputs(inputs);
      return json('/plans', { ...request, headers: { ...request.headers, 'Idempotency-Key': idempotencyKey } });
    },
    rerun: (planId, inputs) => json(`${planPath(planId)}/rerun`, postInputs(inputs)),
    plan: (planId) => json(planPath(planId)),
    tasks: (planId, query = {}) => json(`${planPath(planId)}/tasks.json${queryText(query)}`),
    task: (planId, taskId) => json(taskPath(planId, taskId)),
    payload: (planId, taskId, model) => json(`${taskPath(planId, taskId)}/payload${queryText({ model })}`),
    payloadMarkdown: async (planId, taskId, model) => {
      const path = `${taskPath(planId, taskId)}/payload${queryText({ model })}`;
      return (await exchange(base, path, { accept: 'text/markdown' })).text();
    },
    acceptance: (planId, taskId) => json(`${taskPath(planId, taskId)}/acceptance`),
    acceptanceContract: (planId, taskId) => json(`${taskPath(planId, taskId)}/acceptance/contract.openapi.json`),
    report: (planId) => json(`${planPath(planId)}/report`),
    coverage: (planId) => json(`${planPath(planId)}/coverage`),
    candidates: (planId) => json(`${planPath(planId)}/candidates`),
    ready: (planId) => json(`${planPath(planId)}/ready`),
    cards: (planId) => json(`${planPath(planId)}/cards`),
    complete: (taskId, callback) => json(`/executor/callbacks/${encodeURIComponent(taskId)}`, postJson(callback)),
    bundle: async (planId) => {
      const request = { accept: 'application/zip', timeoutMs: TRANSFER_TIMEOUT_MS };
      return new Uint8Array(await (await exchange(base, `${planPath(planId)}/bundle`, request)).arrayBuffer());
    },
  };
}

function planPath(planId: string): string {
  return `/plans/${encodeURIComponent(planId)}`;
}

function taskPath(planId: string, taskId: string): string {
  return `${planPath(planId)}/tasks/${encodeURIComponent(taskId)}`;
}

function postJson(body: object): HttpRequest {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

/** Multipart where there are files, so that they travel byte by byte; JSON of just the options otherwise. */
function postInputs({ prd, contract, options }: PlanInputs): HttpRequest {
  if (prd === undefined && contract === undefined) return postJson(options === undefined ? {} : { options });
  const body = new FormData();
  if (prd !== undefined) body.append('prd', new Blob([new Uint8Array(prd.content)]), prd.name);
  for (const { name, content } of contract ?? []) body.append('contract', new Blob([new Uint8Array(content)]), name);
  if (options !== undefined) body.append('options', JSON.stringify(options));
  return { method: 'POST', body, timeoutMs: TRANSFER_TIMEOUT_MS };
}

function queryText(query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
