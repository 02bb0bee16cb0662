import type { Documents } from './documents.js';
import { isNear, listOf, member, numberOf, textOf } from './json.js';
import { structuralDistance } from './structural-distance.js';
import { trialsOf } from './trials.js';
import type { Trial } from './trials.js';
import type { Report } from './violation.js';

/** A fallback of another arm must be this far from the winner to come first. */
const FAR = 0.15;
const MAX_FALLBACKS = 2;
/** A judge may choose between two whose rewards differ by no more than this. */
const CLOSE = 0.005;

interface Ranked extends Trial {
  distance: number;
}

/**
 * Chooses winner and fallbacks anew from the trials and the candidates' documents, and compares. Best valid reward wins, of
 * equal ones the smaller hash, or of two that are close the one a judge preferred; fallbacks are the best of other arms that are at least 0.15 away from it, then the next
 * best of those arms, then the next best of all.
 */
export function checkSelection(documents: Documents, report: Report): void {
  const { search, plan, report: told, candidates } = documents;
  const ranked = rank(trialsOf(search));
  const winner = chooseWinner(search, ranked, report);
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
    ranked
      .filter(({ candidateId }) => !kept.has(candidateId))
      .map((trial) => others.find(({ n }) => n === trial.n) ?? { ...trial, distance: 0 }),
    winner,
    lineOf(winner, ranked),
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

/** The best valid one; where a judge was heard, the one it preferred of the two best, if it may choose between them. */
function chooseWinner(search: unknown, ranked: readonly Trial[], report: Report): Trial | undefined {
  const valid = ranked.filter((trial) => trial.valid);
  const [first, second] = valid;
  const judge = member(search, 'judge');
  if (judge === null || first === undefined) return first;
  const floor = valid.find((trial) => [trial, ...lineOf(trial, ranked)].every((t) => t.generator !== 'studio'));
  const pair = [textOf(judge, 'preferred'), textOf(judge, 'over')];
  const called = pair.includes(first.candidateId) && second !== undefined && pair.includes(second.candidateId);
  const close = second !== undefined && Math.round((first.reward - second.reward) * 1e6) / 1e6 <= CLOSE;
  if (!called || !close || second.reward < (floor?.reward ?? 0) || first === second) {
    report('judge', 'search.json', `no judge may choose between ${pair.join(' and ')}`);
    return first;
  }
  return pair[0] === first.candidateId ? first : second;
}

/** The trials that made what a trial's candidate was made from, and what that was made from. */
function lineOf(trial: Trial, ranked: readonly Trial[]): Trial[] {
  const line = new Set<Trial>();
  const open = [...trial.parents];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const parent = ranked.find(({ candidateId }) => candidateId === id);
    if (parent === undefined || line.has(parent)) continue;
    line.add(parent);
    open.push(...parent.parents);
  }
  return [...line];
}

function chooseFallbacks(winner: Trial, others: readonly Ranked[]): Ranked[] {
  // Distances are compared as they are emitted.
  const far = others.filter(
    ({ strategy, distance }) => strategy !== winner.strategy && Math.round(distance * 1e6) / 1e6 >= FAR,
  );
  const bestOfArm = far.filter((one, at) => far.findIndex(({ strategy }) => strategy === one.strategy) === at);
  const stranger = others.find(({ strategy }) => strategy !== winner.strategy);
  const near = far.length > 0 || stranger === undefined ? [] : [stranger];
  return [...new Set([...bestOfArm, ...far, ...near, ...others])].slice(0, MAX_FALLBACKS);
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

/** Every other candidate is named with why it lost. */
function checkRejected(
  stated: readonly unknown[],
  due: readonly Ranked[],
  winner: Trial,
  line: readonly Trial[],
  report: Report,
): void {
  const reasons = new Map(stated.map((one) => [textOf(one, 'candidateId'), textOf(one, 'because')]));
  const ancestors = new Set(line.map(({ candidateId }) => candidateId));
  for (const trial of due) {
    const { candidateId } = trial;
    const because = reasons.get(candidateId);
    reasons.delete(candidateId);
    if (because === undefined) {
      report('rejected', 'search.json', `${candidateId} is neither winner nor fallback and not among the rejected`);
    } else if (!tellsWhy(because, trial, winner, ancestors.has(candidateId))) {
      report('rejected', 'search.json', `${JSON.stringify(because)} is not why ${candidateId} lost`);
    }
  }
  for (const id of reasons.keys()) report('rejected', 'search.json', `${id} was not rejected`);
}

/** Invalid; or an ancestor of the winner, too like it, or neither, and how far its reward lies behind or before. */
function tellsWhy(because: string, { reward, valid, distance }: Ranked, winner: Trial, isAncestor: boolean): boolean {
  if (!valid) return because.startsWith('invalid');
  if (because.startsWith('an ancestor of the winner') !== isAncestor) return false;
  const like = /^too like the winner, distance (\d\.\d{6})/.exec(because)?.[1];
  const isLike = !isAncestor && Math.round(distance * 1e6) / 1e6 < FAR;
  if (isLike ? like === undefined || !isNear(Number(like), distance) : like !== undefined) return false;
  const behind = /reward (\d+\.\d{6}) (below|above)/.exec(because);
  if (behind === null) return winner.reward === reward && because.includes('equal reward');
  return isNear(Number(behind[1]) * (behind[2] === 'below' ? 1 : -1), winner.reward - reward);
}
