import assert from 'node:assert/strict';
import type { Candidate, CandidateTask } from '../../../planning/dag/candidate.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { contextOf, crudContract } from '../planning-context.js';
import { dependencyOn } from './random-tasks.js';

const context = contextOf(
  crudContract([
    { name: 'Owner', guarded: true },
    { name: 'Pet', needs: ['Owner'] },
  ]),
  '- Owners have pets.\n- The service must answer within 300 ms.\n',
);
const sound = decompose('contract-first', context, { seed: 1, pull: 0 });

/** The sound candidate with some tasks changed. */
function faulty(change: (task: CandidateTask) => CandidateTask | null): Candidate {
  return { ...sound, tasks: sound.tasks.flatMap((task) => change(task) ?? []) };
}
const rules = (candidate: Candidate): string[] => [
  ...new Set(validateCandidate(candidate, context).map((one) => one.rule)),
];
const only = (key: string, over: Partial<CandidateTask>): Candidate =>
  faulty((task) => (task.key === key ? { ...task, ...over } : task));

describe('validateCandidate', () => {
  it('finds nothing wrong with a sound candidate', () => {
    assert.deepEqual(validateCandidate(sound, context), []);
  });

  it('finds each seeded fault and nothing else', () => {
    assert.deepEqual(rules({ ...sound, tasks: [...sound.tasks, sound.tasks[0] as CandidateTask] }), ['duplicate-key']);
    assert.deepEqual(rules(only('docs.service', { key: 'docs.Service!' })), ['malformed-key']);
    assert.deepEqual(rules(only('docs.service', { dependsOn: [dependencyOn('schema.gone')] })), ['unknown-dependency']);
    assert.deepEqual(rules(only('docs.service', { dependsOn: [dependencyOn('docs.service')] })), ['self-dependency']);
    assert.deepEqual(rules(only('docs.service', { uses: ['op:GET /gone'] })), ['unknown-reference']);
    assert.deepEqual(rules(only('docs.service', { requirements: ['R-gone'] })), ['unknown-reference']);
    assert.deepEqual(rules(only('docs.service', { covers: [] })), ['not-anchored']);
    assert.deepEqual(rules(only('docs.service', { deliverables: [] })), ['no-deliverable']);
    assert.deepEqual(rules(only('docs.service', { acceptance: [] })), ['no-acceptance']);
    assert.deepEqual(rules(only('docs.service', { kind: 'frontend', key: 'frontend.x' })), ['front-end-excluded']);
  });

  it('lets no two tasks write one file at the same time, whatever the case of its letters', () => {
    const file = (path: string): CandidateTask['deliverables'] => [{ path, what: 'Shared' }];
    const shares = (task: CandidateTask): CandidateTask =>
      task.key === 'schema.owner'
        ? { ...task, deliverables: file('src/Shared.ts') }
        : task.kind === 'requirement'
          ? { ...task, deliverables: file('src/shared.ts') }
          : task;
    const [violation] = validateCandidate(faulty(shares), context);
    assert.equal(violation?.rule, 'file-conflict');
    assert.match(violation.message, /requirement\.\S+ and schema\.owner may run at once, and both write .*shared\.ts/);
    const inTurn = faulty((task) => {
      const changed = shares(task);
      const after = task.kind === 'requirement' ? [...task.dependsOn, dependencyOn('schema.owner')] : task.dependsOn;
      return { ...changed, dependsOn: after };
    });
    assert.deepEqual(validateCandidate(inTurn, context), []);
  });

  it('takes no path that leaves the repository or that some system cannot have', () => {
    const bad = [
      '../x',
      '/etc/x',
      'a/../../x',
      'a//b',
      'a\\b',
      'a/./b',
      'src/aux.ts',
      'a/b\nc',
      '',
      `a/${'b'.repeat(200)}`,
    ];
    for (const path of bad) {
      assert.deepEqual(rules(only('docs.service', { deliverables: [{ path, what: '' }] })), ['unsafe-path'], path);
    }
    for (const path of [
      '.github/workflows/ci.yml',
      'src/handlers/pet/',
      'src/app/[id]/page.tsx',
      'a/..b',
      'Makefile',
    ]) {
      assert.deepEqual(rules(only('docs.service', { deliverables: [{ path, what: '' }] })), [], path);
    }
  });

  it('names every element that no implementing task covers', () => {
    const without = faulty((task) =>
      task.key === 'schema.pet' || task.kind === 'auth' ? null : { ...task, dependsOn: [] },
    );
    assert.deepEqual(
      validateCandidate(without, context).map((one) => one.message),
      ['No task implements entity:Pet.', 'No task implements auth.'],
    );
  });

  it('names the tasks of a cycle in order', () => {
    const [message] = validateCandidate(
      faulty((task) =>
        task.key === 'schema.owner' ? { ...task, dependsOn: [...task.dependsOn, dependencyOn('schema.pet')] } : task,
      ),
      context,
    ).map((one) => one.message);
    assert.equal(message, 'Each waits for the one before it: schema.owner -> schema.pet -> schema.owner.');
  });
});
