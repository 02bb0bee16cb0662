import { covers } from './documents.js';
import type { Documents } from './documents.js';
import { entriesOf, isNear, isSame, listOf, member, numberOf, textOf, textsOf } from './json.js';
import { checkShape } from './check-shape.js';
import { outOfScope } from './scope.js';
import { makeDag } from './task-dag.js';
import { trialsOf } from './trials.js';
import type { Trial } from './trials.js';
import type { Report } from './violation.js';

/** What an invalid candidate gets at most, and a valid one at least. */
const INVALID_CAP = 0.2;

/**
 * Checks every trial against the candidate it names: the candidate is there, says the same of how it was made, and is
 * valid where the trial says so (no cycle, nothing unresolved, every element in scope covered). The reward of a valid
 * one is the weighted sum of its critics' scores; of an invalid one 0.2 / (1 + violations).
 */
export function checkCandidates(documents: Documents, report: Report): void {
  const { search, candidates, plan } = documents;
  const trials = trialsOf(search);
  const named = new Set(trials.map(({ candidateId }) => candidateId).filter((id) => id !== ''));
  for (const id of named) {
    if (candidates.get(id) === undefined) report('missing-candidate', 'search.json', `${id} is not in candidates/`);
  }
  for (const id of candidates.keys()) {
    if (!named.has(id)) report('stray-candidate', `candidates/${id}.json`, 'no trial made it');
  }
  const due = dueElements(documents);
  checkRepeats(trials, report);
  for (const trial of trials) {
    const candidate = candidates.get(trial.candidateId);
    checkReward(trial, report);
    if (candidate === undefined) continue;
    checkShape(candidate, `candidates/${trial.candidateId}.json`, report);
    checkOrigin(trial, candidate, numberOf(search, 'seed'), report);
    if (trial.valid) checkValid(candidate, due, `candidates/${trial.candidateId}.json`, report);
  }
  const counts: [string, number][] = [
    ['trials', trials.length],
    ['candidates', named.size],
  ];
  for (const [name, count] of counts) {
    const stated = numberOf(member(plan, 'search'), name);
    if (stated !== count) report('plan-search', `plan.json#${name}`, `it says ${stated}, search.json has ${count}`);
  }
}

/** One candidate has one reward, whichever trial comes upon it. */
function checkRepeats(trials: readonly Trial[], report: Report): void {
  const first = new Map<string, Trial>();
  for (const trial of trials) {
    if (trial.candidateId === '') continue;
    const known = first.get(trial.candidateId);
    if (known === undefined) first.set(trial.candidateId, trial);
    else if (!isNear(trial.reward, known.reward) || trial.valid !== known.valid) {
      const message = `its reward ${trial.reward} is not that of trial ${known.n}, which gave the same candidate`;
      report('candidate-origin', `search.json#${trial.n}`, message);
    }
  }
}

/** What repeats a candidate may have been made otherwise; the trial that made it first tells how it was made. */
function checkOrigin(trial: Trial, candidate: unknown, seed: number, report: Report): void {
  const where = `candidates/${trial.candidateId}.json`;
  const tell = (message: string): void => report('candidate-origin', where, message);
  if (trial.status !== 'completed') return;
  const strategy = textOf(candidate, 'strategy');
  if (strategy !== trial.strategy) tell(`it was made by ${strategy}, trial ${trial.n} pulled ${trial.strategy}`);
  for (const name of ['operator', 'parents', 'fixes']) {
    if (!isSame(member(candidate, name), member(trial.document, name)))
      tell(`its ${name} are not those of trial ${trial.n}`);
  }
  const parameters = member(candidate, 'parameters');
  if (numberOf(parameters, 'seed') !== seed || numberOf(parameters, 'pull') !== trial.pull) {
    tell(`it was not made with seed ${seed} in pull ${trial.pull}`);
  }
}

function checkReward(trial: Trial, report: Report): void {
  const where = `search.json#${trial.n}`;
  const violations = listOf(trial.document, 'violations').length;
  const critics = entriesOf(member(trial.document, 'critics'));
  if (trial.candidateId === '') {
    if (trial.reward !== 0 || trial.valid) report('reward', where, 'a trial without a candidate has reward 0');
    return;
  }
  if (trial.valid !== (violations === 0)) {
    report('validity', where, `valid is ${trial.valid}, it lists ${violations} violations`);
  }
  let weights = 0;
  let sum = 0;
  for (const [name, critic] of critics) {
    const score = numberOf(critic, 'score');
    if (!(score >= 0 && score <= 1)) report('critic-score', where, `${name} gives ${score}`);
    weights += numberOf(critic, 'weight');
    sum += numberOf(critic, 'weight') * score;
  }
  if (trial.valid && !isNear(weights, 1, critics.length)) {
    report('critic-weights', where, `the weights of the critics add up to ${weights.toFixed(6)}`);
  }
  const reward = trial.valid ? Math.max(INVALID_CAP, sum) : INVALID_CAP / (1 + violations);
  if (!isNear(trial.reward, reward, critics.length + 1)) {
    report('reward', where, `it says ${trial.reward}, its critics make it ${reward.toFixed(6)}`);
  }
}

/** References that a valid candidate covers, and those it may name. */
interface Due {
  covered: string[];
  known: ReadonlySet<string>;
  requirements: ReadonlySet<string>;
}

function dueElements({ model, options, coverage }: Documents): Due {
  const all = [
    ...listOf(model, 'operations').map((one) => `op:${textOf(one, 'id')}`),
    ...listOf(model, 'entities').map((one) => `entity:${textOf(one, 'id')}`),
  ];
  const excluded = outOfScope(model, options);
  return {
    covered: ['scaffold', ...all.filter((ref) => !excluded.has(ref))],
    known: new Set(['auth', 'scaffold', ...all]),
    requirements: new Set(listOf(coverage, 'requirements').map((row) => textOf(row, 'id'))),
  };
}

function checkValid(candidate: unknown, due: Due, where: string, report: Report): void {
  const tasks = listOf(candidate, 'tasks').map((task) => ({
    name: textOf(task, 'key'),
    kind: textOf(task, 'kind'),
    covers: textsOf(task, 'covers'),
    refs: [...textsOf(task, 'covers'), ...textsOf(task, 'verifies'), ...textsOf(task, 'uses')],
    requirements: textsOf(task, 'requirements'),
    needs: listOf(task, 'dependsOn').map((edge) => textOf(edge, 'task')),
  }));
  const tell = (message: string): void => report('candidate-invalid', where, `its trial calls it valid; ${message}`);
  const keys = new Set(tasks.map(({ name }) => name));
  if (keys.size !== tasks.length) tell('two of its tasks have one key');
  if (makeDag(tasks).order === null) tell('some of its tasks wait for each other');
  const covered = new Set(tasks.filter(covers).flatMap((task) => task.covers));
  for (const ref of due.covered) if (!covered.has(ref)) tell(`no task covers ${ref}`);
  for (const { name, refs, requirements, needs } of tasks) {
    const unknown = [
      ...refs.filter((ref) => !due.known.has(ref)),
      ...requirements.filter((id) => !due.requirements.has(id)),
      ...needs.filter((need) => !keys.has(need) || need === name),
    ];
    if (unknown.length > 0) tell(`${name} names ${unknown.join(', ')}, which does not exist`);
  }
}
