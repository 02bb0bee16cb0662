import { evaluate } from '../critics/evaluate.js';
import type { Evaluation } from '../critics/evaluate.js';
import type { Candidate } from '../dag/candidate.js';
import type { Shape } from '../dag/shape.js';
import type { PlanningContext } from '../strategies/context.js';
import { makeCandidate } from '../strategies/make-candidate.js';
import type { PlannedModel } from '../strategies/planned-model.js';
import { makePrng } from '../strategies/prng.js';
import type { Prng } from '../strategies/prng.js';
import { sizingFor } from '../strategies/sizing.js';
import { applyMoves } from './moves.js';
import type { Move } from './moves.js';
import { viewPlan } from './plan-view.js';
import { proposeMoves } from './propose-moves.js';
import type { Proposal } from './propose-moves.js';
import { GATHERED } from './propose-test-moves.js';

/** Most neighbours made and judged; a contract with more elements than EFFORT / MOST gets fewer, down to LEAST. */
const MOST = 24;
const LEAST = 3;
const EFFORT = 6_000;
/** Changes kept one upon the other. */
const STEPS = 4;
/** Gains below this are rounding. */
const EPSILON = 1e-6;

export interface Refinement {
  shape: Shape;
  /** The moves of each step; their handles are those of the shape the step started from. */
  moves: Move[][];
  /** Why each step was made and what it gained. */
  because: string[];
}

interface Neighbour {
  because: string;
  moves: Move[];
}

/**
 * Refines a valid candidate without a model, by steepest ascent: what the critics found proposes changes of its shape, each
 * alone and several together are made into candidates and judged, the best is kept, and so again. Deterministic; effort
 * falls with the size of the contract. A later `pull` tries other parts of what is proposed.
 * @param weights of the critics, as `evaluate` takes them: what counts as better.
 * @returns null when no neighbour is better.
 */
export function refineShape(
  candidate: Candidate,
  evaluation: Pick<Evaluation, 'reward' | 'valid'>,
  context: PlanningContext,
  planned: PlannedModel,
  pull: number,
  weights: Readonly<Record<string, number>> = context.options.weights?.critics ?? {},
): Refinement | null {
  if (!evaluation.valid) return null;
  const elements = planned.operation.size + planned.entity.size;
  let effort = Math.min(MOST, Math.max(LEAST, Math.floor(EFFORT / Math.max(1, elements))));
  const { maxOperations } = sizingFor(context.options, { seed: 0, pull: 0 });
  const vary = pull === 0 ? null : makePrng(candidate.parameters.seed ^ Math.imul(pull, 0x85ebca6b));
  let [current, reward] = [candidate, evaluation.reward];
  const moves: Move[][] = [];
  const because: string[] = [];
  for (let step = 0; step < STEPS && effort > 0; step += 1) {
    const proposals = proposeMoves(viewPlan(current, context, planned), maxOperations);
    const enough = step === 0 ? Math.floor(effort / 2) : 0;
    let best: (Neighbour & { made: Candidate; reward: number }) | null = null;
    for (const one of neighbours(proposals, current.shape, vary)) {
      if (effort === 0 || (best !== null && effort <= enough)) break;
      effort -= 1;
      const { shape } = applyMoves(current.shape, one.moves);
      const made = makeCandidate({ ...candidate, shape, fixes: [] }, context);
      const judged = evaluate(made, context, weights);
      if (judged.valid && judged.reward > (best?.reward ?? reward) + EPSILON) {
        best = { ...one, made, reward: judged.reward };
      }
    }
    if (best === null) break;
    moves.push(best.moves);
    because.push(`${best.because} (${best.moves.length} moves, +${(best.reward - reward).toFixed(6)})`);
    [current, reward] = [best.made, best.reward];
  }
  return moves.length === 0 ? null : { shape: current.shape, moves, because };
}

/**
 * Sets of moves to try: first each proposal as a whole, then each half of it, then its first entries alone. With `vary`,
 * proposals come in another order and each gives a random part instead of the whole.
 */
function neighbours(proposals: readonly Proposal[], shape: Shape, vary: Prng | null): Neighbour[] {
  const varied = vary === null ? proposals : shuffled(proposals, vary);
  const parts = (cut: (entries: Move[][]) => Move[][][]): Neighbour[] =>
    varied.flatMap(({ because, entries }) =>
      cut(entries)
        .filter((some) => some.length > 0)
        .map((some) => ({ because, moves: numbered(some, shape.tests.length) })),
    );
  const wholes = parts((all) => [vary === null ? all : all.filter(() => vary.next() < PART)]);
  const halves = parts((all) => (all.length < 2 ? [] : [all.slice(0, all.length >> 1), all.slice(all.length >> 1)]));
  const singles = [0, 1, 2].flatMap((at) => parts((all) => (all.length < 3 ? [] : [all.slice(at, at + 1)])));
  return [...wholes, ...halves, ...singles];
}

/** Share of a proposal's entries that a later pull tries together. */
const PART = 0.6;

/** The moves of entries in a row, with the handles that the parts they split off will have. */
function numbered(entries: readonly Move[][], tests: number): Move[] {
  let count = tests;
  return entries.flatMap((entry) => {
    const gathered = `t${count + 1}`;
    return entry.map((move) => {
      if (move.kind === 'split' && move.unit.startsWith('t')) count += 1;
      return move.kind === 'move' && move.to === GATHERED ? { ...move, to: gathered } : move;
    });
  });
}

function shuffled<T>(items: readonly T[], vary: Prng): T[] {
  return items
    .map((item) => ({ item, place: vary.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
