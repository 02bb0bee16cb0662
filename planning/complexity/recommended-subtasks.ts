/** What a recommendation to split rests on. */
export interface SplitEvidence {
  score: number;
  score10: number;
  /** From this `score10` on the score itself asks for a split. */
  threshold: number;
  targetTaskMinutes: number;
  /** Tokens of the whole payload over what fits one; 0 where unknown. */
  windows: number;
  /** The pieces it consists of (task-pieces): there is nothing to cut beyond them. */
  parts: number;
}

const MOST_SUBTASKS = 12;

/** How many pieces each reason asks for; 0 where it asks for none. */
export interface SplitReasons {
  score: number;
  length: number;
  window: number;
}

/**
 * Why a task should be split: by score, 0.14 + 0.72·score10 from the threshold on (fitted to 95 published judgements,
 * r = 0.74); by length, 15·2^(5·score) minutes in pieces of the target length; by window, payloads needed.
 */
export function splitReasons({ score, score10, threshold, targetTaskMinutes, windows }: SplitEvidence): SplitReasons {
  return {
    score: score10 >= threshold ? Math.round(0.14 + 0.72 * score10) : 0,
    length: Math.ceil((15 * 2 ** (5 * score)) / Math.max(1, targetTaskMinutes)),
    window: Math.ceil(windows),
  };
}

/**
 * Into how many pieces a task should be split; 0 where it should not: the most that any reason asks for, at most 12 and at
 * most as many as it has parts. A single piece is no split.
 */
export function recommendedSubtasks(evidence: SplitEvidence): number {
  const { score, length, window } = splitReasons(evidence);
  const pieces = Math.min(Math.max(score, length, window), MOST_SUBTASKS, evidence.parts);
  return pieces <= 1 ? 0 : pieces;
}
