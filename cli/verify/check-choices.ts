import type { Documents } from './documents.js';
import { isNear, listOf, member, numberOf, textOf, textsOf } from './json.js';
import { replaySearch } from './replay-search.js';
import type { Choice, ReplayConfig } from './replay-search.js';
import { statedIndices, trialsOf } from './trials.js';
import type { Trial } from './trials.js';
import type { Report } from './violation.js';

/** Most trials and arms that are made anew: each choice looks at all before it. */
const MAX_TRIALS = 5000;
const MAX_ARMS = 64;

/**
 * Makes every choice of the search anew from the rewards told before it (UCB1) and compares arm, indices, the reason
 * given, normalised reward, duplicates, arm statistics and the reason to stop.
 */
export function checkChoices(documents: Documents, report: Report): void {
  const { search, options, plan } = documents;
  const trials = trialsOf(search);
  const config = configOf(search);
  if (config === null || trials.length > MAX_TRIALS) {
    report('search-config', 'search.json', 'its configuration is no search that can be made anew');
    return;
  }
  checkConfig(documents, report);
  const { choices, statuses, normalised, stop } = replaySearch(config, trials);
  trials.forEach((trial, at) => {
    const where = `search.json#${at + 1}`;
    const choice = choices[at];
    if (trial.n !== at + 1) report('trial-number', where, `it is trial ${trial.n}`);
    if (choice === undefined) report('stop', where, 'the search had ended before this trial');
    else checkChoice(trial, choice, where, report);
    if (trial.status !== statuses[at]) report('trial-status', where, `it says ${trial.status}, it is ${statuses[at]}`);
    const reward = numberOf(trial.document, 'rewardNormalised');
    if (choice !== undefined && !isNear(reward, normalised[at] ?? Number.NaN)) {
      report(
        'reward-normalised',
        where,
        `it says ${reward}, over all told by then it is ${normalised[at]?.toFixed(6)}`,
      );
    }
  });
  const claims: [string, string][] = [
    ['search.json', textOf(search, 'stopReason')],
    ['plan.json', textOf(member(plan, 'search'), 'stopReason')],
  ];
  for (const [file, claim] of claims) {
    if (claim !== stop) report('stop', file, `it says ${claim}, made anew ${stop ?? 'the search would go on'}`);
  }
  checkArms(search, config.arms, trials, report);
  const target = numberOf(member(options, 'search'), 'targetReward');
  if (!Number.isNaN(target) && config.targetReward !== target) {
    report('search-config', 'search.json', `targetReward is ${config.targetReward}, the options say ${target}`);
  }
}

function configOf(search: unknown): ReplayConfig | null {
  const config = member(search, 'config');
  const arms = textsOf(config, 'arms');
  const target = member(config, 'targetReward');
  const read = {
    arms,
    exploration: numberOf(config, 'exploration'),
    normalise: textOf(config, 'rewardNormalization') === 'minmax',
    maxTrials: numberOf(config, 'maxTrials'),
    parallelism: numberOf(config, 'parallelism'),
    targetReward: typeof target === 'number' ? target : null,
  };
  const usable = arms.length > 0 && arms.length <= MAX_ARMS && new Set(arms).size === arms.length;
  return usable && read.parallelism >= 1 && read.exploration >= 0 && read.maxTrials <= MAX_TRIALS ? read : null;
}

/** What the client asked for is what was done. */
function checkConfig({ search, options }: Documents, report: Report): void {
  const config = member(search, 'config');
  const wanted = member(options, 'search');
  const arms = textsOf(config, 'arms').length;
  for (const name of ['exploration', 'seed', 'maxTrials']) {
    const asked = numberOf(wanted, name);
    if (Number.isNaN(asked)) continue;
    const due = name === 'maxTrials' ? Math.max(asked, arms) : asked;
    if (numberOf(config, name) === due) continue;
    report('search-config', 'search.json', `${name} is ${numberOf(config, name)}, the options say ${asked}`);
  }
  if (numberOf(search, 'seed') !== numberOf(config, 'seed')) {
    report('search-config', 'search.json', 'its seed is not the one of its configuration');
  }
}

function checkChoice(trial: Trial, choice: Choice, where: string, report: Report): void {
  const { strategy, indices } = choice;
  if (trial.strategy !== strategy) {
    report('choice', where, `it pulled ${trial.strategy}, by the indices it is ${strategy}'s turn`);
  }
  const stated = statedIndices(trial);
  for (const [arm, index] of indices) {
    const claim = stated.get(arm);
    const same = index === null ? claim === null : typeof claim === 'number' && isNear(claim, index);
    if (!same)
      report('index', where, `the index of ${arm} is ${String(claim)}, made anew ${index?.toFixed(6) ?? 'null'}`);
  }
  for (const arm of stated.keys()) {
    if (!indices.has(arm)) report('index', where, `there is no arm ${arm}`);
  }
  const because = textOf(trial.document, 'chosenBecause');
  if (!tellsWhy(because, choice)) {
    report('chosen-because', where, `${JSON.stringify(because)} is not why ${strategy} was chosen`);
  }
}

/** Where indices decided, the reason tells them all, that of the chosen arm first; else it says that nothing had to. */
function tellsWhy(because: string, { strategy, indices, open, untried }: Choice): boolean {
  const numbers = because.match(/\d+\.\d{6}/g) ?? [];
  if (untried || open.length === 1) return numbers.length === 0 && (untried ? /untried/ : /only/).test(because);
  const others = open.filter((arm) => arm !== strategy);
  const due = [strategy, ...others].map((arm) => (indices.get(arm) ?? 0).toFixed(6));
  return numbers.join() === due.join() && others.every((arm) => because.includes(arm));
}

function checkArms(search: unknown, arms: readonly string[], trials: readonly Trial[], report: Report): void {
  const stated = listOf(search, 'arms');
  if (stated.map((arm) => textOf(arm, 'strategy')).join() !== arms.join()) {
    report('arms', 'search.json', 'its arms are not those of its configuration');
    return;
  }
  for (const arm of stated) {
    const own = trials.filter(({ strategy }) => strategy === textOf(arm, 'strategy')).map(({ reward }) => reward);
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
    const same =
      numberOf(arm, 'pulls') === own.length &&
      (own.length === 0 || (isNear(numberOf(arm, 'mean'), mean) && isNear(numberOf(arm, 'best'), Math.max(...own))));
    if (!same)
      report('arms', `search.json#${textOf(arm, 'strategy')}`, 'pulls, mean or best are not those of its trials');
  }
}
