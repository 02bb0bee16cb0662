import type { PlanOptions } from '../options.js';
import type { TrialParameters } from '../dag/candidate.js';
import { makePrng } from './prng.js';
import type { Prng } from './prng.js';

/** How large tasks may get, and what a pull varies. */
export interface Sizing {
  /** Most operations in one task. */
  maxOperations: number;
  /** Most entities in one task. */
  maxEntities: number;
  /** Minutes a task should take at least and at most. */
  window: { min: number; max: number };
  /** What takes fewer minutes is joined with its like. */
  joinBelow: number;
  /** null in a strategy's plain form; later pulls draw their variations from it. */
  vary: Prng | null;
}

/** Windows by asked task size: most agents finish what takes a person well under two hours. */
const SIZES = {
  small: { maxOperations: 2, maxEntities: 6, window: { min: 6, max: 40 }, joinBelow: 0 },
  medium: { maxOperations: 4, maxEntities: 10, window: { min: 10, max: 75 }, joinBelow: 10 },
  large: { maxOperations: 8, maxEntities: 20, window: { min: 20, max: 150 }, joinBelow: 60 },
} as const;

/** The size window of a plan's options. */
export function sizeWindow(options: PlanOptions): { min: number; max: number } {
  return SIZES[options.taskSize ?? 'medium'].window;
}

/** Sizing for one trial. Pull 0 is the plain form; later pulls scale the limits by a seeded factor. */
export function sizingFor(options: PlanOptions, parameters: TrialParameters): Sizing {
  const size = SIZES[options.taskSize ?? 'medium'];
  if (parameters.pull === 0) return { ...size, vary: null };
  const vary = makePrng(parameters.seed ^ Math.imul(parameters.pull, 0x9e3779b1));
  const factor = vary.pick([0.25, 0.5, 0.75, 1.5, 2]);
  return {
    maxOperations: Math.max(1, Math.round(size.maxOperations * factor)),
    maxEntities: Math.max(1, Math.round(size.maxEntities * factor)),
    window: size.window,
    joinBelow: size.joinBelow,
    vary,
  };
}
