import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { compare } from './bench-result.js';
import type { BenchResult } from './bench-result.js';
import { makePlan, startBaseline, withStack } from './bench-stack.js';

const CONNECTIONS = 10;
const WARM_UP_SECONDS = 3;
const ROUND_SECONDS = 4;
const ROUNDS = 5;

/**
 * GET tasks.json of the demo's plan, whose version the API checks on every request, against an Express route with
 * Express's defaults that sends the same bytes. Each server is a process of its own; rounds are taken in turns.
 */
export async function reads(): Promise<BenchResult> {
  return withStack(async ({ apiUrl }) => {
    const { id } = await makePlan(apiUrl, 'reads');
    const path = `/plans/${id}/tasks.json`;
    const folder = await mkdtemp(join(tmpdir(), 'planner-bench-'));
    const file = join(folder, 'tasks.json');
    const bytes = await fetchBytes(apiUrl + path);
    await writeFile(file, bytes);
    const baseline = await startBaseline('bare-server.ts', [file]);
    try {
      const sides = { ours: apiUrl + path, baseline: baseline.url + path };
      await load(sides.ours, WARM_UP_SECONDS);
      await load(sides.baseline, WARM_UP_SECONDS);
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await load(sides.ours, ROUND_SECONDS));
        bare.push(await load(sides.baseline, ROUND_SECONDS));
      }
      return compare(
        {
          name: 'reads',
          unit: 'requests/s',
          ours,
          baseline: bare,
          notes: [
            `${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_SECONDS} s in turns, ${bytes.byteLength} bytes an answer, no If-None-Match`,
          ],
        },
        { bound: 'at least', value: 0.6 },
      );
    } finally {
      await baseline.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Requests per second over the given time. Throws when any answer was not a 200. */
async function load(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  const { non2xx, errors } = result;
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return result.requests.average;
}
