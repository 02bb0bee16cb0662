import { elementIndex } from '../acceptance/element-index.js';
import type { CandidateTask } from '../dag/candidate.js';
import type { Ccs, CcsComponents } from '../dag/plan-task.js';
import { round6 } from '../numbers.js';
import type { PlanningContext } from '../strategies/context.js';
import { ambiguity } from './ambiguity.js';
import type { Component } from './component.js';
import { CCS_COMPONENTS, complexityWeights } from './complexity-settings.js';
import type { ComplexitySettings } from './complexity-settings.js';
import { dependencyLoad, dependencyPositions } from './dependency-load.js';
import { novelty } from './novelty.js';
import type { MemoryEvidence } from './novelty.js';
import { recommendedSubtasks, splitReasons } from './recommended-subtasks.js';
import type { SplitEvidence } from './recommended-subtasks.js';
import { researchFriction } from './research-friction.js';
import { surfaceArea, surfaceOf } from './surface-area.js';
import { makeTaskEvidence } from './task-evidence.js';
import { taskPieces } from './task-pieces.js';

export type { ComplexitySettings };

/** What is known beyond the candidate and its context; all by task key, all optional. */
export interface ComplexityKnowledge {
  /** Similarities of tasks to Context Cards, and the memory they are judged against. */
  memory?: { similarities: ReadonlyMap<string, readonly number[]>; cardDistances: readonly number[] };
  /** Share of a task's research questions that are answered. */
  answered?: ReadonlyMap<string, number>;
  /** Tokens of the payload at full fidelity and the most it may have. */
  payloads?: ReadonlyMap<string, { fullTokens: number; limit: number }>;
}

/** Share of the score that is the largest component, so that one extreme cannot be averaged away. */
const PEAK_SHARE = 0.2;
const EMPTY_MEMORY: MemoryEvidence = { similarities: [], cardDistances: [] };
const MILLION = 1_000_000;
/** Evidence lines kept per component. */
const SHOWN_EVIDENCE = 6;

/**
 * The complexity score of every task, by key: CCS = (1 − λ)·Σ wᵢxᵢ / Σ wᵢ + λ·max xᵢ with λ = 0.2, in [0,1], rising with each
 * component. Contributions (and `peak`, the λ term) add up to the score exactly as emitted. Weights: the plan's
 * `options.weights.complexity` over the settings'.
 */
export function scoreComplexity(
  tasks: CandidateTask[],
  context: PlanningContext,
  settings: ComplexitySettings,
  knowledge: ComplexityKnowledge = {},
): Map<string, Ccs> {
  const weights = complexityWeights(settings.weights, context.options.weights?.complexity);
  const index = elementIndex(context.model);
  const evidenceOf = makeTaskEvidence(context);
  const positions = dependencyPositions(tasks);
  const scores = new Map<string, Ccs>();
  for (const task of tasks) {
    const evidence = evidenceOf(task);
    const memory = knowledge.memory;
    const components: Record<keyof CcsComponents, Component> = {
      dependencyLoad: dependencyLoad(positions.get(task.key) ?? { fanIn: 0, fanOut: 0, pathShare: 0 }),
      surfaceArea: surfaceArea(surfaceOf(task, index)),
      novelty: novelty(
        memory === undefined
          ? EMPTY_MEMORY
          : { similarities: memory.similarities.get(task.key) ?? [], cardDistances: memory.cardDistances },
      ),
      ambiguity: ambiguity(evidence),
      researchFriction: researchFriction(evidence, {
        schemes: task.covers.includes('auth') ? context.model.securitySchemes : [],
        toolchain: task.covers.includes('scaffold') ? context.analysis.toolchain : [],
        answered: knowledge.answered?.get(task.key) ?? 0,
      }),
    };
    const payload = knowledge.payloads?.get(task.key);
    const windows = payload === undefined ? 0 : payload.fullTokens / Math.max(1, payload.limit);
    const combined = combineComponents(components, weights);
    const split = {
      ...combined,
      threshold: settings.threshold,
      targetTaskMinutes: settings.targetTaskMinutes,
      windows,
      parts: taskPieces(task, context).length,
    };
    const count = recommendedSubtasks(split);
    if (count > 0) combined.evidence['recommendedSubtasks'] = [splitSentence(split)];
    scores.set(task.key, { ...combined, recommendedSubtasks: count });
  }
  return scores;
}

/**
 * Weighs components (weights sum to 1) into a score, with what each contributed. Emitted numbers are rounded: the score is
 * the sum of the rounded contributions in millionths, so that who adds them up gets this very number; where rounding took
 * the sum above 1, the peak gives that way.
 */
export function combineComponents(
  components: Record<keyof CcsComponents, Component>,
  weights: CcsComponents,
): Omit<Ccs, 'recommendedSubtasks'> {
  const values = {} as CcsComponents;
  const millionths: Record<string, number> = {};
  const evidence: Record<string, string[]> = {};
  for (const name of CCS_COMPONENTS) {
    const { value, evidence: lines } = components[name];
    values[name] = round6(value);
    millionths[name] = Math.round((1 - PEAK_SHARE) * weights[name] * value * MILLION);
    evidence[name] = shown(lines);
  }
  const peak = CCS_COMPONENTS.reduce((most, name) => Math.max(most, components[name].value), 0);
  const parts = Object.values(millionths).reduce((sum, part) => sum + part, 0);
  millionths['peak'] = Math.min(Math.round(PEAK_SHARE * peak * MILLION), MILLION - parts);
  const total = parts + millionths['peak'];
  const contributions = Object.fromEntries(Object.entries(millionths).map(([name, part]) => [name, part / MILLION]));
  return {
    score: total / MILLION,
    score10: (MILLION + 9 * total) / MILLION,
    components: values,
    contributions,
    evidence,
  };
}

function splitSentence(split: SplitEvidence): string {
  const { score, length, window } = splitReasons(split);
  return `by score ${score}, by length ${length}, by window ${window}; it has ${split.parts} pieces`;
}

function shown(lines: readonly string[]): string[] {
  if (lines.length <= SHOWN_EVIDENCE) return [...lines];
  const rest = lines.length - SHOWN_EVIDENCE + 1;
  return [...lines.slice(0, SHOWN_EVIDENCE - 1), `and ${rest} more`];
}
