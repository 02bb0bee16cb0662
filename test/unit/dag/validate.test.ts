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
