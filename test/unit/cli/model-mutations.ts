import type { BundleEditor, EditedTrial } from './bundle-editor.js';
import { mutation } from './mutation.js';
import type { Mutation, Pick } from './mutation.js';

const advisedOf = (bundle: BundleEditor) =>
  bundle.document('tasks.json').tasks.filter(({ guidance }) => guidance !== undefined);

const trialsOf = (bundle: BundleEditor): EditedTrial[] => bundle.document('search.json').trials;

const byModel = (bundle: BundleEditor, pick: Pick): EditedTrial =>
  pick(trialsOf(bundle).filter(({ generator }) => generator === 'studio'));

const ordersOf = (bundle: BundleEditor) =>
  bundle
    .document('tasks.json')
    .tasks.flatMap(({ dependsOn }) => dependsOn ?? [])
    .filter(({ reason }) => reason.startsWith('A model reads it'));

const linksOf = (bundle: BundleEditor) =>
  bundle
    .document('coverage.json')
    .requirements.flatMap(({ elements }) => elements)
    .filter(({ evidence }) => /a model reads it/.test(evidence));

/** Ways to spoil what a bundle tells of a model. */
export const modelMutations: Mutation[] = [
  mutation('the plan is called one of our rules', ['generator'], (bundle) => {
    bundle.document('plan.json').search!.generator = 'deterministic';
  }),
  mutation('the plan is called one of a model alone', ['generator'], (bundle) => {
    bundle.document('plan.json').search!.generator = 'studio';
  }),
  mutation('the summary makes a model cheaper', ['plan-search'], (bundle) => {
    bundle.document('plan.json').search!.studio!.tokens -= 100;
  }),
  mutation('a candidate of a model is called one of our rules', ['generator'], (bundle, pick) => {
    byModel(bundle, pick).generator = 'deterministic';
  }),
  mutation('a candidate of a model was made from another', ['parents'], (bundle, pick) => {
    byModel(bundle, pick).parents = [trialsOf(bundle)[0]!.candidateId!, trialsOf(bundle)[1]!.candidateId!];
  }),
  mutation('a merged candidate was made from the same one twice', ['parents'], (bundle, pick) => {
    const trial = pick(trialsOf(bundle).filter(({ operator }) => operator === 'aggregate'));
    trial.parents = [trial.parents[0]!, trial.parents[0]!];
  }),
  mutation('a judge preferred what it may not choose between', ['judge'], (bundle) => {
    const { rejected, winner } = bundle.document('search.json');
    bundle.document('search.json').judge = { preferred: rejected.at(-1)!.candidateId, over: winner.candidateId };
  }),
  mutation('the tasks advise otherwise than guidance.json', ['guidance'], (bundle, pick) => {
    pick(advisedOf(bundle)).guidance!.approach = 'Skip the checks.';
  }),
  mutation('a task has lost its advice', ['guidance'], (bundle, pick) => {
    delete pick(advisedOf(bundle)).guidance;
  }),
  mutation('guidance.json advises otherwise', ['guidance'], (bundle, pick) => {
    pick(Object.values(bundle.document('guidance.json').byTask)).pitfalls.push('Nobody checks this.');
  }),
  mutation('guidance.json advises a task that is none', ['guidance'], (bundle) => {
    bundle.document('guidance.json').byTask['operation.none'] = { approach: 'Do.', pitfalls: [], questions: [] };
  }),
  mutation('guidance.json is gone', ['guidance'], (bundle) => {
    bundle.remove('guidance.json');
  }),
  mutation('a payload advises otherwise', ['payload-guidance'], (bundle, pick) => {
    bundle.payload(pick(advisedOf(bundle)).key).guidance!.approach = 'Skip the checks.';
  }),
  mutation('a payload says nothing of the advice it holds', ['payload-text'], (bundle, pick) => {
    const payload = bundle.payload(pick(advisedOf(bundle)).key);
    payload.rendered = payload.rendered.replaceAll('Errors of the contract', 'Tricks');
  }),
  mutation('an order of a model is hard', ['model-weight'], (bundle, pick) => {
    pick(ordersOf(bundle)).hard = true;
  }),
  mutation('an order of a model is believed more', ['model-weight'], (bundle, pick) => {
    pick(ordersOf(bundle)).confidence = 0.6;
  }),
  mutation('an order of a model rests on words that nobody wrote', ['model-quote'], (bundle, pick) => {
    pick(ordersOf(bundle)).reason = 'A model reads it in the PRD: "Ledgers come after albums.".';
  }),
  mutation('an order of a model rests on nothing', ['model-quote'], (bundle, pick) => {
    pick(ordersOf(bundle)).reason = 'A model says so.';
  }),
  mutation('a candidate has a hard order of a model, its name repaired everywhere', ['model-weight'], (bundle) => {
    const { winner } = bundle.document('search.json');
    const edges = bundle.candidate(winner.candidateId).tasks.flatMap(({ dependsOn }) => dependsOn);
    edges.find(({ reason }) => reason.startsWith('A model'))!.hard = true;
    bundle.repairCandidates();
  }),
  mutation('a clause does not hold what its link quotes', ['model-quote'], (bundle, pick) => {
    pick(linksOf(bundle)).evidence = 'names bands; a model reads it in "all hotels have ledgers"';
  }),
  mutation('a model links more clauses than it is said to', ['model-count'], (bundle, pick) => {
    const rows = bundle.document('coverage.json').requirements.filter(({ id }) => id !== 'R-FR-4');
    const row = pick(rows.filter(({ elements }) => elements.length > 0));
    row.elements[0]!.evidence = `a model reads it in ${JSON.stringify(row.text.slice(0, 12))}`;
  }),
  mutation('enrichment.json tells of fewer links', ['model-count'], (bundle) => {
    bundle.document('enrichment.json').used.traces = 0;
  }),
  mutation('enrichment.json tells of no order', ['model-count'], (bundle) => {
    bundle.document('enrichment.json').used.edges = 0;
  }),
  mutation('enrichment.json is gone', ['model-count', 'model-finding'], (bundle) => {
    bundle.remove('enrichment.json');
  }),
  mutation('a finding of the model is told twice', ['model-finding'], (bundle) => {
    const { findings } = bundle.document('plan.json');
    const told = findings.find(({ code }) => code === 'statement-missed')!;
    findings.push(told);
    bundle.document('report.json').findings.push(told);
  }),
  mutation('a finding of the model is not told', ['model-finding'], (bundle) => {
    for (const path of ['plan.json', 'report.json'] as const) {
      const { findings } = bundle.document(path);
      findings.splice(
        findings.findIndex(({ code }) => code === 'statement-missed'),
        1,
      );
    }
  }),
  mutation('the report lacks a question of the model', ['report-questions'], (bundle) => {
    bundle.document('report.json').questions!.pop();
  }),
  mutation('a call of a trial took more requests', ['spent'], (bundle, pick) => {
    pick(byModel(bundle, pick).studio!.calls).requests += 1;
  }),
  mutation('a call beside the trials took fewer tokens', ['spent'], (bundle, pick) => {
    const step = pick(bundle.document('search.json').studio!.steps.filter(({ calls }) => calls.length > 0));
    pick(step.calls).tokens -= 1;
  }),
  mutation('the search spent less', ['spent'], (bundle) => {
    bundle.document('search.json').studio!.spent.calls -= 1;
  }),
  mutation('answers were remembered more often', ['cache-hits'], (bundle) => {
    bundle.document('search.json').studio!.cacheHits += 1;
  }),
  mutation('no model is said to be set up', ['model-stray'], (bundle) => {
    bundle.document('search.json').studio = null;
  }),
];
