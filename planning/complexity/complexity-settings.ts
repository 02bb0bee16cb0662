import type { CcsComponents } from '../dag/plan-task.js';

/** Settings of the complexity score (`PLANNER_COMPLEXITY__*`). */
export interface ComplexitySettings {
  /** Relative weights; they need not sum to 1. Missing ones keep their default. */
  weights: Partial<CcsComponents>;
  /** From this `score10` on a task is worth splitting for its score alone. */
  threshold: number;
  /** Longest piece of work in minutes that a task should be. */
  targetTaskMinutes: number;
}

/** The components in the order they are listed. */
export const CCS_COMPONENTS = ['dependencyLoad', 'surfaceArea', 'novelty', 'ambiguity', 'researchFriction'] as const;

const DEFAULT_WEIGHTS: CcsComponents = {
  dependencyLoad: 0.2,
  surfaceArea: 0.25,
  novelty: 0.2,
  ambiguity: 0.2,
  researchFriction: 0.15,
};

/**
 * The weights a plan is scored with, scaled to sum to 1: its options over the settings over the defaults. A weight that is no
 * finite non-negative number keeps the one below it (callers refuse such options before), and all zeros mean the defaults.
 */
export function complexityWeights(
  settings: Partial<Record<string, number>>,
  options: Partial<Record<string, number>> = {},
): CcsComponents {
  const weights = { ...DEFAULT_WEIGHTS };
  for (const name of CCS_COMPONENTS) {
    const wanted = [options[name], settings[name]].find(isWeight);
    if (wanted !== undefined) weights[name] = wanted;
  }
  const chosen = CCS_COMPONENTS.some((name) => weights[name] > 0) ? weights : DEFAULT_WEIGHTS;
  const largest = Math.max(...CCS_COMPONENTS.map((name) => chosen[name]));
  // Divided by the largest first: the plain sum of huge weights would overflow.
  const sum = CCS_COMPONENTS.reduce((total, name) => total + chosen[name] / largest, 0);
  const scaled = { ...chosen };
  for (const name of CCS_COMPONENTS) scaled[name] = chosen[name] / largest / sum;
  return scaled;
}

function isWeight(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
