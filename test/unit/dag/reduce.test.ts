import assert from 'node:assert/strict';
import fc from 'fast-check';
import { transitiveReduction } from '../../../planning/dag/reduce.js';
import { closureOf, dependencyOn, edgesOf, tasksArbitrary, taskOf } from './random-tasks.js';

describe('transitiveReduction', () => {
  it('keeps exactly the reachability of the dependencies', () => {
    fc.assert(
      fc.property(tasksArbitrary(true), (tasks) => {
        const reduced = transitiveReduction(tasks).map(({ from, to }): [string, string] => [from, to]);
        assert.deepEqual([...closureOf(reduced)].sort(), [...closureOf(edgesOf(tasks))].sort());
      }),
    );
  });

  it('leaves no edge that could be left out', () => {
    fc.assert(
      fc.property(tasksArbitrary(true), (tasks) => {
        const reduced = transitiveReduction(tasks).map(({ from, to }): [string, string] => [from, to]);
        const whole = closureOf(reduced).size;
        reduced.forEach((_, i) => assert.ok(closureOf(reduced.filter((__, j) => j !== i)).size < whole));
      }),
    );
  });

  it('lets the strongest of several dependencies speak for a pair', () => {
    const dependsOn = [
      dependencyOn('operation.a', { type: 'order', hard: false, confidence: 0.99 }),
      dependencyOn('operation.a', { type: 'schema', hard: true, confidence: 0.8, reason: 'stores it' }),
    ];
    const [edge] = transitiveReduction([taskOf('operation.a'), taskOf('operation.b', { dependsOn })]);
    assert.deepEqual(edge, {
      from: 'operation.a',
      to: 'operation.b',
      type: 'schema',
      reason: 'stores it',
      confidence: 0.8,
      hard: true,
    });
  });

  it('handles 5,000 tasks in a long chain with shortcuts', () => {
    const tasks = Array.from({ length: 5000 }, (_, i) =>
      taskOf(`operation.${i}`, {
        dependsOn: [1, 2, 7].filter((back) => i >= back).map((back) => dependencyOn(`operation.${i - back}`)),
      }),
    );
    assert.equal(transitiveReduction(tasks).length, 4999);
  });
});
