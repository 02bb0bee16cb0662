import type { BenchTable } from './bench-table.js';
import { withStack } from './bench-stack.js';
import { postPlan } from './post-plan.js';
import { syntheticContract } from './synthetic-contract.js';

const SIZES = [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800];
const SEED = 1;
const AIM = 1.15;

/**
 * How the time of a whole deterministic plan, over HTTP from POST to published, grows with the contract: synthetic
 * contracts of 100 to 12,800 operations on one stack, and the exponent k of time ~ nᵏ fitted by least squares to the
 * logarithms.
 */
export async function scale(): Promise<BenchTable> {
  return withStack(async ({ apiUrl }) => {
    // The first plan also starts threads and compiles what they run.
    await postPlan(apiUrl, 'warm-up.json', syntheticContract(SIZES[0] ?? 100, 2));
    const points: { operations: number; seconds: number }[] = [];
    const rows: string[][] = [];
    for (const operations of SIZES) {
      const contract = syntheticContract(operations, SEED);
      const plan = await postPlan(apiUrl, 'contract.json', contract);
      const seconds = plan.publishedMs / 1000;
      const before = points.at(-1);
      points.push({ operations, seconds });
      rows.push([
        String(operations),
        (contract.length / 1e6).toFixed(2),
        String(plan.tasks),
        String(plan.waves),
        plan.complete ? 'complete' : 'incomplete',
        seconds.toFixed(2),
        ((seconds * 1000) / operations).toFixed(2),
        before === undefined ? '' : (seconds / before.seconds).toFixed(2),
      ]);
    }
    const exponent = slope(points.map(({ operations, seconds }) => [Math.log(operations), Math.log(seconds)]));
    const large = points.slice(-4);
    const tail = slope(large.map(({ operations, seconds }) => [Math.log(operations), Math.log(seconds)]));
    return {
      name: 'scale',
      columns: ['operations', 'MB', 'tasks', 'waves', 'coverage', 'seconds', 'ms an operation', 'times the last'],
      rows,
      notes: [
        `time grows as n^${exponent.toFixed(3)} over all sizes (aim at most ${AIM}: ${exponent <= AIM ? 'met' : 'missed'}), as n^${tail.toFixed(3)} over the four largest`,
      ],
    };
  });
}

/** Slope of the line of least squares. */
function slope(points: readonly (readonly number[])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + (point[at] ?? 0), 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [a = 0, b = 0]) => sum + (a - x) * (b - y), 0);
  return above / points.reduce((sum, [a = 0]) => sum + (a - x) ** 2, 0);
}
