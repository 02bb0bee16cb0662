import { EQUAL, MERGING } from './replay-state.js';
import type { Move, Past, ReplayConfig } from './replay-state.js';
import type { Spent } from './trials.js';

interface Candidate {
  id: string;
  arm: string;
  reward: number;
}

/** What the trials until now say. */
export interface Board {
  past: readonly Past[];
  minGain: number;
  /** What a trial with a model reserves; why none is asked; null where none ever was to be. */
  model: Spent | string | null;
  /** Valid ones as told first, the best first. */
  candidates: Candidate[];
  /** Refinements by the candidate refined. */
  refined: Map<string, Past[]>;
  /** Merged pairs, and those being merged. */
  merged: Set<string>;
}

const MIN_COST = 1e-6;

/** Reads what the trials until now say of what may be done next. */
export function readBoard(config: ReplayConfig, past: readonly Past[]): Board {
  const candidates: Candidate[] = [];
  const refined = new Map<string, Past[]>();
  const merged = new Set<string>();
  for (const one of past) {
    const { told, choice } = one;
    if (told?.status === 'completed' && told.valid) {
      candidates.push({ id: told.candidateId, arm: choice.strategy, reward: told.reward });
    }
    const [parent = ''] = choice.parents;
    if (choice.operator === 'refine') refined.set(parent, [...(refined.get(parent) ?? []), one]);
    if (choice.operator === 'aggregate') merged.add(nameOf(choice.parents));
  }
  candidates.sort((a, b) => b.reward - a.reward || (a.id < b.id ? -1 : 1));
  return { past, minGain: config.minGain, model: modelOf(config, past), candidates, refined, merged };
}

const nameOf = (pair: readonly string[]): string => [...pair].sort().join('+');

function modelOf({ studio }: ReplayConfig, past: readonly Past[]): Board['model'] {
  if (studio === null) return null;
  if (past.length + 1 < studio.from) return `rules alone make the trials before the ${studio.from}th`;
  const taken = { calls: 0, tokens: 0, cost: 0 };
  let pending = false;
  for (const { told, choice } of past) {
    if (told !== null && told.studioEnded !== null) return told.studioEnded;
    const took = told?.spent ?? choice.reserved;
    if (told === null && choice.reserved !== null) pending = true;
    taken.calls += took?.calls ?? 0;
    taken.tokens += took?.tokens ?? 0;
    taken.cost += took?.cost ?? 0;
  }
  const how = pending ? 'spent or reserved' : 'spent';
  if (!(taken.calls < studio.calls)) return `${taken.calls} of ${studio.calls} calls are ${how}`;
  if (!(taken.tokens < studio.tokens)) return `${taken.tokens} of ${studio.tokens} tokens are ${how}`;
  const money = studio.cost === null ? studio.perTrial.cost : studio.cost - taken.cost;
  if (studio.cost !== null && !(money >= MIN_COST)) return `all of the cost of ${studio.cost} is ${how}`;
  return {
    calls: Math.min(studio.perTrial.calls, studio.calls - taken.calls),
    tokens: Math.min(studio.perTrial.tokens, studio.tokens - taken.tokens),
    cost: Math.min(studio.perTrial.cost, money),
  };
}

/** How an arm would make its next candidate, null when it can make none. */
export function moveOf(board: Board, arm: string): Move | null {
  const refine = (): Move | null => refinementOf(board, arm);
  if (arm === MERGING) return mergerOf(board) ?? refine();
  const samples = board.past.filter(({ choice }) => choice.strategy === arm && choice.operator === 'fresh');
  const repeats = samples.some(({ told }) => told?.status === 'duplicate');
  const open = typeof board.model === 'object' ? board.model : null;
  const byModel = open !== null && samples.length > 0;
  const fresh: Move | null = repeats
    ? null
    : {
        operator: 'fresh',
        generator: byModel ? 'studio' : 'deterministic',
        parents: [],
        pull: samples.length,
        reserved: byModel ? open : null,
      };
  // One plain sample; with a model one of its own, too.
  const enough = open === null ? 1 : 2;
  return samples.length < enough && fresh !== null ? fresh : (refine() ?? fresh);
}

function refinementOf({ candidates, refined, model, minGain }: Board, arm: string): Move | null {
  const open = typeof model === 'object' ? model : null;
  for (const { id, reward } of candidates.filter((one) => one.arm === arm)) {
    const tries = refined.get(id) ?? [];
    const vain = tries.filter(({ told }) => {
      if (told === null) return false;
      return told.status !== 'completed' || !told.valid || told.reward - reward < minGain - EQUAL;
    });
    if (vain.length >= 2) continue;
    const last = tries[tries.length - 1]?.choice.generator ?? 'deterministic';
    const order = last === 'studio' ? ['deterministic', 'studio'] : ['studio', 'deterministic'];
    for (const generator of order) {
      if (generator === 'studio' && open === null) continue;
      if (tries.some(({ choice, told }) => choice.generator === generator && told?.status === 'duplicate')) continue;
      const reserved = generator === 'studio' ? open : null;
      return { operator: 'refine', generator, parents: [id], pull: tries.length, reserved };
    }
  }
  return null;
}

/** Every pair of different strategies is looked at whose sum could still be the highest. */
function mergerOf({ candidates, merged }: Board): Move | null {
  const list = candidates.filter(({ arm }) => arm !== MERGING);
  let best: { sum: number; parents: string[] } = { sum: -Infinity, parents: [] };
  for (const [at, one] of list.entries()) {
    for (const other of list.slice(at + 1)) {
      const sum = one.reward + other.reward;
      if (sum <= best.sum) break;
      if (one.arm === other.arm || merged.has(nameOf([one.id, other.id]))) continue;
      best = { sum, parents: [one.id, other.id] };
    }
  }
  if (best.parents.length === 0) return null;
  const { parents } = best;
  return { operator: 'aggregate', generator: 'deterministic', parents, pull: merged.size, reserved: null };
}
