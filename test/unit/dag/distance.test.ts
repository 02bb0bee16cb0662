import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Candidate, CandidateTask } from '../../../planning/dag/candidate.js';
import { structuralDistance } from '../../../planning/dag/distance.js';
import { dependencyOn, tasksArbitrary, taskOf } from './random-tasks.js';

const candidate = (tasks: CandidateTask[]): Candidate => ({
  strategy: 'contract-first',
  operator: 'fresh',
  parents: [],
  shape: { units: [], tests: [] },
  parameters: { seed: 1, pull: 0 },
  tasks,
  fixes: [],
});

describe('structuralDistance', () => {
  it('is 0 for the same shape, symmetric, and never leaves [0,1]', () => {
    fc.assert(
      fc.property(tasksArbitrary(true), tasksArbitrary(true), (left, right) => {
        const there = structuralDistance(candidate(left), candidate(right));
        assert.ok(there >= 0 && there <= 1);
        assert.equal(structuralDistance(candidate(right), candidate(left)), there);
        assert.equal(structuralDistance(candidate(left), candidate(left)), 0);
      }),
    );
  });

  it('looks at shape alone, not at keys, titles or minutes', () => {
    const a = [
      taskOf('operation.a', { covers: ['op:x'] }),
      taskOf('operation.b', { covers: ['op:y'], dependsOn: [dependencyOn('operation.a')] }),
    ];
    const b = [
      taskOf('schema.q', { covers: ['op:x'], minutes: 99 }),
      taskOf('schema.r', { covers: ['op:y'], dependsOn: [dependencyOn('schema.q')] }),
    ];
    assert.equal(structuralDistance(candidate(a), candidate(b)), 0);
  });

  it('is the mean of what differs in cutting and in ordering', () => {
    const apart = [
      taskOf('operation.a', { covers: ['op:x'] }),
      taskOf('operation.b', { covers: ['op:y'], dependsOn: [dependencyOn('operation.a')] }),
    ];
    const unordered = [taskOf('operation.a', { covers: ['op:x'] }), taskOf('operation.b', { covers: ['op:y'] })];
    assert.equal(structuralDistance(candidate(apart), candidate(unordered)), 0.5);
    assert.equal(
      structuralDistance(candidate(apart), candidate([taskOf('operation.c', { covers: ['op:x', 'op:y'] })])),
      1,
    );
  });
});
