/** What the choice of a winner needs to know of a candidate. */
export interface RankedCandidate {
  candidateId: string;
  strategy: string;
  reward: number;
  valid: boolean;
}

export interface Fallback extends RankedCandidate {
  /** Structural distance to the winner, [0,1]. */
  distance: number;
}

export interface Selection {
  winner: RankedCandidate;
  /** Best first; empty only where no other valid candidate exists. */
  fallbacks: Fallback[];
  rejected: { candidateId: string; because: string }[];
}

/** A fallback nearer to the winner than this would fail for the same reasons. */
export const MIN_FALLBACK_DISTANCE = 0.15;
const MAX_FALLBACKS = 2;

const byRank = (candidates: readonly RankedCandidate[]): RankedCandidate[] =>
  [...candidates].sort((a, b) => b.reward - a.reward || (a.candidateId < b.candidateId ? -1 : 1));

/** The best valid candidate (equal rewards: smaller candidateId), null when none is valid. */
export function bestValid(candidates: readonly RankedCandidate[]): RankedCandidate | null {
  return byRank(candidates).find((candidate) => candidate.valid) ?? null;
}

/**
 * Chooses the winner (best valid reward; equal rewards: smaller candidateId) and up to two fallbacks: first the best
 * valid candidate of each other arm that is at least 0.15 away from the winner, then more of those arms, then the next
 * best valid ones.
 * @param distance structural distance of the winner to another candidate, [0,1]
 * @returns null when no candidate is valid.
 */
export function selectWinner(
  candidates: RankedCandidate[],
  distance: (winner: string, other: string) => number,
): Selection | null {
  const ranked = byRank(candidates);
  const winner = bestValid(candidates);
  if (winner === null) return null;
  const others = ranked
    .filter((c) => c.valid && c !== winner)
    .map((c) => ({ ...c, distance: distance(winner.candidateId, c.candidateId) }));
  const isFar = (c: Fallback): boolean => c.strategy !== winner.strategy && c.distance >= MIN_FALLBACK_DISTANCE;
  const far = others.filter(isFar);
  const bestOfArm = far.filter((c) => far.find((d) => d.strategy === c.strategy) === c);
  const fallbacks = [...new Set([...bestOfArm, ...far, ...others])].slice(0, MAX_FALLBACKS);
  const kept = new Set([winner.candidateId, ...fallbacks.map((c) => c.candidateId)]);
  const rejected = ranked
    .filter((c) => !kept.has(c.candidateId))
    .map((c) => ({ candidateId: c.candidateId, because: whyRejected(c, winner, fallbacks) }));
  return { winner, fallbacks, rejected };
}

function whyRejected(candidate: RankedCandidate, winner: RankedCandidate, fallbacks: Fallback[]): string {
  if (!candidate.valid) return 'invalid: see the violations of its trial';
  const behind = (winner.reward - candidate.reward).toFixed(6);
  const places = fallbacks.map((f) => f.strategy).join(' and ');
  return candidate.reward === winner.reward
    ? `equal reward; the winner has the smaller hash, and ${places} stand as fallbacks`
    : `reward ${behind} below the winner; ${places} stand as fallbacks`;
}
