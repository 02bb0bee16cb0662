import assert from 'node:assert/strict';

import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import { rules, rulesBrokenBy } from './broken-rules.js';
import { SAMPLE_PLAN_ID, makeSample, packSample, sampleId } from './sample-bundle.js';

describe('verifyBundle', () => {
  it('finds nothing wrong with a sound bundle and says what it checked', () => {
    assert.deepEqual(verifyBundle(packSample(makeSample())), {
      planId: SAMPLE_PLAN_ID,
      files: 16,
      tasks: 4,
      candidates: 1,
      elements: 3,
      covered: 3,
      outOfScope: 0,
      violations: [],
    });
  });

  describe('tasks', () => {
    it('finds a plan without tasks', () => {
      const broken = rulesBrokenBy(({ tasks }) => tasks.splice(0));
      assert.ok(broken.includes('no-tasks'));
    });

    it('finds a dependency on no task of the plan', () => {
      const broken = rulesBrokenBy(({ tasks }) => tasks[3]!.dependsOn.push({ task: 'tsk_unknown' }));
      assert.deepEqual(broken, ['unresolved-dependency']);
    });

    it('finds a cycle and names the tasks on it', () => {
      const sample = makeSample();
      sample.tasks[1]!.dependsOn.push({ task: sampleId('operation.notes') });
      const { violations } = verifyBundle(packSample(sample));
      assert.deepEqual(rules(violations), ['cycle', 'order', 'wave']);
      const { message } = violations.find(({ rule }) => rule === 'cycle')!;
      assert.match(message, /schema\.note -> operation\.notes -> schema\.note/);
    });

    it('finds a task that stands before one it needs', () => {
      assert.deepEqual(
        rulesBrokenBy(({ tasks }) => tasks.reverse()),
        ['order'],
      );
    });

    it('finds a wave that does not come after what it needs', () => {
      const broken = rulesBrokenBy(({ tasks }) => {
        tasks[2]!.wave = 2;
      });
      assert.deepEqual(broken, ['graph-waves', 'wave']);
    });

    it('finds a task that nothing justifies', () => {
      const broken = rulesBrokenBy(({ tasks }) => tasks[3]!.verifies.pop());
      assert.deepEqual(broken, ['unanchored']);
    });

    it('finds tasks without deliverables or acceptance', () => {
      const broken = rulesBrokenBy(({ tasks }) => {
        tasks[0]!.deliverables = [];
        tasks[1]!.acceptance = [];
      });
      assert.deepEqual(broken, ['no-acceptance', 'no-deliverable']);
    });

    it('finds an id that is not the one of the key', () => {
      const broken = rulesBrokenBy(({ tasks }) => {
        tasks[3]!.id = 'tsk_aaaaaaaaaaaaaaaaaaaaaaaaaa';
      });
      assert.ok(broken.includes('task-id'));
    });

    it('finds keys and ids that are used twice', () => {
      const broken = rulesBrokenBy(({ tasks }) => tasks.push(structuredClone(tasks[3]!)));
      assert.deepEqual(broken, ['duplicate-id', 'duplicate-key', 'graph-waves', 'not-the-winner']);
    });

    it('finds a payload over its limit, in the task list and in the payload', () => {
      const inList = rulesBrokenBy(({ tasks }) => {
        tasks[0]!.budget.tokens = 1001;
      });
      const inPayload = rulesBrokenBy(({ payloads }) => {
        payloads[1]!.budget.tokens = 1001;
      });
      assert.deepEqual([inList, inPayload], [['over-budget'], ['over-budget']]);
    });

    it('takes a budget that says nothing for one that is exceeded', () => {
      const broken = rulesBrokenBy(({ files }) =>
        files.set('payloads/schema.note.json', JSON.stringify({ taskId: sampleId('schema.note') })),
      );
      assert.deepEqual(broken, ['over-budget']);
    });

    it('finds payloads of other tasks', () => {
      const broken = rulesBrokenBy(({ payloads }) => {
        payloads.push({ ...payloads[3]!, key: 'other' });
        payloads[1]!.taskId = sampleId('test.notes');
      });
      assert.deepEqual(broken, ['payload-task', 'stray-payload']);
    });
  });

  describe('coverage', () => {
    it('finds an element that no task covers, whatever the documents claim', () => {
      const sample = makeSample();
      sample.model.operations.push({ id: 'DELETE /notes' });
      const { violations, elements, covered } = verifyBundle(packSample(sample));
      assert.deepEqual(rules(violations), ['coverage-row', 'coverage-totals', 'uncovered']);
      assert.match(violations.find(({ rule }) => rule === 'uncovered')!.message, /op:DELETE \/notes/);
      assert.deepEqual({ elements, covered }, { elements: 4, covered: 3 });
    });

    it('does not take an empty contract for one that is covered', () => {
      const broken = rulesBrokenBy((sample) => {
        sample.model = { operations: [], entities: [] };
      });
      assert.ok(broken.includes('no-elements'));
    });

    it('does not let a test task cover an element', () => {
      const broken = rulesBrokenBy(({ tasks }) => {
        tasks[2]!.covers = ['op:GET /notes'];
        tasks[3]!.covers = ['op:POST /notes'];
      });
      assert.deepEqual(broken, ['coverage-row', 'coverage-totals', 'uncovered']);
    });

    it('accepts an element that is out of scope and counts it', () => {
      const sample = makeSample();
      sample.model.operations.push({ id: 'DELETE /notes' });
      sample.coverage.outOfScope.push('op:DELETE /notes');
      const { violations, outOfScope } = verifyBundle(packSample(sample));
      assert.deepEqual({ violations, outOfScope }, { violations: [], outOfScope: 1 });
    });

    it('finds a task that covers what the contract does not have', () => {
      const broken = rulesBrokenBy(({ tasks }) => tasks[1]!.covers.push('entity:constructor'));
      assert.deepEqual(broken, ['unknown-element']);
    });

    it('finds a matrix that names another task than the task list', () => {
      const broken = rulesBrokenBy(({ coverage }) => {
        coverage.entities[0]!.implementedBy = [sampleId('operation.notes')];
      });
      assert.deepEqual(broken, ['coverage-row']);
    });
  });

  describe('graph and search', () => {
    it('finds an edge that is no dependency', () => {
      const broken = rulesBrokenBy(({ graph }) =>
        graph.edges.push({ from: sampleId('scaffold.service'), to: sampleId('test.notes') }),
      );
      assert.deepEqual(broken, ['graph-edge']);
    });

    it('finds a task without a node and a node without a task', () => {
      const missing = rulesBrokenBy(({ graph }) => graph.nodes.pop());
      const stray = rulesBrokenBy(({ graph }) => graph.nodes.push({ id: 'tsk_stray' }));
      assert.deepEqual([missing, stray], [['graph-node'], ['graph-node']]);
    });

    it('finds a plan that names another winner than the search', () => {
      const broken = rulesBrokenBy((sample) => {
        sample.statedWinner = 'f'.repeat(64);
      });
      assert.deepEqual(broken, ['winner']);
    });

    it('finds a winner that no trial gave', () => {
      const broken = rulesBrokenBy((sample) => {
        sample.triedCandidate = null;
      });
      assert.deepEqual(broken, ['winner']);
    });

    it('finds a valid candidate that is better than the winner', () => {
      const broken = rulesBrokenBy(({ moreTrials }) =>
        moreTrials.push({ n: 2, candidateId: null, reward: 0.9, valid: true }),
      );
      assert.deepEqual(broken, ['winner']);
    });

    it('lets an invalid candidate have a higher reward', () => {
      const broken = rulesBrokenBy(({ moreTrials }) =>
        moreTrials.push({ n: 2, candidateId: null, reward: 0.9, valid: false }),
      );
      assert.deepEqual(broken, []);
    });

    it('finds a candidate that the trace names and the bundle lacks', () => {
      const broken = rulesBrokenBy(({ fallbacks }) => fallbacks.push({ candidateId: 'f'.repeat(64) }));
      assert.deepEqual(broken, ['missing-candidate']);
    });

    it('finds published tasks that are not those of the winner', () => {
      const sample = makeSample();
      sample.winner = makeSample().tasks;
      sample.tasks[3]!.dependsOn.push({ task: sampleId('schema.note') });
      const { violations } = verifyBundle(packSample(sample));
      assert.deepEqual(
        violations.map(({ rule, where }) => [rule, where]),
        [['not-the-winner', 'tasks.json#test.notes']],
      );
    });

    it('finds tasks that only the winner or only the plan has', () => {
      const sample = makeSample();
      sample.winner = makeSample().tasks.map((task) =>
        task.key === 'test.notes' ? { ...task, key: 'test.all' } : task,
      );
      const { violations } = verifyBundle(packSample(sample));
      assert.deepEqual(
        violations.map(({ rule, where }) => [rule, where]),
        [
          ['not-the-winner', 'tasks.json'],
          ['not-the-winner', 'tasks.json#test.notes'],
        ],
      );
    });
  });
});
