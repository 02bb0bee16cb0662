import { round6 } from '../numbers.js';
import type { Candidate } from '../dag/candidate.js';
import { makeTaskGraph } from '../dag/task-graph.js';
import { validateCandidate } from '../dag/validate.js';
import type { Violation } from '../dag/violation.js';
import type { PlanningContext } from '../strategies/context.js';
import { plannedModel } from '../strategies/planned-model.js';
import { cohesion } from './cohesion.js';
import { contractCoverage } from './contract-coverage.js';
import type { Critic, CriticInput } from './critic.js';
import { demandedOrder } from './demanded-order.js';
import { dependencySoundness } from './dependency-soundness.js';
import { granularity } from './granularity.js';
import { parallelism } from './parallelism.js';
import { redundancy } from './redundancy.js';
import { requirementCoverage } from './requirement-coverage.js';
import { verifiability } from './verifiability.js';

/** Critics by name with their default weights, which add up to 1. */
export const CRITICS = {
  requirementCoverage: { critic: requirementCoverage, weight: 0.22 },
  contractCoverage: { critic: contractCoverage, weight: 0.2 },
  dependencySoundness: { critic: dependencySoundness, weight: 0.2 },
  granularity: { critic: granularity, weight: 0.14 },
  parallelism: { critic: parallelism, weight: 0.08 },
  verifiability: { critic: verifiability, weight: 0.08 },
  cohesion: { critic: cohesion, weight: 0.04 },
  redundancy: { critic: redundancy, weight: 0.04 },
} as const satisfies Record<string, { critic: Critic; weight: number }>;

export type CriticName = keyof typeof CRITICS;

/** What an invalid candidate can reach at most; a valid one is never below it. */
export const INVALID_CAP = 0.2;

export interface Evaluation {
  /** [0,1] */
  reward: number;
  valid: boolean;
  violations: Violation[];
  critics: Record<string, { score: number; weight: number; evidence: string[] }>;
}

/**
 * Judges a candidate: reward = Σ wᵢ·scoreᵢ / Σ wᵢ over the critics, at least 0.2, if it is valid; 0.2 / (1 + violations)
 * if not, so that an invalid candidate never beats a valid one and each repair raises it. Critics are only heard on
 * valid candidates (most are undefined on a cycle). `weights` replace defaults by critic name; unknown names are ignored.
 */
export function evaluate(
  candidate: Candidate,
  context: PlanningContext,
  weights: Readonly<Record<string, number>> = context.options.weights?.critics ?? {},
): Evaluation {
  const violations = validateCandidate(candidate, context);
  if (violations.length > 0) {
    return { reward: round6(INVALID_CAP / (1 + violations.length)), valid: false, violations, critics: {} };
  }
  const input = criticInput(candidate, context);
  const total = names().reduce((sum, name) => sum + weightOf(name, weights), 0);
  const critics: Evaluation['critics'] = {};
  let reward = 0;
  for (const name of names()) {
    const weight = total === 0 ? 0 : weightOf(name, weights) / total;
    const { score, evidence } = CRITICS[name].critic(input);
    critics[name] = { score: round6(score), weight: round6(weight), evidence };
    reward += weight * score;
  }
  return { reward: round6(Math.max(INVALID_CAP, reward)), valid: true, violations, critics };
}

/** What critics look at, worked out of a valid candidate once. */
export function criticInput(candidate: Candidate, context: PlanningContext): CriticInput {
  const graph = makeTaskGraph(candidate.tasks);
  const demanded = demandedOrder(candidate.tasks, graph, context.order);
  return { candidate, context, planned: plannedModel(context), graph, demanded };
}

function names(): CriticName[] {
  return Object.keys(CRITICS) as CriticName[];
}

function weightOf(name: CriticName, weights: Readonly<Record<string, number>>): number {
  const given = Object.hasOwn(weights, name) ? weights[name] : undefined;
  return given !== undefined && Number.isFinite(given) && given >= 0 ? given : CRITICS[name].weight;
}
