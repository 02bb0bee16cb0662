/** What a recommendation to split rests on. */
export interface SplitEvidence {
  score: number;
  score10: number;
  /** From this `score10` on the score itself asks for a split. */
  threshold: number;
  targetTaskMinutes: number;
  /** Tokens of the whole payload over what fits one; 0 where unknown. */
  windows: number;
  /** Distinct operations or deliverables, whichever are more: there is nothing to cut beyond them. */
  parts: number;
}

const MOST_SUBTASKS = 12;

/**
 * Into how many pieces a task should be split; 0 where it should not. The largest of: by score, 0.14 + 0.72·score10 from the
 * threshold on (fitted to 95 published judgements, r = 0.74); by horizon, 15·2^(5·score) minutes in pieces of the target
 * length; by window, payloads needed. At most 12 and at most as many as it has parts; a single piece is no split.
 */
export function recommendedSubtasks(evidence: SplitEvidence): number {
  const byScore = evidence.score10 >= evidence.threshold ? Math.round(0.14 + 0.72 * evidence.score10) : 0;
  const byHorizon = Math.ceil((15 * 2 ** (5 * evidence.score)) / Math.max(1, evidence.targetTaskMinutes));
  const wanted = Math.max(byScore, byHorizon, Math.ceil(evidence.windows));
  const pieces = Math.min(wanted, MOST_SUBTASKS, evidence.parts);
  return pieces <= 1 ? 0 : pieces;
}
