import { readFile } from 'node:fs/promises';
import type { BenchTable } from './bench-table.js';
import { contractsAtHand } from './payloads.js';
import { POLICIES, searchBy } from './search-policies.js';
import { searchWorld } from './search-world.js';

const BUDGETS = [6, 10, 20];
/** Trials of the searches that say what the best known plan of a contract is. */
const LONG = 60;
/** Contracts at hand with fewer elements have little to choose; above, 60 trials by every policy take minutes. */
const ELEMENTS = { min: 12, max: 120 };
const MIN_GAIN = 0.001;
const EQUAL = 1e-9;
const BASELINE = 'uniform';

/** The best reward of each policy after each trial, for one contract. */
type Curves = Map<string, number[]>;

/**
 * Searches plans of many contracts without a model by several policies, with the shipped operators and critics, and says
 * what each policy reaches with few trials: the winner's mean reward, its regret to the best that any policy found in 60
 * trials, that regret as a share of the uniform policy's, and how often no policy did better.
 */
export async function search(files: readonly string[]): Promise<BenchTable> {
  const all: Curves[] = [];
  let contracts = 0;
  for (const file of files.length > 0 ? files : await contractsAtHand()) {
    const world = searchWorld(await readFile(file, 'utf8'), 1);
    if (world === null) continue;
    if (files.length === 0 && (world.elements < ELEMENTS.min || world.elements > ELEMENTS.max)) continue;
    contracts += 1;
    all.push(new Map(POLICIES.map((policy) => [policy.name, searchBy(policy, world, LONG, MIN_GAIN)])));
  }
  if (contracts === 0) throw new TypeError('no contract to search plans of');
  return {
    name: 'search',
    columns: ['policy', 'trials', 'reward', 'regret', 'of uniform', 'best on'],
    rows: BUDGETS.flatMap((budget) => POLICIES.map(({ name }) => cellsOf(name, budget, all))),
    notes: [
      `${contracts} contracts; regret: to the best that any policy found of a contract in ${LONG} trials`,
      'of uniform: regret as a share of that of the uniform policy with as many trials; best on: share of the contracts on which no policy did better',
    ],
  };
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
