import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cpuTasks from '../../../activities/cpu-tasks.js';
import type { Compute } from '../../../activities/compute.js';
import { makeStudioDesk } from '../../../activities/studio/make-studio-desk.js';
import type { StudioDesk, StudioErrand } from '../../../activities/studio/studio-desk.js';
import { makeFileArtifactStore } from '../../../adapters/artifacts/file-artifact-store.js';
import { makeGuardedClient } from '../../../adapters/studio/guarded-client.js';
import type { StudioSettings } from '../../../adapters/studio/studio-settings.js';
import type { RequestScope } from '../../../db/scope.js';
import { loadConfig } from '../../../platform/config.js';
import { makeLogger } from '../../../platform/logging.js';
import { makeQuestion } from '../../../planning/generation/make-question.js';
import { TRACE } from '../../../planning/generation/trace/trace-format.js';
import type { Spending } from '../../../planning/search/spending.js';
import { makeTestClient } from '../../support/studio/client.js';
import { startStandIn } from '../../support/studio/stand-in.js';
import type { StandIn, StandInOptions } from '../../support/studio/stand-in.js';
import { testRepositories } from './fixture.js';

const CLAUSES = ['R-1', 'R-2', 'R-3'];
export const QUESTION = makeQuestion(TRACE, {
  elements: [{ id: 'op:a', what: 'A' }],
  clauses: CLAUSES.map((id) => ({ id, text: `Clause ${id}`, candidates: ['op:a'] })),
});
const traces = (ids: readonly string[]): object[] =>
  ids.map((requirement) => ({ requirement, elements: ['op:a'], quote: 'q' }));
export const ANSWER = { traces: traces(CLAUSES) };
export const WHOLE = JSON.stringify(ANSWER);
export const REST = JSON.stringify({ traces: traces(CLAUSES.slice(1)) });
export const CUT = `${JSON.stringify({ traces: traces(CLAUSES.slice(0, 1)) }).slice(0, -2)},{"requirement":"R-`;
export const PLENTY: Spending = { calls: 10, tokens: 100_000, cost: Number.POSITIVE_INFINITY };
export const API_KEY = 'key-that-nobody-may-see';

/** Runs tasks here: what they compute is the same as in a thread. */
const compute: Compute = (name, input) => {
  const task = cpuTasks[name] as (value: typeof input) => ReturnType<(typeof cpuTasks)[typeof name]>;
  return Promise.resolve(task(input)) as ReturnType<Compute> as never;
};

export interface DeskFixture {
  studio: StandIn;
  /** Everything that clients and desks have logged. */
  lines: string[];
  /** A worker of its own: a desk with its own client, over the database and the artifacts of all. */
  worker(change?: { signal?: AbortSignal; settings?: Partial<StudioSettings> }): StudioDesk;
  errand(scope: RequestScope, planId: string, change?: Partial<StudioErrand>): StudioErrand;
  close(): Promise<void>;
}

/** A server that answers, and as many workers as a test wants. Prices: 1 for a sent token, 10 for an answered one. */
export async function startDesks(options: Partial<StandInOptions> = {}): Promise<DeskFixture> {
  const studio = await startStandIn({ answer: () => WHOLE, apiKey: API_KEY, ...options });
  const dir = await mkdtemp(join(tmpdir(), 'planner-desk-'));
  const lines: string[] = [];
  const log = makeLogger({ level: 'trace', format: 'json' }, 'test', { write: (line) => void lines.push(line) });
  const config = {
    ...loadConfig({ PLANNER_INTELLIGENCE_STUDIO__INPUT_PRICE: '1', PLANNER_INTELLIGENCE_STUDIO__OUTPUT_PRICE: '10' })
      .intelligenceStudio,
    flowUrl: studio.flowUrl,
  };
  let workers = 0;
  return {
    studio,
    lines,
    worker: ({ signal = new AbortController().signal, settings = {} } = {}) => {
      const { client, lines: said } = makeTestClient({ flowUrl: studio.flowUrl, apiKey: API_KEY, ...settings });
      workers += 1;
      return makeStudioDesk({
        repositories: testRepositories(),
        artifacts: makeFileArtifactStore({ dir }),
        client: makeGuardedClient(client, { concurrency: 4, breakerMs: 60_000 }, () => void lines.push(...said)),
        compute,
        config,
        workerId: `worker-${workers}`,
        activity: () => ({ heartbeat: () => undefined, cancellationSignal: signal }),
        log,
      });
    },
    errand: (scope, planId, change = {}) => ({
      scope,
      planId,
      revision: 1,
      step: 'trace',
      bypassCache: false,
      ...change,
    }),
    close: async () => {
      await studio.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
