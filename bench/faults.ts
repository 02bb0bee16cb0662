import { FAULT_ROWS } from '../test/support/studio/fault-rows.js';
import type { FaultBench } from '../test/support/studio/fault-table.js';
import { startFaultBench } from '../test/support/studio/fault-table.js';
import type { FaultRow } from '../test/support/studio/fault-row.js';
import { getStack, stopStack } from '../test/support/stack.js';
import type { BenchTable } from './bench-table.js';

const COLUMNS = ['fault', 'calls', 'plan', 'generator', 'coverage', 'what is said of it', 'ms', 'as expected?'];
const MAX_SAID = 160;

/**
 * Makes a plan for every way in which a model can fail and shows what came of it: the rows are those of the tests.
 * @param only expression that the name of a row must match
 */
export async function faults(only = ''): Promise<BenchTable> {
  const wanted = new RegExp(only, 'i');
  const rows: string[][] = [];
  await getStack();
  const bench = await startFaultBench();
  try {
    for (const row of FAULT_ROWS.filter(({ name }) => wanted.test(name))) {
      rows.push(await cellsOf(bench, row));
      process.stderr.write(`${rows.at(-1)?.join(' | ') ?? ''}\n`);
    }
  } finally {
    await bench.stop();
    await stopStack();
  }
  const other = rows.filter((cells) => cells.at(-1) !== 'yes').length;
  return { name: 'faults', columns: COLUMNS, rows, notes: [`${rows.length} faults, ${other} not as expected`] };
}

async function cellsOf(bench: FaultBench, row: FaultRow): Promise<string[]> {
  try {
    const { name, calls, status, generator, coverage, says, milliseconds } = await bench.run(row);
    return [name, String(calls), status, generator, coverage, says.slice(0, MAX_SAID), String(milliseconds), 'yes'];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [row.name, '', '', '', '', error.message.slice(0, MAX_SAID).replaceAll('\n', ' '), '', 'NO'];
  }
}
