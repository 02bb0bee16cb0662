import { parseArgs } from 'node:util';
import type { BenchResult } from './bench-result.js';
import { renderTable } from './bench-table.js';
import type { BenchTable } from './bench-table.js';
import { faults } from './faults.js';
import { fuzzTable } from './fuzz.js';
import { giant } from './giant.js';
import { hostile } from './hostile.js';
import { importBench } from './import.js';
import { overhead } from './overhead.js';
import { payloads } from './payloads.js';
import { reads } from './reads.js';
import { scale } from './scale.js';
import { search } from './search.js';
import { studio } from './studio.js';

const BENCHES = new Map<string, () => Promise<BenchResult>>([
  ['overhead', overhead],
  ['reads', reads],
]);

/** Benchmarks of many cases, each with its own figures. */
const TABLES = new Map<string, (options: { only?: string; runs?: string; files: string[] }) => Promise<BenchTable>>([
  ['import', importBench],
  ['scale', scale],
  ['giant', giant],
  ['hostile', ({ only }) => hostile(only)],
  ['faults', ({ only }) => faults(only)],
  ['payloads', ({ files }) => payloads(files)],
  ['search', ({ files }) => search(files)],
  ['studio', studio],
  ['fuzz', ({ runs }) => fuzzTable(Number(runs ?? 1_000))],
]);

const HELP = `Usage: npm run bench -- <name> [file …] [--json]

  overhead  a whole deterministic plan over HTTP, against a bare workflow of fixed shape on the same Temporal server
  reads     GET tasks.json, against a bare Express route that sends the same bytes
  import    reading contracts from text in memory, against parsing alone
  scale     how the time of a whole plan grows from 100 to 12,800 operations
  giant     a whole plan of a 13 MB contract: time, memory, and what others notice meanwhile
  hostile   documents made to hurt: each answered within 5 s and 512 MB of growth, with a problem or a plan
  faults    every way in which a model can fail: a plan is made all the same, or the error says why not
  payloads  every payload of many contracts for every known model: none may be over its limit; or of the files named
  studio    whole plans with a stand-in for the model: calls, tokens, time and reward by step, and a second run from memory
  search    what UCB1 gains over other ways to spend 6, 10 or 20 trials, on many contracts or the files named
  fuzz      real documents, mutated: none may break planning

All but import, payloads, search and fuzz start an embedded stack of their own in a temporary folder. Ratios are of medians.

  --json    one JSON document instead of text
  --runs    fuzz: how many documents (1000)
  --only    hostile, faults: an expression that the name of a case, with its group, must match
  --help    this text

Exit codes: 0 measured (also when the aim is missed), 1 fault, 2 wrong usage.
`;

function render(result: BenchResult): string {
  const { name, unit, ours, baseline, ratio, aim, notes } = result;
  const figures = (label: string, { median, p10, p90 }: BenchResult['ours']): string =>
    `  ${label.padEnd(9)} median ${median} ${unit}  (p10 ${p10}, p90 ${p90})`;
  const verdict = aim.met ? 'met' : 'missed';
  return [
    name,
    figures('ours', ours),
    figures('baseline', baseline),
    `  ratio     ${ratio}  (aim ${aim.bound} ${aim.value}: ${verdict})`,
    ...notes.map((note) => `  ${note}`),
    '',
  ].join('\n');
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      only: { type: 'string' },
      runs: { type: 'string' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [name = '', ...files] = positionals;
  const bench = BENCHES.get(name);
  const table = TABLES.get(name);
  if (files.length > 0 && name !== 'payloads' && name !== 'search') throw new TypeError('name one benchmark');
  if (bench !== undefined) {
    const result = await bench();
    process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : render(result));
  } else if (table !== undefined) {
    const result = await table({ ...values, files });
    process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : renderTable(result));
  } else {
    throw new TypeError('name one benchmark');
  }
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof TypeError;
  process.stderr.write(
    usage ? `${error.message}\n\n${HELP}` : `${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = usage ? 2 : 1;
}
