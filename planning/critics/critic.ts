import type { Candidate } from '../dag/candidate.js';
import type { TaskGraph } from '../dag/task-graph.js';
import type { PlanningContext } from '../strategies/context.js';
import type { PlannedModel } from '../strategies/planned-model.js';
import type { DemandedOrder } from './demanded-order.js';

/** What critics look at: the candidate and what was worked out of it once for all of them. */
export interface CriticInput {
  candidate: Candidate;
  context: PlanningContext;
  planned: PlannedModel;
  /** Dependencies as they are. */
  graph: TaskGraph;
  demanded: DemandedOrder;
}

export interface Judgement {
  /** [0,1]; 1 is best. */
  score: number;
  /** What lowered it, worst first, at most a handful of sentences; or one that says what is right. */
  evidence: string[];
}

/** A deterministic judge of one quality. Defined for acyclic candidates. */
export type Critic = (input: CriticInput) => Judgement;

const MAX_EVIDENCE = 5;

/** A judgement with the first few of its findings and a count of the others. */
export function judgement(score: number, findings: readonly string[], otherwise: string): Judgement {
  const evidence = findings.slice(0, MAX_EVIDENCE);
  if (findings.length > MAX_EVIDENCE) evidence.push(`${findings.length - MAX_EVIDENCE} more of this kind.`);
  return { score: Math.min(1, Math.max(0, score)), evidence: findings.length === 0 ? [otherwise] : evidence };
}

/** `part / whole`, 1 of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
