import assert from 'node:assert/strict';
import fc from 'fast-check';
import { schedule } from '../../../planning/dag/schedule.js';
import { dependencyOn, tasksArbitrary, taskOf } from './random-tasks.js';

describe('schedule', () => {
  it('publishes every task once and after all it depends on', () => {
    fc.assert(
      fc.property(tasksArbitrary(true), (tasks) => {
        const { order, wave } = schedule(tasks);
        assert.deepEqual([...order].sort(), tasks.map((task) => task.key).sort());
        const place = new Map(order.map((key, i) => [key, i]));
        for (const task of tasks) {
          for (const { task: before } of task.dependsOn) {
            assert.ok((place.get(before) as number) < (place.get(task.key) as number));
            assert.ok((wave.get(before) as number) < (wave.get(task.key) as number));
          }
        }
      }),
    );
  });

  it('finds a critical path of dependencies that is as long as the plan takes', () => {
    fc.assert(
      fc.property(tasksArbitrary(true), (tasks) => {
        const { criticalPath, critical, minutes } = schedule(tasks);
        const byKey = new Map(tasks.map((task) => [task.key, task]));
        const along = criticalPath.reduce((sum, key) => sum + (byKey.get(key)?.minutes ?? 0), 0);
        assert.equal(along, minutes);
        criticalPath.forEach((key, i) => {
          assert.ok(critical.has(key));
          const before = criticalPath[i - 1];
          if (before !== undefined) assert.ok(byKey.get(key)?.dependsOn.some((one) => one.task === before));
        });
      }),
    );
  });

  it('puts critical tasks first in a wave, then lower ranks, then keys', () => {
    const tasks = [
      taskOf('operation.a', { rank: 2 }),
      taskOf('operation.b', { rank: 1 }),
      taskOf('operation.c', { rank: 3 }),
      taskOf('operation.d', { rank: 1 }),
      taskOf('operation.e', { minutes: 50, dependsOn: [dependencyOn('operation.c')] }),
    ];
    const { order, maxWidth } = schedule(tasks);
    assert.deepEqual(order, ['operation.c', 'operation.b', 'operation.d', 'operation.a', 'operation.e']);
    assert.equal(maxWidth, 4);
  });

  it('does not depend on the order tasks are given in', () => {
    fc.assert(
      fc.property(
        tasksArbitrary(true).chain((tasks) =>
          fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
        ),
        ([tasks, shuffled]) => assert.deepEqual(schedule(shuffled).order, schedule(tasks).order),
      ),
    );
  });

  it('refuses a cycle', () => {
    const tasks = [
      taskOf('operation.a', { dependsOn: [dependencyOn('operation.b')] }),
      taskOf('operation.b', { dependsOn: [dependencyOn('operation.a')] }),
    ];
    assert.throws(() => schedule(tasks), RangeError);
  });
});
