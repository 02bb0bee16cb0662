import { compareStrings } from '../compare.js';

/** A block at one fidelity. */
export interface PackLevel {
  tokens: number;
  /** What the block is worth to the reader at this level. */
  value: number;
}

/** Something that goes into a payload at exactly one of its levels. */
export interface PackBlock {
  /** Unique; breaks ties. */
  ref: string;
  /** From the lowest fidelity to full; values do not fall. The lowest is always affordable to the caller. */
  levels: PackLevel[];
}

/** One step up: from a block's level to a higher one. */
interface Step {
  block: number;
  from: number;
  to: number;
  tokens: number;
  /** Value gained per token; infinite for steps that cost nothing. */
  density: number;
}

/**
 * Chooses a level per block so that the tokens beyond all lowest levels stay within `room`: a multiple-choice knapsack.
 * Steps are taken by falling value per token along each block's efficient frontier, which is optimal for the relaxed
 * problem and loses at most one step's value (Sinha and Zoltners 1979); what is left is then filled with any step that
 * fits. Ties go by `ref`. Takes O(n·l² + n·l·log(n·l)) for n blocks with l levels, so it always ends.
 *
 * @returns the index of the chosen level of every block, in the order given
 */
export function pack(blocks: readonly PackBlock[], room: number): number[] {
  const chosen = blocks.map(() => 0);
  const blocked = new Set<number>();
  let left = room;
  const steps = blocks.flatMap((block, at) => frontier(block, at));
  steps.sort((a, b) => byDensity(a, b, blocks));
  for (const step of steps) {
    if (blocked.has(step.block)) continue;
    if (step.tokens > left) {
      blocked.add(step.block);
      continue;
    }
    chosen[step.block] = step.to;
    left -= step.tokens;
  }
  return fill(blocks, chosen, left);
}

/** Raises blocks to the best level that still fits, most valuable gain first. */
function fill(blocks: readonly PackBlock[], chosen: number[], room: number): number[] {
  let left = room;
  const open = blocks.flatMap((block, at) => {
    const from = chosen[at] ?? 0;
    const steps = block.levels.map((_, to) => to).filter((to) => to > from);
    return steps.map((to) => stepBetween(block, at, from, to));
  });
  const gain = (step: Step): number => {
    const levels = blocks[step.block]?.levels ?? [];
    return (levels[step.to]?.value ?? 0) - (levels[step.from]?.value ?? 0);
  };
  open.sort((a, b) => gain(b) - gain(a) || byDensity(a, b, blocks));
  const raised = new Set<number>();
  for (const step of open) {
    if (raised.has(step.block) || step.tokens > left) continue;
    raised.add(step.block);
    chosen[step.block] = step.to;
    left -= step.tokens;
  }
  return chosen;
}

/**
 * The steps of a block's upper convex hull over (tokens, value), from its lowest level on. Their density falls. A level
 * that is cheaper than one below it comes first: the room it gives back may be worth more elsewhere.
 */
function frontier(block: PackBlock, at: number): Step[] {
  const steps: Step[] = [];
  let from = 0;
  while (from < block.levels.length - 1) {
    let best: Step | null = null;
    for (let to = from + 1; to < block.levels.length; to += 1) {
      const step = stepBetween(block, at, from, to);
      if (best === null || isSteeper(step, best)) best = step;
    }
    if (best === null) break;
    steps.push(best);
    from = best.to;
  }
  return steps;
}

function isSteeper(step: Step, than: Step): boolean {
  const free = step.density === Infinity && than.density === Infinity;
  return free ? step.tokens <= than.tokens : step.density >= than.density;
}

function stepBetween(block: PackBlock, at: number, from: number, to: number): Step {
  const lower = block.levels[from] ?? { tokens: 0, value: 0 };
  const upper = block.levels[to] ?? lower;
  const tokens = upper.tokens - lower.tokens;
  const value = upper.value - lower.value;
  return { block: at, from, to, tokens, density: tokens <= 0 ? Infinity : value / tokens };
}

function byDensity(a: Step, b: Step, blocks: readonly PackBlock[]): number {
  if (a.density !== b.density) return a.density > b.density ? -1 : 1;
  return compareStrings(blocks[a.block]?.ref ?? '', blocks[b.block]?.ref ?? '') || a.block - b.block || a.to - b.to;
}
