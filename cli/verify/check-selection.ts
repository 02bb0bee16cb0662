import type { Documents } from './documents.js';
import { isNear, listOf, member, numberOf, textOf } from './json.js';
import { structuralDistance } from './structural-distance.js';
import { trialsOf } from './trials.js';
import type { Trial } from './trials.js';
import type { Report } from './violation.js';

/** A fallback of another arm must be this far from the winner to come first. */
const FAR = 0.15;
const MAX_FALLBACKS = 2;

interface Ranked extends Trial {
  distance: number;
}

/**
 * Chooses winner and fallbacks anew from the trials and the candidates' documents, and compares. Best valid reward wins, of
 * equal ones the smaller hash; fallbacks are the best of other arms that are at least 0.15 away from it, then the next
 * best of those arms, then the next best of all.
 */
export function checkSelection(documents: Documents, report: Report): void {
  const { search, plan, report: told, candidates } = documents;
  const ranked = rank(trialsOf(search));
  const winner = ranked.find(({ valid }) => valid);
  if (winner === undefined) {
    report('winner', 'search.json', 'no trial gave a valid candidate');
    return;
  }
  const best = candidates.get(winner.candidateId);
  const others = ranked
    .filter((trial) => trial.valid && trial !== winner)
    .map((trial): Ranked => {
      const other = candidates.get(trial.candidateId);
      return { ...trial, distance: other === undefined || best === undefined ? 0 : structuralDistance(best, other) };
    });
  const fallbacks = chooseFallbacks(winner, others);
  for (const [file, holder] of [
    ['search.json', search],
    ['plan.json', plan],
    ['report.json', member(told, 'search')],
  ] as const) {
    checkWinner(file, member(holder, 'winner'), winner, report);
    checkFallbacks(file, listOf(holder, 'fallbacks'), fallbacks, report);
  }
  const kept = new Set([winner, ...fallbacks].map(({ candidateId }) => candidateId));
  checkRejected(
    listOf(search, 'rejected'),
    ranked.filter(({ candidateId }) => !kept.has(candidateId)),
    winner,
    report,
  );
}

/** Every candidate once, as it was told first; best reward first, of equal ones the smaller hash. */
function rank(trials: readonly Trial[]): Trial[] {
  const first = new Map<string, Trial>();
  for (const trial of trials) {
    if (trial.status === 'completed' && !first.has(trial.candidateId)) first.set(trial.candidateId, trial);
  }
  return [...first.values()].sort((a, b) => b.reward - a.reward || (a.candidateId < b.candidateId ? -1 : 1));
}

function chooseFallbacks(winner: Trial, others: readonly Ranked[]): Ranked[] {
  // Distances are compared as they are emitted.
  const far = others.filter(
    ({ strategy, distance }) => strategy !== winner.strategy && Math.round(distance * 1e6) / 1e6 >= FAR,
  );
  const bestOfArm = far.filter((one, at) => far.findIndex(({ strategy }) => strategy === one.strategy) === at);
  return [...new Set([...bestOfArm, ...far, ...others])].slice(0, MAX_FALLBACKS);
}

function checkWinner(file: string, stated: unknown, winner: Trial, report: Report): void {
  const id = textOf(stated, 'candidateId');
  if (id !== winner.candidateId) {
    report('winner', file, `it names ${id}; the best valid reward, ${winner.reward}, has ${winner.candidateId}`);
  } else if (!isNear(numberOf(stated, 'reward'), winner.reward) || textOf(stated, 'strategy') !== winner.strategy) {
    report('winner', file, `reward or strategy are not those of trial ${winner.n}`);
  }
}

function checkFallbacks(file: string, stated: readonly unknown[], fallbacks: readonly Ranked[], report: Report): void {
  const ids = stated.map((one) => textOf(one, 'candidateId'));
  const due = fallbacks.map(({ candidateId }) => candidateId);
  if (ids.join() !== due.join()) {
    report('fallbacks', file, `it names [${ids.join(', ')}], chosen anew they are [${due.join(', ')}]`);
    return;
  }
  fallbacks.forEach(({ candidateId, reward, strategy, distance }, at) => {
    const claim = stated[at];
    if (!isNear(numberOf(claim, 'distance'), distance)) {
      report(
        'distance',
        file,
        `${candidateId} is said to be ${numberOf(claim, 'distance')} away, it is ${distance.toFixed(6)}`,
      );
    }
    if (!isNear(numberOf(claim, 'reward'), reward) || textOf(claim, 'strategy') !== strategy) {
      report('fallbacks', file, `reward or strategy of ${candidateId} are not those of its trial`);
    }
  });
}

/** Every other candidate is named with how far its reward lies behind. */
function checkRejected(stated: readonly unknown[], due: readonly Trial[], winner: Trial, report: Report): void {
  const reasons = new Map(stated.map((one) => [textOf(one, 'candidateId'), textOf(one, 'because')]));
  for (const { candidateId, reward, valid } of due) {
    const because = reasons.get(candidateId);
    reasons.delete(candidateId);
    if (because === undefined) {
      report('rejected', 'search.json', `${candidateId} is neither winner nor fallback and not among the rejected`);
      continue;
    }
    const behind = /\d+\.\d{6}/.exec(because)?.[0];
    const right = valid
      ? behind === undefined
        ? winner.reward === reward && because !== ''
        : isNear(Number(behind), winner.reward - reward)
      : because.includes('invalid');
    if (!right) report('rejected', 'search.json', `${JSON.stringify(because)} is not why ${candidateId} lost`);
  }
  for (const id of reasons.keys()) report('rejected', 'search.json', `${id} was not rejected`);
}
