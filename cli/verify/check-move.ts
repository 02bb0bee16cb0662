import type { Choice } from './replay-state.js';
import { isNear, listOf, member, numberOf } from './json.js';
import { spentOf } from './trials.js';
import type { Spent, Trial } from './trials.js';
import type { Report } from './violation.js';

/** Compares how a trial made its candidate with what was due: operator, generator, parents, pull, and what was reserved. */
export function checkMove(trial: Trial, choice: Choice, where: string, report: Report): void {
  const claims: [string, string | number, string | number][] = [
    ['operator', trial.operator, choice.operator],
    ['generator', trial.generator, choice.generator],
    ['parents', trial.parents.join(' and '), choice.parents.join(' and ')],
    ['pull', trial.pull, choice.pull],
  ];
  for (const [rule, stated, due] of claims) {
    if (stated !== due) report(rule, where, `it says ${stated === '' ? 'none' : stated}, made anew it is ${due}`);
  }
  if (!isSameSpending(trial.reserved, choice.reserved)) {
    const due =
      choice.reserved === null ? 'nothing' : `${choice.reserved.calls} calls, ${choice.reserved.tokens} tokens`;
    report('reserved', where, `what it reserved is not what was due: ${due}`);
  }
  checkSpent(trial, where, report);
}

/** A trial spends what its calls took, no more calls than it reserved, and without a model nothing. */
function checkSpent({ spent, reserved, document }: Trial, where: string, report: Report): void {
  const { calls, tokens, cost } = spent;
  const amounts = calls >= 0 && tokens >= 0 && cost >= 0;
  if (!amounts || calls > (reserved?.calls ?? 0) || (reserved === null && tokens + cost > 0)) {
    report('spent', where, `it took ${calls} calls and ${tokens} tokens, more than it reserved`);
  }
  const studio = member(document, 'studio');
  if (studio !== undefined && !isSameSpending(spent, takenBy(listOf(studio, 'calls')))) {
    report('spent', where, 'what it spent is not what its calls took');
  }
}

/** What calls took: every request counts. */
export function takenBy(calls: readonly unknown[]): Spent {
  const sum = (name: string): number => calls.reduce<number>((all, call) => all + numberOf(call, name), 0);
  return { calls: sum('requests'), tokens: sum('tokens'), cost: sum('cost') };
}

/** Whether two say the same; costs have six decimals. */
export function isSameSpending(left: Spent | null, right: Spent | null): boolean {
  if (left === null || right === null) return left === right;
  return left.calls === right.calls && left.tokens === right.tokens && isNear(left.cost, right.cost);
}

/** Compares what all of the search is said to have spent on a model with its trials and the steps beside them. */
export function checkStudio(search: unknown, trials: readonly Trial[], report: Report): void {
  const studio = member(search, 'studio');
  if (studio === null) return;
  const beside = listOf(studio, 'steps').flatMap((step) => listOf(step, 'calls'));
  const calls = [...beside, ...trials.flatMap(({ document }) => listOf(member(document, 'studio'), 'calls'))];
  const due = trials.reduce(
    (sum, { spent }) => ({
      calls: sum.calls + spent.calls,
      tokens: sum.tokens + spent.tokens,
      cost: sum.cost + spent.cost,
    }),
    takenBy(beside),
  );
  if (!isSameSpending(spentOf(member(studio, 'spent')), due)) {
    report('spent', 'search.json#studio', `its trials and steps took ${due.calls} calls and ${due.tokens} tokens`);
  }
  const hits = calls.filter((call) => member(call, 'cacheHit') === true).length;
  if (numberOf(studio, 'cacheHits') !== hits) report('cache-hits', 'search.json#studio', `it has ${hits} of them`);
}
