import { fuzz } from '../test/support/hostile/fuzz.js';
import type { BenchTable } from './bench-table.js';

/**
 * Mutates real documents and puts each through all of planning, as the unit tests do, more often. Throws with the
 * smallest document for which something does not hold.
 */
export function fuzzTable(runs: number): Promise<BenchTable> {
  const seed = 1;
  const { refused, planned, slowestMilliseconds } = fuzz({ runs, seed });
  return Promise.resolve({
    name: 'fuzz',
    columns: ['runs', 'seed', 'refused', 'planned', 'slowest ms'],
    rows: [[runs, seed, refused, planned, Math.round(slowestMilliseconds)].map(String)],
    notes: [],
  });
}
