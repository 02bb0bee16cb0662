import type { BundleEditor, EditedTrial } from './bundle-editor.js';
import { mutation } from './mutation.js';
import type { Mutation } from './mutation.js';

const trialsOf = (bundle: BundleEditor): EditedTrial[] => bundle.document('search.json').trials;

/** Trials that gave a candidate. */
const madeOf = (bundle: BundleEditor): EditedTrial[] => trialsOf(bundle).filter((trial) => trial.candidateId !== null);

/** Ways to spoil the search and what came of it. */
export const searchMutations: Mutation[] = [
  mutation('a trial has a higher reward', ['reward'], (bundle, pick) => {
    const trial = pick(madeOf(bundle));
    trial.reward = trial.reward! + 0.05;
  }),
  mutation('a critic and the reward are higher', ['index', 'reward-normalised', 'winner', 'arms'], (bundle, pick) => {
    const trial = pick(trialsOf(bundle).slice(0, 4));
    const critic = pick(Object.values(trial.critics).filter(({ score }) => score < 0.95));
    trial.reward = Math.round((trial.reward! + (1 - critic.score) * critic.weight) * 1e6) / 1e6;
    critic.score = 1;
  }),
  mutation('the weights of the critics are others', ['critic-weights'], (bundle, pick) => {
    pick(Object.values(pick(madeOf(bundle)).critics)).weight += 0.1;
  }),
  mutation('an index is another', ['index'], (bundle, pick) => {
    const { indices } = pick(trialsOf(bundle).slice(4));
    const arm = pick(Object.keys(indices));
    indices[arm] = (indices[arm] ?? 0) + 0.01;
  }),
  mutation('another arm was pulled', ['choice'], (bundle, pick) => {
    const trial = pick(trialsOf(bundle));
    trial.strategy = trial.strategy === 'data-first' ? 'risk-first' : 'data-first';
  }),
  mutation('another reason is given for a choice', ['chosen-because'], (bundle, pick) => {
    pick(trialsOf(bundle)).chosenBecause = pick(['it felt right', 'highest index 9.000000']);
  }),
  mutation('a candidate was made by another operator', ['operator'], (bundle, pick) => {
    const trial = pick(trialsOf(bundle));
    trial.operator = trial.operator === 'aggregate' ? 'refine' : 'aggregate';
  }),
  mutation('a candidate was made by a model', ['generator'], (bundle, pick) => {
    pick(trialsOf(bundle)).generator = 'studio';
  }),
  mutation('a candidate was made from others', ['parents'], (bundle, pick) => {
    const trial = pick(trialsOf(bundle));
    trial.parents = [...trial.parents, pick(trialsOf(bundle).slice(0, 4)).candidateId!];
  }),
  mutation('an arm had been pulled otherwise before', ['pull'], (bundle, pick) => {
    pick(trialsOf(bundle)).pull += 1;
  }),
  mutation('a trial reserved calls', ['reserved'], (bundle, pick) => {
    pick(trialsOf(bundle)).reserved = { calls: 1, tokens: 100, cost: 0 };
  }),
  mutation('a trial spent calls it had not reserved', ['spent'], (bundle, pick) => {
    pick(trialsOf(bundle)).spent.calls += 1;
  }),
  mutation('a trial was asked for at another time', ['clock'], (bundle, pick) => {
    pick(trialsOf(bundle)).elapsedSeconds += 5;
  }),
  mutation('a judge chose where none may', ['judge'], (bundle) => {
    const trials = trialsOf(bundle);
    bundle.document('search.json').judge = { preferred: trials[0]!.candidateId!, over: trials[0]!.candidateId! };
  }),
  mutation('a normalised reward is another', ['reward-normalised'], (bundle, pick) => {
    const trial = pick(madeOf(bundle));
    trial.rewardNormalised = trial.rewardNormalised! - 0.01;
  }),
  mutation('a trial is called a duplicate', ['trial-status'], (bundle, pick) => {
    pick(madeOf(bundle).filter(({ status }) => status !== 'duplicate')).status = 'duplicate';
  }),
  mutation('a trial gave what another gave before', ['trial-status', 'candidate-origin'], (bundle, pick) => {
    const trials = trialsOf(bundle);
    pick(trials.slice(1)).candidateId = trials[0]!.candidateId;
  }),
  mutation('a trial is called invalid', ['validity'], (bundle, pick) => {
    pick(madeOf(bundle)).valid = false;
  }),
  mutation('a trial is left out', ['trial-number'], (bundle, pick) => {
    const trials = trialsOf(bundle);
    trials.splice(trials.indexOf(pick(trials.slice(0, -1))), 1);
  }),
  mutation('the search ended early', ['stop'], (bundle) => {
    trialsOf(bundle).pop();
  }),
  mutation('the search ended for another reason', ['stop'], (bundle) => {
    bundle.document('search.json').stopReason = 'exhausted';
  }),
  mutation('the exploration constant was another', ['index'], (bundle) => {
    bundle.document('search.json').config['exploration'] = 0.9;
  }),
  mutation('an arm was pulled more often', ['arms'], (bundle, pick) => {
    pick(bundle.document('search.json').arms).pulls += 1;
  }),
  mutation('a fallback takes the place of the winner everywhere', ['winner'], (bundle, pick) => {
    const search = bundle.document('search.json');
    const at = search.fallbacks.indexOf(pick(search.fallbacks));
    const { distance, ...winner } = search.fallbacks[at]!;
    search.fallbacks[at] = { ...search.winner, distance };
    search.winner = winner;
    Object.assign(bundle.document('plan.json'), { winner, fallbacks: search.fallbacks });
    Object.assign(bundle.document('report.json').search, { winner, fallbacks: search.fallbacks });
  }),
  mutation('a fallback is farther away', ['distance'], (bundle, pick) => {
    pick(bundle.document('search.json').fallbacks).distance += 0.1;
  }),
  mutation('the fallbacks stand in another order', ['fallbacks'], (bundle) => {
    bundle.document('search.json').fallbacks.reverse();
  }),
  mutation('a loser is not told', ['rejected'], (bundle, pick) => {
    const { rejected } = bundle.document('search.json');
    rejected.splice(rejected.indexOf(pick(rejected)), 1);
  }),
  mutation('a loser lost for another reason', ['rejected'], (bundle, pick) => {
    pick(bundle.document('search.json').rejected).because = 'reward 0.500000 below the winner';
  }),
  mutation('the plan names another winner', ['winner'], (bundle, pick) => {
    bundle.document('plan.json').winner!.candidateId = pick(bundle.document('search.json').fallbacks).candidateId;
  }),
  mutation('a candidate is missing', ['missing-candidate'], (bundle, pick) => {
    bundle.remove(pick(bundle.paths().filter((path) => path.startsWith('candidates/'))));
  }),
  mutation('a candidate is not what its name says', ['candidate-hash'], (bundle, pick) => {
    bundle.candidate(pick(madeOf(bundle)).candidateId!).tasks.pop();
  }),
  mutation('a candidate lacks a task, its name repaired everywhere', ['candidate-invalid'], (bundle, pick) => {
    const { tasks } = bundle.candidate(pick(madeOf(bundle)).candidateId!);
    tasks.splice(tasks.indexOf(pick(tasks.filter(({ kind }) => kind === 'operation' || kind === 'schema'))), 1);
    bundle.repairCandidates();
  }),
  mutation(
    'a candidate stores another cut than its own, its name repaired everywhere',
    ['candidate-shape'],
    (bundle, pick) => {
      const { shape } = bundle.candidate(pick(trialsOf(bundle)).candidateId!);
      shape.units.splice(shape.units.indexOf(pick(shape.units)), 1);
      bundle.repairCandidates();
    },
  ),
  mutation('a candidate waits for itself, its name repaired everywhere', ['candidate-invalid'], (bundle, pick) => {
    const { tasks } = bundle.candidate(pick(madeOf(bundle)).candidateId!);
    const last = pick(tasks.filter(({ dependsOn }) => dependsOn.length > 0));
    const first = tasks.find(({ key }) => key === last.dependsOn[0]!.task)!;
    first.dependsOn.push({ ...last.dependsOn[0]!, task: last.key });
    bundle.repairCandidates();
  }),
  mutation(
    'a candidate was made with another seed, its name repaired everywhere',
    ['candidate-origin'],
    (bundle, pick) => {
      bundle.candidate(pick(madeOf(bundle)).candidateId!).parameters.seed = 99;
      bundle.repairCandidates();
    },
  ),
  mutation(
    'a fallback is cut otherwise, its name repaired everywhere',
    ['distance', 'fallbacks', 'rejected'],
    (bundle, pick) => {
      const { tasks } = bundle.candidate(pick(bundle.document('search.json').fallbacks).candidateId);
      const [first, second] = tasks.filter(({ kind }) => kind === 'operation');
      first!.covers.push(...second!.covers);
      bundle.repairCandidates();
    },
  ),
];
