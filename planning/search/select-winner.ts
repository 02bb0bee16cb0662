import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { Maker } from './lineage.js';

/** What the choice of a winner needs to know of a candidate. */
export interface RankedCandidate {
  candidateId: string;
  strategy: string;
  reward: number;
  valid: boolean;
  /** Who made it with all it was made from. */
  maker: Maker;
  /** Ids of the candidates it was made from, and of those that these were made from. */
  ancestors: string[];
}

export interface Fallback extends RankedCandidate {
  /** Structural distance to the winner, [0,1]. */
  distance: number;
}

/** A verdict on the two candidates of a close call. */
export interface Judged {
  preferred: string;
  over: string;
}

export interface Selection {
  winner: RankedCandidate;
  /** Best first; empty only where no other valid candidate exists. */
  fallbacks: Fallback[];
  rejected: { candidateId: string; because: string }[];
  /** The verdict that chose between the two best; null where none did. */
  judge: Judged | null;
}

/** A fallback nearer to the winner than this would fail for the same reasons. */
export const MIN_FALLBACK_DISTANCE = 0.15;
const MAX_FALLBACKS = 2;
/** Critics do not tell rewards apart that differ by no more than this. */
const CLOSE_REWARDS = 0.005;

const byRank = (candidates: readonly RankedCandidate[]): RankedCandidate[] =>
  [...candidates].sort((a, b) => b.reward - a.reward || compareStrings(a.candidateId, b.candidateId));

/** The best valid candidate (equal rewards: smaller candidateId), null when none is valid. */
export function bestValid(candidates: readonly RankedCandidate[]): RankedCandidate | null {
  return byRank(candidates).find((candidate) => candidate.valid) ?? null;
}

/**
 * The two best candidates, where a judge may choose: both valid, at most 0.005 apart, neither below the best one that no
 * model had a part in. Null where the choice is clear.
 */
export function closeCall(candidates: readonly RankedCandidate[]): [RankedCandidate, RankedCandidate] | null {
  const valid = byRank(candidates).filter((candidate) => candidate.valid);
  const floor = valid.find(({ maker }) => maker === 'deterministic')?.reward ?? -Infinity;
  const [first, second] = valid;
  if (first === undefined || second === undefined || second.reward < floor) return null;
  // Rewards have six decimals.
  return Math.round((first.reward - second.reward) * 1e6) / 1e6 <= CLOSE_REWARDS ? [first, second] : null;
}

/**
 * The winner: the best valid candidate (equal rewards: smaller candidateId), or, of the two of a close call, the one that
 * the judge preferred; a verdict on anything else is not heard. Null when no candidate is valid.
 */
export function chooseWinner(candidates: readonly RankedCandidate[], judged: Judged | null): RankedCandidate | null {
  const call = heard(candidates, judged) === null ? null : closeCall(candidates);
  return call?.find(({ candidateId }) => candidateId === judged?.preferred) ?? bestValid(candidates);
}

function heard(candidates: readonly RankedCandidate[], judged: Judged | null): Judged | null {
  const ids = closeCall(candidates)?.map(({ candidateId }) => candidateId) ?? [];
  const fits = judged !== null && [judged.preferred, judged.over].sort().join(' ') === ids.sort().join(' ');
  return fits ? { preferred: judged.preferred, over: judged.over } : null;
}

/**
 * Chooses the winner and up to two fallbacks: first the best valid candidate of each other arm that is at least 0.15 away
 * from the winner, then more of those arms, then the next best valid ones. At least one is of another arm, near or far,
 * where another arm has a valid candidate.
 * @param distance structural distance of the winner to another candidate, [0,1]
 * @param judged the verdict on a close call, if a judge was asked
 * @returns null when no candidate is valid.
 */
export function selectWinner(
  candidates: RankedCandidate[],
  distance: (winner: string, other: string) => number,
  judged: Judged | null = null,
): Selection | null {
  const winner = chooseWinner(candidates, judged);
  if (winner === null) return null;
  const ranked = byRank(candidates);
  const others = ranked
    .filter((c) => c.valid && c !== winner)
    .map((c) => ({ ...c, distance: distance(winner.candidateId, c.candidateId) }));
  const fallbacks = chooseFallbacks(winner, others);
  const kept = new Set([winner.candidateId, ...fallbacks.map((c) => c.candidateId)]);
  const away = new Map(others.map((c) => [c.candidateId, c.distance]));
  const rejected = ranked
    .filter((c) => !kept.has(c.candidateId))
    .map((c) => ({
      candidateId: c.candidateId,
      because: whyRejected({ ...c, distance: away.get(c.candidateId) ?? 0 }, winner, fallbacks),
    }));
  return { winner, fallbacks, rejected, judge: heard(candidates, judged) };
}

function chooseFallbacks(winner: RankedCandidate, others: readonly Fallback[]): Fallback[] {
  const strange = others.filter(({ strategy }) => strategy !== winner.strategy);
  const far = strange.filter(({ distance }) => round6(distance) >= MIN_FALLBACK_DISTANCE);
  const bestOfArm = far.filter((c) => far.find((d) => d.strategy === c.strategy) === c);
  const nearest = far.length > 0 ? [] : strange.slice(0, 1);
  return [...new Set([...bestOfArm, ...far, ...nearest, ...others])].slice(0, MAX_FALLBACKS);
}

function whyRejected(candidate: Fallback, winner: RankedCandidate, fallbacks: Fallback[]): string {
  if (!candidate.valid) return 'invalid: see the violations of its trial';
  const places = fallbacks.map((f) => f.strategy).join(' and ');
  return [whatItIs(candidate, winner), howFarBehind(candidate, winner), `${places} stand as fallbacks`]
    .filter((part) => part !== '')
    .join('; ');
}

function whatItIs({ candidateId, distance }: Fallback, winner: RankedCandidate): string {
  if (winner.ancestors.includes(candidateId)) return 'an ancestor of the winner';
  // Distances are compared as they are emitted.
  return round6(distance) < MIN_FALLBACK_DISTANCE ? `too like the winner, distance ${distance.toFixed(6)}` : '';
}

function howFarBehind({ reward }: Fallback, winner: RankedCandidate): string {
  const behind = winner.reward - reward;
  if (behind < 0) return `reward ${(-behind).toFixed(6)} above the winner, which the judge preferred`;
  if (behind > 0) return `reward ${behind.toFixed(6)} below the winner`;
  return 'equal reward, and the winner has the smaller hash or the judge for it';
}
