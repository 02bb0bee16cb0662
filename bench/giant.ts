import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchTable } from './bench-table.js';
import { makePlan, withStack } from './bench-stack.js';
import { postPlan } from './post-plan.js';
import type { PostedPlan } from './post-plan.js';
import { residentMemory, resetPeak, stackProcesses } from './process-memory.js';

const ROUNDS = 3;
/** A probe every so many milliseconds while the giant is planned. */
const PROBE_MS = 20;
const AIMS = { seconds: 15, growthMb: 1_000, readyMs: 250, smallSeconds: 3 };

/**
 * A whole deterministic plan of GitHub's REST contract (13 MB), over HTTP from POST to published; what the processes
 * grow by; and how the service answers others meanwhile: GET /readyz all the time, and a small plan made beside it.
 */
export async function giant(): Promise<BenchTable> {
  const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
  const contract = await readFile(file, 'utf8');
  return withStack(async ({ apiUrl }) => {
    await makePlan(apiUrl, 'warm-up');
    const processes = await stackProcesses();
    const idle = new Map<string, number>();
    for (const [name, pid] of processes) {
      idle.set(name, (await residentMemory(pid)).now);
      await resetPeak(pid);
    }
    const rows: string[][] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      // A changed title makes a contract that is new to the importer.
      const text = contract.replace('"title": "GitHub', `"title": "Round ${round} GitHub`);
      rows.push([String(round), ...(await plannedBeside(apiUrl, text))]);
    }
    const growth = [];
    for (const [name, pid] of processes) {
      const { peak } = await residentMemory(pid);
      growth.push(`${name} ${Math.round(idle.get(name) ?? 0)} MB idle, ${Math.round(peak)} MB at most`);
    }
    return {
      name: 'giant',
      columns: ['round', 'alone s', 'tasks', 'waves', 'beside s', 'readyz p50 ms', 'p99 ms', 'max ms', 'small plan s'],
      rows,
      notes: [
        `memory: ${growth.join('; ')} (aim: the worker grows by at most ${AIMS.growthMb} MB)`,
        `aims: alone at most ${AIMS.seconds} s, p99 of GET /readyz below ${AIMS.readyMs} ms, the small plan (the demo's) below ${AIMS.smallSeconds} s`,
        'alone: nothing else runs; beside: the same contract again with probes and a small plan made at the same time',
      ],
    };
  });
}

async function plannedBeside(apiUrl: string, contract: string): Promise<string[]> {
  const alone = await postPlan(apiUrl, 'github.json', contract);
  const other = contract.replace('"title": "Round', '"title": "Again round');
  const probes = { over: false, milliseconds: [] as number[] };
  const probing = probe(apiUrl, probes);
  let beside: PostedPlan;
  let small: { milliseconds: number };
  try {
    const planning = postPlan(apiUrl, 'github.json', other);
    await sleep(2_000);
    small = await makePlan(apiUrl, `beside ${contract.length} ${performance.now()}`);
    beside = await planning;
  } finally {
    probes.over = true;
    await probing;
  }
  const sorted = probes.milliseconds.sort((a, b) => a - b);
  const quantile = (q: number): string => (sorted[Math.floor(q * (sorted.length - 1))] ?? NaN).toFixed(0);
  return [
    (alone.publishedMs / 1000).toFixed(1),
    String(alone.tasks),
    String(alone.waves),
    (beside.publishedMs / 1000).toFixed(1),
    quantile(0.5),
    quantile(0.99),
    quantile(1),
    (small.milliseconds / 1000).toFixed(2),
  ];
}

async function probe(apiUrl: string, probes: { over: boolean; milliseconds: number[] }): Promise<void> {
  while (!probes.over) {
    const start = performance.now();
    const response = await fetch(`${apiUrl}/readyz`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`GET /readyz: ${response.status}`);
    probes.milliseconds.push(performance.now() - start);
    await sleep(PROBE_MS);
  }
}
