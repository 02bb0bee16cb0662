import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CRITICS, evaluate, INVALID_CAP } from '../../../planning/critics/evaluate.js';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { Candidate, CandidateTask } from '../../../planning/dag/candidate.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';
import { closureOf, dependencyOn, edgesOf } from '../dag/random-tasks.js';

const PRD =
  '- FR-1 Owners have pets.\n- FR-2 A visit belongs to one pet.\n- NFR-1 The service must answer within 300 ms.\n';
const context = contextOf(
  crudContract([
    { name: 'Owner', guarded: true },
    { name: 'Pet', needs: ['Owner'] },
    { name: 'Visit', needs: ['Pet'], acts: ['cancel'] },
  ]),
  PRD,
);
const sound = STRATEGIES.map((strategy) => decompose(strategy, context, { seed: 1, pull: 0 }));

/** One way to damage one task; null where the task has nothing of the kind. */
type Damage = (task: CandidateTask, at: number) => CandidateTask | null;

const DAMAGES: Record<string, Damage> = {
  'a dependency on whose account alone a demanded order holds': (task, at) =>
    task.kind === 'docs' ? null : drop(task, 'dependsOn', at, ({ task: before }) => isOnlyWay(task, before)),
  'a requirement': (task, at) => drop(task, 'requirements', at),
  'what a test verifies': (task, at) => (task.kind === 'test' ? drop(task, 'verifies', at) : null),
  'an acceptance criterion': (task, at) => (task.acceptance.length > 1 ? drop(task, 'acceptance', at) : null),
  'a covered element': (task, at) => drop(task, 'covers', at),
  'all deliverables': (task) => ({ ...task, deliverables: [] }),
};

function drop<K extends 'dependsOn' | 'requirements' | 'verifies' | 'acceptance' | 'covers'>(
  task: CandidateTask,
  field: K,
  at: number,
  counts: (item: CandidateTask[K][number]) => boolean = () => true,
): CandidateTask | null {
  const items: CandidateTask[K][number][] = task[field];
  const matching = items.filter(counts);
  const gone = matching[at % Math.max(1, matching.length)];
  return gone === undefined ? null : { ...task, [field]: items.filter((one) => one !== gone) };
}

const closures = sound.map(({ tasks }) => closureOf(edgesOf(tasks)));

/** No other dependency of the task leads to that one, in any of the sound candidates. */
function isOnlyWay(task: CandidateTask, before: string): boolean {
  return !closures.some((pairs) =>
    task.dependsOn.some((other) => other.task !== before && pairs.has(`${before} ${other.task}`)),
  );
}

function damaged(candidate: Candidate, which: number, at: number, damage: Damage): Candidate | null {
  const some = candidate.tasks
    .map((task) => damage(task, at))
    .flatMap((task, i) => (task === null ? [] : [{ task, i }]));
  const hit = some[which % Math.max(1, some.length)];
  if (hit === undefined) return null;
  return { ...candidate, tasks: candidate.tasks.map((task, i) => (i === hit.i ? hit.task : task)) };
}

describe('evaluate', () => {
  it('scores valid candidates of any contract within [0,1], each critic and the reward', () => {
    fc.assert(
      fc.property(thingsArbitrary, fc.constantFrom(...STRATEGIES), fc.nat(4), (things, strategy, pull) => {
        const any = contextOf(crudContract(things), PRD);
        const { reward, valid, critics } = evaluate(decompose(strategy, any, { seed: 3, pull }), any);
        assert.ok(valid);
        assert.ok(reward >= INVALID_CAP && reward <= 1);
        assert.deepEqual(Object.keys(critics), Object.keys(CRITICS));
        for (const { score, evidence } of Object.values(critics)) {
          assert.ok(score >= 0 && score <= 1);
          assert.ok(evidence.length > 0);
        }
      }),
      { numRuns: 8 },
    );
  });

  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`never lowers the reward when ${what} is put back`, () => {
      fc.assert(
        fc.property(fc.nat(sound.length - 1), fc.nat(), fc.nat(), fc.nat(), fc.nat(), (which, w1, a1, w2, a2) => {
          const candidate = sound[which] as Candidate;
          const once = damaged(candidate, w1, a1, damage);
          if (once === null) return;
          assert.ok(evaluate(once, context).reward <= evaluate(candidate, context).reward);
          const twice = damaged(once, w2, a2, damage);
          if (twice === null) return;
          assert.ok(evaluate(twice, context).reward <= evaluate(once, context).reward);
        }),
        { numRuns: 40 },
      );
    });
  }

  it('caps what is invalid, and raises it with every repair', () => {
    const [candidate] = sound as [Candidate];
    const cyclic = candidate.tasks.map((task) =>
      task.key === 'schema.owner' ? { ...task, dependsOn: [dependencyOn('schema.pet')] } : task,
    );
    const one = evaluate({ ...candidate, tasks: cyclic }, context);
    const two = evaluate(
      { ...candidate, tasks: cyclic.map((task) => (task.kind === 'docs' ? { ...task, deliverables: [] } : task)) },
      context,
    );
    assert.deepEqual([one.valid, two.valid], [false, false]);
    assert.ok(two.reward < one.reward && one.reward <= INVALID_CAP);
  });

  it('counts how much work can go on at once', () => {
    const [candidate] = sound as [Candidate];
    const slow = candidate.tasks.map((task) => (task.kind === 'scaffold' ? { ...task, minutes: 10_000 } : task));
    const score = (tasks: CandidateTask[]): number =>
      evaluate({ ...candidate, tasks }, context).critics['parallelism']?.score ?? 0;
    assert.ok(score(slow) < score(candidate.tasks));
    assert.ok(score(slow) > 0.25 && score(slow) < 0.3);
  });

  it('weighs critics as told, in proportion', () => {
    const [candidate] = sound as [Candidate];
    const none = Object.fromEntries(Object.keys(CRITICS).map((name) => [name, 0]));
    const { reward, critics } = evaluate(candidate, context, { ...none, redundancy: 3 });
    assert.equal(reward, critics['redundancy']?.score);
    assert.equal(critics['redundancy']?.weight, 1);
  });

  it('has default weights that add up to 1', () => {
    const sum = Object.values(CRITICS).reduce((total, { weight }) => total + weight, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9);
  });
});
