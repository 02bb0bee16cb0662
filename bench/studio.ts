import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { makeModel } from '../test/support/studio/model.js';
import { startStandIn } from '../test/support/studio/stand-in.js';
import type { StandIn } from '../test/support/studio/stand-in.js';
import { demoInput, withStack } from './bench-stack.js';
import type { BenchTable } from './bench-table.js';
import { postPlan } from './post-plan.js';

const MAX_CALLS = 20;
const API_KEY = 'stand-in';

interface Call {
  op: string;
  cacheHit: boolean;
  requests: number;
  tokens: number;
  milliseconds: number;
}

/** What is read of the trace of a search. */
interface Trace {
  trials: { candidateId: string; generator: string; reward: number; valid: boolean; studio?: { calls: Call[] } }[];
  winner: { candidateId: string };
  studio: { spent: { calls: number; tokens: number }; cacheHits: number; steps: { calls: Call[] }[] } | null;
}

/** One contract with its requirements; `salt` makes it new to the importer. */
type Input = (salt: string) => Promise<{ prd?: string; name: string; contract: string }>;

const INPUTS: readonly (readonly [string, Input])[] = [
  [
    'demo input',
    async (salt) => {
      const { prd, contract } = await demoInput(salt);
      return { prd: prd.text, name: 'contract.yaml', contract: contract.text };
    },
  ],
  [
    'GitHub REST',
    async (salt) => {
      const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
      const text = await readFile(file, 'utf8');
      return { name: 'github.json', contract: text.replace('"title": "GitHub', `"title": "${salt} GitHub`) };
    },
  ],
];

/**
 * Whole plans over HTTP with a stand-in for the model that errs in a quarter of the places where it could, within 20 calls:
 * what each step asks and what the search gains by it, against the same plan without a model; and the same plan again,
 * for which nothing may be paid.
 */
export async function studio(): Promise<BenchTable> {
  const model = await startStandIn({ apiKey: API_KEY, answer: makeModel({ seed: 1, quality: 'mixed' }) });
  const settings = {
    PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: model.flowUrl,
    PLANNER_INTELLIGENCE_STUDIO__API_KEY: API_KEY,
    PLANNER_INTELLIGENCE_STUDIO__CALLS_PER_SECOND: '100',
  };
  try {
    const rows = await withStack(async ({ apiUrl }) => {
      const { prd, name, contract } = await (INPUTS[0]?.[1] as Input)('warm-up');
      await postPlan(apiUrl, name, contract, { prd, options: { search: { maxCalls: 0 } } });
      const all: string[][] = [];
      for (const [label, input] of INPUTS) all.push(...(await measure(apiUrl, model, label, input)));
      return all;
    }, settings);
    return {
      name: 'studio',
      columns: [
        'input',
        'run',
        'step',
        'asked',
        'paid',
        'cached',
        'tokens',
        'call ms',
        'plan s',
        'ratio',
        'reward',
        'by',
      ],
      rows,
      notes: [
        `at most ${MAX_CALLS} calls a plan; ratio: time to the same plan without a model; aim: 0 paid calls on the second run`,
        'reward: of the winner, in brackets of the best candidate of the rules alone; by: what the plan says of who made it',
        'tokens: sent and answered together, as the trace tells them; paid: run requests that reached the stand-in',
      ],
    };
  } finally {
    await model.close();
  }
}

async function measure(apiUrl: string, model: StandIn, label: string, input: Input): Promise<string[][]> {
  const rows: string[][] = [];
  let alone = NaN;
  const { prd, name, contract } = await input('Measured');
  for (const [run, maxCalls] of [
    ['no model', 0],
    ['first', MAX_CALLS],
    ['second', MAX_CALLS],
  ] as const) {
    const before = model.calls.length;
    const plan = await postPlan(apiUrl, name, contract, { prd, options: { search: { maxCalls } } });
    const paid = model.calls.length - before;
    if (maxCalls === 0) alone = plan.publishedMs;
    const trace = await read<Trace>(`${apiUrl}/plans/${plan.id}/search`);
    const { search } = await read<{ search: { generator: string } }>(`${apiUrl}/plans/${plan.id}`);
    const calls = callsOf(trace);
    rows.push([
      ...[label, run, 'all', String(calls.length), String(paid), String(calls.filter((one) => one.cacheHit).length)],
      ...[String(sum(calls, 'tokens')), String(sum(calls, 'milliseconds'))],
      ...[(plan.publishedMs / 1000).toFixed(2), (plan.publishedMs / alone).toFixed(2)],
      ...[rewardsOf(trace), search.generator],
    ]);
    for (const op of [...new Set(calls.map((one) => one.op))].sort()) {
      const some = calls.filter((one) => one.op === op);
      const requests = sum(
        some.filter((one) => !one.cacheHit),
        'requests',
      );
      rows.push([
        ...[label, run, op, String(some.length), String(requests), String(some.filter((one) => one.cacheHit).length)],
        ...[String(sum(some, 'tokens')), String(sum(some, 'milliseconds'))],
      ]);
    }
  }
  return rows;
}

function callsOf({ trials, studio }: Trace): Call[] {
  return [...(studio?.steps ?? []), ...trials.flatMap((trial) => trial.studio ?? [])].flatMap(({ calls }) => calls);
}

function rewardsOf({ trials, winner }: Trace): string {
  const won = trials.find(({ candidateId }) => candidateId === winner.candidateId);
  const own = trials
    .filter(({ generator, valid }) => generator === 'deterministic' && valid)
    .map(({ reward }) => reward);
  return `${won?.reward.toFixed(4) ?? ''} (${Math.max(...own).toFixed(4)})`;
}

function sum(calls: readonly Call[], what: 'tokens' | 'milliseconds' | 'requests'): number {
  return calls.reduce((total, one) => total + one[what], 0);
}

async function read<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
