import { parseJson } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { listOf, member, numberOf, textOf, textsOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/**
 * Checks the search against the rest: every candidate that the trace names is in the bundle, no valid one has a higher
 * reward than the winner, plan.json names the same winner, and tasks.json is what the winner's document says.
 */
export function checkTrace(bundle: Bundle, documents: Documents, report: Report): void {
  const winner = textOf(member(documents.search, 'winner'), 'candidateId');
  const trials = listOf(documents.search, 'trials');
  const fallbacks = listOf(documents.search, 'fallbacks').map((fallback) => textOf(fallback, 'candidateId'));
  const tried = trials.map((trial) => textOf(trial, 'candidateId')).filter((id) => id !== '');
  for (const id of new Set([winner, ...fallbacks, ...tried])) {
    if (!bundle.has(`candidates/${id}.json`)) report('missing-candidate', 'search.json', `${id} is not in candidates/`);
  }
  checkReward(winner, trials, report);
  const stated = textOf(member(documents.plan, 'winner'), 'candidateId');
  if (stated !== winner) report('winner', 'plan.json', `it names ${stated}, search.json names ${winner}`);
  const path = `candidates/${winner}.json`;
  const content = bundle.get(path);
  if (content !== undefined) {
    compareWithWinner(documents.tasks, listOf(parseJson(path, content, report), 'tasks'), report);
  }
}

function checkReward(winner: string, trials: unknown[], report: Report): void {
  const valid = trials.filter((trial) => member(trial, 'valid') === true);
  const own = valid
    .filter((trial) => textOf(trial, 'candidateId') === winner)
    .map((trial) => numberOf(trial, 'reward'));
  if (own.length === 0) {
    report('winner', 'search.json', 'no trial gave the winner as a valid candidate');
    return;
  }
  const best = Math.max(...own);
  for (const trial of valid) {
    const reward = numberOf(trial, 'reward');
    if (!(reward <= best))
      report('winner', 'search.json', `trial ${numberOf(trial, 'n')} has the higher reward ${reward}`);
  }
}

/** The published tasks are the winner's: same keys, and each covers and needs the same. */
function compareWithWinner(tasks: BundleTask[], planned: unknown[], report: Report): void {
  const keyOf = new Map(tasks.map(({ id, key }) => [id, key]));
  const published = new Map(tasks.map((task) => [task.key, task]));
  for (const candidate of planned) {
    const key = textOf(candidate, 'key');
    const task = published.get(key);
    if (task === undefined) {
      report('not-the-winner', 'tasks.json', `the winner's task ${key} is missing`);
      continue;
    }
    published.delete(key);
    const planned = listOf(candidate, 'dependsOn').map((edge) => textOf(edge, 'task'));
    const dependencies = task.dependsOn.map((id) => keyOf.get(id) ?? id);
    if (!sameSet(task.covers, textsOf(candidate, 'covers')) || !sameSet(dependencies, planned)) {
      report('not-the-winner', `tasks.json#${key}`, 'it covers or needs other things than in the winner');
    }
  }
  for (const key of published.keys()) report('not-the-winner', `tasks.json#${key}`, 'the winner has no such task');
}

function sameSet(left: string[], right: string[]): boolean {
  return [...new Set(left)].sort().join('\0') === [...new Set(right)].sort().join('\0');
}
