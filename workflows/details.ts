import type { LoadedPlan, RevisionTarget } from '../activities/activity-types.js';
import type { LeaderboardEntry, PlanProgress } from './messages.js';

/** The longest title shown in a summary: Temporal allows 200 bytes, and a letter may take four. */
const MAX_TITLE = 40;

/** Text from outside as one line of plain Markdown. */
function plain(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').replace(/[\\`*_{}[\]<>()#|!]/gu, '\\$&');
}

/** One line that says which plan a workflow belongs to. */
export function summarise(title: string, suffix: string): string {
  const line = title.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `${line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1)}…` : line} · ${suffix}`;
}

/** What an operator reads in the Temporal UI about a plan, as Markdown. */
export function describePlan(planId: string, loaded: LoadedPlan, state: { doing: string; outcomes: number }): string {
  return [
    `### ${plain(loaded.title)}`,
    `Plan \`${planId}\` · ${loaded.contractKind} contract · ${state.doing}`,
    `Task outcomes applied in this run: ${state.outcomes}`,
  ].join('\n\n');
}

/** What an operator reads in the Temporal UI about a revision, as Markdown. */
export function describeRevision(target: RevisionTarget, progress: PlanProgress, board: LeaderboardEntry[]): string {
  const trials = progress.trials > 0 ? `trial ${progress.trial} of ${progress.trials}` : 'no trial yet';
  const best = progress.bestReward === null ? 'no candidate yet' : `best reward ${progress.bestReward.toFixed(4)}`;
  const head = [
    `### Revision ${target.revision} of \`${target.planId}\``,
    `**${progress.phase}** · ${trials} · ${best}`,
  ];
  if (board.length === 0) return head.join('\n\n');
  const rows = board
    .slice(0, 8)
    .map(
      (c) =>
        `| ${c.strategy} | ${c.reward.toFixed(4)} | ${c.valid ? 'yes' : 'no'} | \`${c.candidateId.slice(0, 12)}\` |`,
    );
  return [...head, ['| strategy | reward | valid | candidate |', '|---|---|---|---|', ...rows].join('\n')].join('\n\n');
}
