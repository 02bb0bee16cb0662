import assert from 'node:assert/strict';
import type { Finding } from '../../../planning/finding.js';
import { makeReport, sortFindings } from '../../../planning/revision/report.js';
import type { Report, ReportInput } from '../../../planning/revision/report.js';
import { analysis, context, entity, model, operation, requirement } from '../complexity/sample-plan.js';
import { coverage, planTask } from './sample-report.js';

const SCHEDULE = {
  order: [],
  wave: new Map(),
  critical: new Set<string>(),
  criticalPath: ['schema.a', 'operation.b'],
  minutes: 50,
  maxWidth: 2,
};
const SEARCH = {
  arms: [],
  winner: { candidateId: 'w', strategy: 'contract-first', reward: 0.9 },
  fallbacks: [],
  stopReason: 'max-trials' as const,
};

function report(over: Partial<ReportInput>): Report {
  return makeReport({
    context: context(),
    tasks: [],
    schedule: SCHEDULE,
    coverage: coverage([]),
    findings: [],
    scaffold: [],
    search: SEARCH,
    idOf: (key) => `tsk_${key}`,
    ...over,
  });
}

function codes(entries: { code: string }[]): string[] {
  return entries.map(({ code }) => code);
}

describe('makeReport', () => {
  it('lists waves with the length of their longest task, and the critical path by id', () => {
    const tasks = [
      planTask('schema.a', { minutes: 20 }),
      planTask('schema.c', { minutes: 45 }),
      planTask('operation.b', { minutes: 30, wave: 2 }),
    ];
    const made = report({ tasks });
    assert.deepEqual(made.waves, [
      { n: 1, tasks: ['tsk_schema.a', 'tsk_schema.c'], minutes: 45 },
      { n: 2, tasks: ['tsk_operation.b'], minutes: 30 },
    ]);
    assert.deepEqual(made.criticalPath, ['tsk_schema.a', 'tsk_operation.b']);
  });

  it('puts the most complex task first and says what makes it so', () => {
    const { complexity, risks } = report({
      tasks: [planTask('schema.a'), planTask('operation.b', { score: 0.7, split: 4 })],
    });
    assert.deepEqual(complexity[0], {
      task: 'tsk_operation.b',
      score10: 7.3,
      recommendedSubtasks: 4,
      why: 'surface area 0.70 (7 operations); ambiguity 0.35',
    });
    assert.equal(complexity.length, 2);
    assert.deepEqual(codes(risks), ['task-complex']);
  });

  it('names nothing for a reason that is the same for every task', () => {
    const tasks = [planTask('schema.a'), planTask('operation.b', { score: 0.7 })];
    const same = tasks.map((task) => ({
      ...task,
      ccs: { ...task.ccs, contributions: { ...task.ccs.contributions, novelty: 0.9 } },
    }));
    for (const { why } of report({ tasks: same }).complexity) assert.doesNotMatch(why, /novelty/);
    const [first] = report({ tasks: same.slice(0, 1) }).complexity;
    assert.match(first?.why ?? '', /^novelty 0\.90/);
  });

  it('sums budgets up', () => {
    const sizes = [300, 100, 200, 400];
    const tasks = sizes.map((tokens, at) =>
      planTask(`schema.t${at}`, { budget: { tokens, degraded: tokens > 300 ? ['contract'] : [] } }),
    );
    const made = report({ tasks });
    assert.deepEqual(made.budgets, { limit: 1_000, max: 400, p50: 250, degraded: 1 });
    assert.deepEqual(made.risks.filter(({ code }) => code === 'payload-degraded')[0]?.tasks, ['tsk_schema.t3']);
    assert.deepEqual(report({}).budgets, { limit: 0, max: 0, p50: 0, degraded: 0 });
  });

  it('puts findings between PRD and contract first, then PRD, contract, plan, worst first', () => {
    const finding = (code: string, where: Finding['where'], severity: Finding['severity'] = 'warning'): Finding => ({
      code,
      severity,
      message: code,
      where,
    });
    const sorted = sortFindings([
      finding('search-space-small', null, 'info'),
      finding('odd-name', { in: 'contract' }),
      finding('dangling-ref', { in: 'contract' }, 'error'),
      finding('no-labels', { in: 'prd' }),
      finding('requirement-unserved', { in: 'prd', ref: 'req:R-1' }),
    ]);
    assert.deepEqual(codes(sorted), [
      'requirement-unserved',
      'no-labels',
      'dangling-ref',
      'odd-name',
      'search-space-small',
    ]);
  });

  it('states what the plan takes for granted, and nothing that was asked for', () => {
    const scaffold = {
      repository: 'service',
      purpose: 'service' as const,
      toolchain: { language: 'TypeScript', runtime: 'Node', framework: 'Express', database: 'none', test: 'mocha' },
      decidedBy: 'default' as const,
      layout: [],
      files: [],
    };
    const assumed = context({
      model: model({
        operations: [operation('GET /old', { deprecated: true })],
        entities: [entity('Pet', { derived: true })],
      }),
      order: { edges: [], authenticated: ['op:GET /old'], signIn: [] },
      scaffold: [scaffold],
      options: { existing: ['entity:Owner'] },
    });
    const tasks = [planTask('schema.a', { budget: { model: 'in-house-7b' } })];
    const there = { ...coverage([]), outOfScope: ['entity:Owner', 'op:GET /vets'], existing: ['entity:Owner'] };
    const { assumptions } = report({ context: assumed, tasks, coverage: there });
    assert.deepEqual(codes(assumptions), [
      'default-toolchain',
      'derived-entities',
      'access-from-prd',
      'deprecated-planned',
      'front-end-omitted',
      'scope-left-out',
      'existing-elements',
      'unknown-model',
    ]);
    assert.match(assumptions[5]?.message ?? '', /leaves 1 of the elements .*\(op:GET \/vets\)/);
    assert.match(assumptions[0]?.message ?? '', /planned with TypeScript, Express:/);
    const told = context({
      model: model({ declaresSecurity: true }),
      analysis: analysis({ frontEnd: { included: true, decidedBy: 'option', signals: [] } }),
      scaffold: [{ ...scaffold, decidedBy: 'prd' }],
    });
    assert.deepEqual(report({ context: told, tasks: [planTask('schema.a')] }).assumptions, []);
  });

  it('names unserved and ambiguous clauses, cut edges and a plan that is one long line', () => {
    const clauses = [requirement('R-1', 'Search is TBD.'), requirement('R-2', 'A member adds a pet.')];
    const covered = clauses.map(({ id, text }, at) => ({
      id,
      text,
      start: 0,
      end: 1,
      elements: [],
      served: at === 0,
      servedBy: at === 0 ? ('plan' as const) : ('nothing' as const),
      coveredBy: ['operation.b'],
    }));
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((name) => planTask(`operation.${name}`, { minutes: 12 }));
    const [first] = tasks;
    if (first !== undefined) first.followUps = [{ to: 'operation.e', because: 'Pet and Owner refer to each other' }];
    const { risks } = report({
      context: context({ analysis: analysis({ requirements: clauses }) }),
      coverage: coverage(covered),
      tasks,
    });
    assert.deepEqual(codes(risks), ['requirement-unserved', 'requirement-ambiguous', 'edge-cut', 'little-parallelism']);
    assert.deepEqual(risks[0]?.refs, ['req:R-2']);
    assert.deepEqual(risks[1], {
      code: 'requirement-ambiguous',
      message: 'R-1 can be read in more than one way (open question: "tbd").',
      tasks: ['tsk_operation.b'],
      refs: ['req:R-1'],
    });
    assert.deepEqual(risks[2]?.tasks, ['tsk_operation.a', 'tsk_operation.e']);
    assert.match(risks[3]?.message ?? '', /holds 83 % of the work/);
  });
});
