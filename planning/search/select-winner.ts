import { compareStrings } from '../compare.js';
import type { Generator, SearchState } from './search-state.js';

/** What the choice of a winner needs to know of a candidate. */
export interface RankedCandidate {
  candidateId: string;
  strategy: string;
  generator: Generator;
  reward: number;
  valid: boolean;
}

/** What a model said of two candidates in both orders, and said the same. */
export interface JudgeVerdict {
  /** Candidate ids. */
  preferred: string;
  over: string;
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

/** Rewards this close are as good as equal: no critic is that exact. */
const NEAR = 0.005;

/** Every different candidate of a search once, as it was told first: best reward first, of equal ones the smaller id. */
export function rankedCandidates(search: SearchState): RankedCandidate[] {
  const completed = search.told.flatMap(({ n, candidateId, reward, valid, status }) => {
    const trial = search.asked[n - 1];
    if (candidateId === null || trial === undefined || status !== 'completed') return [];
    return [{ candidateId, strategy: trial.strategy, generator: trial.generator, reward, valid }];
  });
  return byRank(completed);
}

function byRank(candidates: readonly RankedCandidate[]): RankedCandidate[] {
  return [...candidates].sort((a, b) => b.reward - a.reward || compareStrings(a.candidateId, b.candidateId));
}

/** The best valid candidate (equal rewards: smaller candidateId), null when none is valid. */
export function bestValid(candidates: readonly RankedCandidate[]): RankedCandidate | null {
  return byRank(candidates).find((candidate) => candidate.valid) ?? null;
}

/** Valid candidates within 0.005 of the best one and not below the best that was made without a model. */
function nearBest(candidates: readonly RankedCandidate[]): RankedCandidate[] {
  const valid = byRank(candidates).filter((candidate) => candidate.valid);
  const floor = valid.find(({ generator }) => generator === 'deterministic')?.reward ?? 0;
  const best = valid[0]?.reward ?? 0;
  return valid.filter(({ reward }) => reward >= Math.max(best - NEAR, floor));
}

/** The two candidates that a model may be asked to tell apart, best first; null where only one is near the top. */
export function judgedPair(candidates: readonly RankedCandidate[]): [string, string] | null {
  const [first, second] = nearBest(candidates);
  return first === undefined || second === undefined ? null : [first.candidateId, second.candidateId];
}

/**
 * Chooses the winner (best valid reward; equal rewards: smaller candidateId; where a model judged the two near the top, the
 * one it prefers) and up to two fallbacks: first the best
 * valid candidate of each other arm that is at least 0.15 away from the winner, then more of those arms, then the next
 * best valid ones.
 * @param distance structural distance of the winner to another candidate, [0,1]
 * @returns null when no candidate is valid.
 */
export function selectWinner(
  candidates: RankedCandidate[],
  distance: (winner: string, other: string) => number,
  verdict: JudgeVerdict | null = null,
): Selection | null {
  const ranked = byRank(candidates);
  const winner = winnerOf(candidates, verdict);
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

/** The best valid candidate, or the one near it that a model prefers to it. */
export function winnerOf(candidates: readonly RankedCandidate[], verdict: JudgeVerdict | null): RankedCandidate | null {
  const [first, second] = nearBest(candidates);
  const isAbout = verdict !== null && verdict.preferred === second?.candidateId && verdict.over === first?.candidateId;
  return isAbout ? second : bestValid(candidates);
}

function whyRejected(candidate: RankedCandidate, winner: RankedCandidate, fallbacks: Fallback[]): string {
  if (!candidate.valid) return 'invalid: see the violations of its trial';
  const behind = (winner.reward - candidate.reward).toFixed(6);
  if (candidate.reward > winner.reward)
    return 'a model, asked in both orders, prefers the winner, which is nearly as good';
  const places = fallbacks.map((f) => f.strategy).join(' and ');
  return candidate.reward === winner.reward
    ? `equal reward; the winner has the smaller hash, and ${places} stand as fallbacks`
    : `reward ${behind} below the winner; ${places} stand as fallbacks`;
}
