import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BenchTable } from './bench-table.js';
import { contractsAtHand } from './payloads.js';
import { POLICIES, searchBy } from './search-policies.js';
import { searchWorld } from './search-world.js';

const BUDGETS = [6, 10, 20];
/** Trials of the searches that say what the best known plan of a contract is; of a large contract fewer. */
const LONG = 40;
const LONG_OF_LARGE = 20;
const LARGE = 1_000;
const MIN_GAIN = 0.001;
const EQUAL = 1e-9;
const BASELINE = 'uniform';

/** The contracts searched where none is named, by what their paths end on: from 14 elements to 1,900, one of GraphQL. */
const CONTRACTS: readonly string[] = [
  '3.0/json/complex-nesting.json',
  '3.0/json/request-examples.json',
  '3.1/json/train-travel.json',
  '3.0/json/security.json',
  '3.0/json/petstore.json',
  '3.1/json/parameters-style.json',
  '3.1/json/readme.json',
  '3.0/json/readme-legacy.json',
  'demo-input/contract.yaml',
  '3.0/json/http-status-codes.json',
  '3.0/json/star-trek.json',
  'graphql-schema/schema.graphql',
];

/** The best reward of each policy after each trial, for one contract. */
type Curves = Map<string, number[]>;

/**
 * Searches plans of many contracts without a model by several policies, with the shipped operators and critics, and says
 * what each policy reaches with few trials: the winner's mean reward, its regret to the best that any policy found in 40
 * trials, that regret as a share of the uniform policy's, and how often no policy did better. Policies share what they make of
 * a contract. Tells on the error output which contract is done.
 */
export async function search(files: readonly string[]): Promise<BenchTable> {
  const all: Curves[] = [];
  for (const file of files.length > 0 ? files : await defaultContracts()) {
    const start = performance.now();
    const world = searchWorld(await readFile(file, 'utf8'), 1);
    if (world === null) continue;
    const trials = world.elements > LARGE ? LONG_OF_LARGE : LONG;
    all.push(new Map(POLICIES.map((policy) => [policy.name, searchBy(policy, world, trials, MIN_GAIN)])));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`${basename(file)}: ${world.elements} elements, ${world.made()} candidates, ${seconds} s\n`);
  }
  if (all.length === 0) throw new TypeError('no contract to search plans of');
  return {
    name: 'search',
    columns: ['policy', 'trials', 'reward', 'regret', 'of uniform', 'best on'],
    rows: BUDGETS.flatMap((budget) => POLICIES.map(({ name }) => cellsOf(name, budget, all))),
    notes: [
      `${all.length} contracts; regret: to the best that any policy found of a contract in ${LONG} trials (${LONG_OF_LARGE} with more than ${LARGE} elements)`,
      'of uniform: regret as a share of that of the uniform policy with as many trials; best on: share of the contracts on which no policy did better',
    ],
  };
}

/** Throws where a contract of the set is not at hand, so that figures are always of the same contracts. */
async function defaultContracts(): Promise<string[]> {
  const atHand = await contractsAtHand();
  return CONTRACTS.map((end) => {
    const file = atHand.find((one) => one.endsWith(`/${end}`));
    if (file === undefined) throw new Error(`no contract ${end} at hand`);
    return file;
  });
}

function cellsOf(name: string, budget: number, all: readonly Curves[]): string[] {
  const mean = (of: (curves: Curves) => number): number =>
    all.reduce((sum, curves) => sum + of(curves), 0) / all.length;
  const regret = (policy: string): number => mean((curves) => bestKnown(curves) - after(curves, policy, budget));
  const baseline = regret(BASELINE);
  const isBest = (curves: Curves): boolean =>
    POLICIES.every((other) => after(curves, other.name, budget) <= after(curves, name, budget) + EQUAL);
  return [
    name,
    String(budget),
    mean((curves) => after(curves, name, budget)).toFixed(5),
    regret(name).toFixed(5),
    baseline === 0 ? '' : (regret(name) / baseline).toFixed(2),
    `${Math.round(100 * mean((curves) => (isBest(curves) ? 1 : 0)))} %`,
  ];
}

/** The best reward a policy had after so many trials, or when it ended. */
function after(curves: Curves, policy: string, trials: number): number {
  const curve = curves.get(policy) ?? [];
  return curve[Math.min(trials, curve.length) - 1] ?? 0;
}

function bestKnown(curves: Curves): number {
  return Math.max(...[...curves.keys()].map((policy) => after(curves, policy, LONG)));
}
