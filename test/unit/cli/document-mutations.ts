import { sha256 } from './bundle-editor.js';
import { mutation } from './mutation.js';
import type { Mutation } from './mutation.js';

/** Ways to spoil the graph, the coverage, the inputs and what repeats them. */
export const documentMutations: Mutation[] = [
  mutation('the graph lacks an edge', ['graph-reduction'], (bundle, pick) => {
    const { edges } = bundle.document('graph.json');
    edges.splice(edges.indexOf(pick(edges)), 1);
  }),
  mutation('the graph has an edge that follows from others', ['graph-reduction', 'graph-edge'], (bundle, pick) => {
    const { edges } = bundle.document('graph.json');
    const first = pick(edges.filter(({ to }) => edges.some(({ from }) => from === to)));
    const second = edges.find(({ from }) => from === first.to)!;
    edges.push({ ...second, from: first.from });
  }),
  mutation('an edge of the graph gives another reason', ['graph-edge'], (bundle, pick) => {
    pick(bundle.document('graph.json').edges).reason = 'Because.';
  }),
  mutation('the graph lacks a node', ['graph-node'], (bundle, pick) => {
    const { nodes } = bundle.document('graph.json');
    nodes.splice(nodes.indexOf(pick(nodes)), 1);
  }),
  mutation('a node has another title', ['graph-node'], (bundle, pick) => {
    pick(bundle.document('graph.json').nodes).title = 'Something else';
  }),
  mutation('a task of the graph stands in another wave', ['graph-waves'], (bundle, pick) => {
    const { waves } = bundle.document('graph.json');
    const [from, to] = [pick(waves.slice(0, 2)), pick(waves.slice(2))];
    to.push(from.pop()!);
  }),
  mutation('the critical path is shorter', ['critical-path'], (bundle, pick) => {
    const { criticalPath } = bundle.document('graph.json');
    criticalPath.splice(criticalPath.indexOf(pick(criticalPath)), 1);
  }),
  mutation('the matrix names another maker', ['coverage-row'], (bundle, pick) => {
    const { operations, entities } = bundle.document('coverage.json');
    pick([...operations, ...entities]).implementedBy = [pick(bundle.document('tasks.json').tasks).id, 'tsk_other'];
  }),
  mutation('the matrix lacks a row', ['coverage-row'], (bundle, pick) => {
    const { operations } = bundle.document('coverage.json');
    operations.splice(operations.indexOf(pick(operations)), 1);
  }),
  mutation('an element is put out of scope', ['scope'], (bundle, pick) => {
    const { outOfScope, operations } = bundle.document('coverage.json');
    outOfScope.push(`op:${pick(operations).element}`);
  }),
  mutation('the options leave out what the plan has', ['scope'], (bundle, pick) => {
    const { operations } = bundle.document('coverage.json');
    bundle.document('inputs/options.json').scope = { exclude: [pick(operations).element] };
  }),
  mutation('the totals say more', ['coverage-totals'], (bundle, pick) => {
    const { coverage } = bundle.document('plan.json');
    const total = coverage![pick(['operations', 'entities', 'derivedEntities', 'requirements'] as const)];
    total.total += 1;
    total.covered += 1;
  }),
  mutation('coverage is called incomplete', ['coverage-complete'], (bundle) => {
    bundle.document('coverage.json').complete = false;
  }),
  mutation('an operation is hidden from model and matrix', ['contract-recount'], (bundle, pick) => {
    const model = bundle.document('contract.model.json');
    const { id } = pick(model.operations);
    model.operations = model.operations.filter((one) => one.id !== id);
    const coverage = bundle.document('coverage.json');
    coverage.operations = coverage.operations.filter(({ element }) => element !== id);
    bundle.document('plan.json').contract.operations -= 1;
    bundle.document('plan.json').coverage!.operations.total -= 1;
  }),
  mutation('the model holds nothing', ['no-elements'], (bundle) => {
    Object.assign(bundle.document('contract.model.json'), { operations: [], entities: [] });
  }),
  mutation('a schema is made up', ['contract-recount'], (bundle, pick) => {
    const { entities } = bundle.document('contract.model.json');
    entities.push({ ...pick(entities), id: 'MadeUp' });
  }),
  mutation('the contract has one operation more, all hashes repaired', ['contract-recount'], (bundle) => {
    const path = 'inputs/contract.json';
    const before = sha256(bundle.text(path));
    bundle.set(path, bundle.text(path).replace('"paths":{', '"paths":{"/more":{"get":{"responses":{}}},'));
    bundle.replaceAll(before, sha256(bundle.text(path)));
  }),
  mutation('the contract is no contract, all hashes repaired', ['contract-unreadable'], (bundle) => {
    const before = sha256(bundle.text('inputs/contract.json'));
    bundle.set('inputs/contract.json', '{"a": 1}');
    bundle.replaceAll(before, sha256('{"a": 1}'));
  }),
  mutation('the contract is not the one that was planned', ['input-hash'], (bundle) => {
    bundle.set('inputs/contract.json', `${bundle.text('inputs/contract.json')}\n`);
  }),
  mutation('the PRD begins with one word more, its hash repaired', ['requirement-span'], (bundle) => {
    const before = sha256(bundle.text('inputs/prd.md'));
    bundle.set('inputs/prd.md', `Hello. ${bundle.text('inputs/prd.md')}`);
    bundle.replaceAll(before, sha256(bundle.text('inputs/prd.md')));
  }),
  mutation('the PRD asks for more, its hash repaired', ['requirement-missing'], (bundle) => {
    const before = sha256(bundle.text('inputs/prd.md'));
    bundle.set('inputs/prd.md', `${bundle.text('inputs/prd.md')}- FR-77: A member can fly.\n`);
    bundle.replaceAll(before, sha256(bundle.text('inputs/prd.md')));
  }),
  mutation('a clause stands elsewhere', ['requirement-span'], (bundle, pick) => {
    pick(bundle.document('coverage.json').requirements).start += 1;
  }),
  mutation('a clause reads otherwise', ['requirement-span'], (bundle, pick) => {
    pick(bundle.document('coverage.json').requirements).text += ' Or not.';
  }),
  mutation('a clause has another id, wherever it is named', ['requirement-id'], (bundle, pick) => {
    bundle.replaceAll(pick(bundle.document('coverage.json').requirements).id, 'R-FR-50');
    bundle.repairCandidates();
  }),
  mutation('a clause is dropped', ['requirement-missing', 'unknown-requirement'], (bundle, pick) => {
    const { requirements } = bundle.document('coverage.json');
    requirements.splice(requirements.indexOf(pick(requirements)), 1);
    bundle.document('plan.json').prd.requirements! -= 1;
  }),
  mutation('a clause is traced to what is not there', ['requirement-trace'], (bundle, pick) => {
    pick(bundle.document('coverage.json').requirements).elements.push({
      ...{ element: 'op:GET /nowhere', score: 0.5, evidence: 'made up' },
    });
  }),
  mutation('a clause is said to be served, or not to be', ['requirement-trace'], (bundle, pick) => {
    const requirement = pick(bundle.document('coverage.json').requirements);
    requirement.served = !requirement.served;
  }),
  mutation('a clause is covered by another task', ['requirement-covered'], (bundle, pick) => {
    pick(bundle.document('coverage.json').requirements).coveredBy = [];
  }),
  mutation('the plan counts tasks wrong', ['plan-tasks'], (bundle) => {
    bundle.document('plan.json').tasks!.total += 1;
  }),
  mutation('the plan counts a kind of task wrong', ['plan-tasks'], (bundle, pick) => {
    const { byKind } = bundle.document('plan.json').tasks!;
    byKind[pick(Object.keys(byKind))] = 40;
  }),
  mutation('the plan counts waves or edges wrong', ['plan-graph'], (bundle, pick) => {
    bundle.document('plan.json').graph![pick(['waves', 'edges', 'maxWidth'] as const)] += 1;
  }),
  mutation('the plan takes fewer minutes', ['critical-path'], (bundle) => {
    bundle.document('plan.json').graph!.criticalPath.minutes -= 1;
  }),
  mutation('a finding is left out', ['findings-differ', 'finding-missing'], (bundle, pick) => {
    const { findings } = bundle.document('plan.json');
    findings.splice(findings.indexOf(pick(findings)), 1);
  }),
  mutation('a finding is left out of plan and report', ['finding-missing', 'finding-unserved'], (bundle, pick) => {
    const plan = bundle.document('plan.json');
    const report = bundle.document('report.json');
    const left = JSON.stringify(pick(plan.findings));
    plan.findings = plan.findings.filter((finding) => JSON.stringify(finding) !== left);
    report.findings = report.findings.filter((finding) => JSON.stringify(finding) !== left);
    report.plan = plan;
  }),
  mutation('the report tells other budgets', ['report-budgets'], (bundle, pick) => {
    bundle.document('report.json').budgets[pick(['limit', 'max', 'p50', 'degraded'] as const)] += 1;
  }),
  mutation('the report tells shorter waves', ['report-waves'], (bundle, pick) => {
    pick(bundle.document('report.json').waves).minutes -= 1;
  }),
  mutation('the report calls a task simple', ['report-complexity'], (bundle, pick) => {
    pick(bundle.document('report.json').complexity).score10 = 1;
  }),
  mutation('the report is about another plan', ['report-repeats'], (bundle) => {
    bundle.document('report.json').plan.title = 'Another';
  }),
  mutation('the report says more is done', ['report-execution'], (bundle) => {
    bundle.document('report.json').execution.done += 1;
  }),
  mutation('a signal for a front end quotes what is not there', ['front-end-signal'], (bundle, pick) => {
    pick(bundle.document('plan.json').frontEnd!.signals).start -= 1;
  }),
  mutation('no front end is included, and one is built', ['front-end-excluded'], (bundle) => {
    bundle.document('plan.json').frontEnd!.included = false;
  }),
  mutation('a repository is made by another task', ['scaffold'], (bundle, pick) => {
    pick(bundle.document('scaffold.json').scaffold).task = bundle.document('tasks.json').tasks.at(-1)!.id;
  }),
];
