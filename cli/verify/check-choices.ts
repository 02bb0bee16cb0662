import type { Documents } from './documents.js';
import { checkMove, checkStudio } from './check-move.js';
import { isNear, listOf, member, numberOf, textOf, textsOf } from './json.js';
import { replaySearch } from './replay-search.js';
import { MERGING } from './replay-state.js';
import type { Choice, ReplayConfig } from './replay-state.js';
import { spentOf, statedIndices, trialsOf } from './trials.js';
import type { Trial } from './trials.js';
import type { Report } from './violation.js';

/** Most trials and arms that are made anew: each choice looks at all before it. */
const MAX_TRIALS = 5000;
const MAX_ARMS = 64;

/**
 * Makes every choice of the search anew from the rewards told before it (UCB1) and compares arm, indices, the reason
 * given, how the candidate is made of what and for how much, normalised reward, duplicates, arm statistics and the reason
 * to stop.
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
  const replay = replaySearch(config, trials, numberOf(search, 'elapsedSeconds'));
  trials.forEach((trial, at) => {
    const where = `search.json#${at + 1}`;
    const choice = replay.choices[at];
    if (trial.n !== at + 1) report('trial-number', where, `it is trial ${trial.n}`);
    if (choice === undefined) report('stop', where, 'the search had ended before this trial');
    else checkChoice(trial, choice, where, report);
    const status = replay.statuses[at];
    if (trial.status !== status) report('trial-status', where, `it says ${trial.status}, it is ${status}`);
    if (choice !== undefined) checkNormalised(trial, replay.normalised[at] ?? null, where, report);
  });
  checkStudio(search, trials, report);
  checkClock(search, config, trials, replay.batches, report);
  const claims: [string, string][] = [
    ['search.json', textOf(search, 'stopReason')],
    ['plan.json', textOf(member(plan, 'search'), 'stopReason')],
  ];
  for (const [file, claim] of claims) {
    if (claim === replay.stop) continue;
    report('stop', file, `it says ${claim}, made anew ${replay.stop ?? 'the search would go on'}`);
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
  const read = {
    arms,
    exploration: numberOf(config, 'exploration'),
    normalise: textOf(config, 'rewardNormalization') === 'minmax',
    maxTrials: numberOf(config, 'maxTrials'),
    parallelism: numberOf(config, 'parallelism'),
    minGain: numberOf(config, 'minGain'),
    targetReward: limitOf(config, 'targetReward'),
    plateauTrials: limitOf(config, 'plateauTrials'),
    maxSeconds: limitOf(config, 'maxSeconds'),
    studio: studioOf(member(config, 'studio')),
  };
  const usable = arms.length > 0 && arms.length <= MAX_ARMS && new Set(arms).size === arms.length;
  const numbers = read.parallelism >= 1 && read.exploration >= 0 && read.maxTrials <= MAX_TRIALS && read.minGain >= 0;
  return usable && numbers ? read : null;
}

function limitOf(config: unknown, name: string): number | null {
  return member(config, name) === null ? null : numberOf(config, name);
}

function studioOf(studio: unknown): ReplayConfig['studio'] {
  if (studio === null) return null;
  const { calls, tokens } = spentOf(studio);
  return {
    from: numberOf(studio, 'from'),
    calls,
    tokens,
    cost: limitOf(studio, 'cost'),
    perTrial: spentOf(member(studio, 'perTrial')),
  };
}

/** What the client asked for is what was done. */
function checkConfig({ search, options }: Documents, report: Report): void {
  const config = member(search, 'config');
  const wanted = member(options, 'search');
  const arms = textsOf(config, 'arms').filter((arm) => arm !== MERGING).length;
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
  checkMove(trial, choice, where, report);
  const because = textOf(trial.document, 'chosenBecause');
  if (!tellsWhy(because, choice)) {
    report('chosen-because', where, `${JSON.stringify(because)} is not why ${strategy} was chosen`);
  }
}

function checkNormalised(trial: Trial, due: number | null, where: string, report: Report): void {
  const stated = member(trial.document, 'rewardNormalised');
  const same = due === null ? stated === null : typeof stated === 'number' && isNear(stated, due);
  if (same) return;
  const message = `it says ${String(stated)}, over all told by then it is ${due?.toFixed(6) ?? 'null'}`;
  report('reward-normalised', where, message);
}

/** Where the clock may end the search it does not run backwards nor between trials that were asked for at once. */
function checkClock(
  search: unknown,
  { maxSeconds }: ReplayConfig,
  trials: readonly Trial[],
  batches: readonly number[],
  report: Report,
): void {
  const begins = new Set(batches);
  let last = 0;
  for (const [at, { elapsedSeconds }] of trials.entries()) {
    const right = maxSeconds === null ? elapsedSeconds === 0 : elapsedSeconds >= last;
    const together = begins.has(at + 1) || elapsedSeconds === last;
    if (!right || !together)
      report('clock', `search.json#${at + 1}`, `it was asked for after ${elapsedSeconds} seconds`);
    last = elapsedSeconds;
  }
  const end = numberOf(search, 'elapsedSeconds');
  if (maxSeconds === null ? end !== 0 : !(end >= last)) report('clock', 'search.json', `it ended after ${end} seconds`);
}

/**
 * Where indices decided, the reason tells them all, that of the chosen arm first; else it says that nothing had to. Then
 * follow the way the candidate is made, unless it is the plain one of the arm, and why no model is asked, if so.
 */
function tellsWhy(because: string, choice: Choice): boolean {
  const { strategy, indices, open, untried, operator, pull, withoutModel } = choice;
  const [why = '', how = '', ...rest] = because.split('; ');
  const plain = operator === 'fresh' && pull === 0;
  if (plain ? how !== '' : !how.startsWith(`${operator}: `)) return false;
  const silent = plain || operator === 'aggregate' || withoutModel === null;
  if (rest.join('; ') !== (silent ? '' : `the model is not asked: ${withoutModel}`)) return false;
  const numbers = why.match(/\d+\.\d{6}/g) ?? [];
  if (untried || open.length === 1) return numbers.length === 0 && (untried ? /untried/ : /only/).test(why);
  const others = open.filter((arm) => arm !== strategy);
  const due = [strategy, ...others].map((arm) => (indices.get(arm) ?? 0).toFixed(6));
  return numbers.join() === due.join() && others.every((arm) => why.includes(arm));
}

function checkArms(search: unknown, arms: readonly string[], trials: readonly Trial[], report: Report): void {
  const stated = listOf(search, 'arms');
  if (stated.map((arm) => textOf(arm, 'strategy')).join() !== arms.join()) {
    report('arms', 'search.json', 'its arms are not those of its configuration');
    return;
  }
  for (const arm of stated) {
    const pulls = trials.filter(({ strategy }) => strategy === textOf(arm, 'strategy'));
    const own = pulls.filter(({ candidateId }) => candidateId !== '').map(({ reward }) => reward);
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
    const same =
      numberOf(arm, 'pulls') === pulls.length &&
      (own.length === 0 || (isNear(numberOf(arm, 'mean'), mean) && isNear(numberOf(arm, 'best'), Math.max(...own))));
    if (!same)
      report('arms', `search.json#${textOf(arm, 'strategy')}`, 'pulls, mean or best are not those of its trials');
  }
}
