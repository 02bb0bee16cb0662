import assert from 'node:assert/strict';
import fc from 'fast-check';
import { breakCycles } from '../../../planning/dag/break-cycles.js';
import { makeTaskGraph, topologicalOrder } from '../../../planning/dag/task-graph.js';
import { dependencyOn, tasksArbitrary, taskOf } from './random-tasks.js';

describe('breakCycles', () => {
  it('yields an acyclic graph and never cuts a hard dependency', () => {
    fc.assert(
      fc.property(tasksArbitrary(false), (tasks) => {
        const broken = breakCycles(tasks);
        assert.notEqual(topologicalOrder(makeTaskGraph(broken)), null);
        tasks.forEach((task, i) => {
          const hard = task.dependsOn.filter((one) => one.hard);
          const left = broken[i]?.dependsOn ?? [];
          for (const one of hard) assert.ok(left.some((other) => other.task === one.task && other.hard));
        });
      }),
    );
  });

  it('leaves a follow-up for every dependency it cuts and cuts none without a cycle', () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((acyclic) => fc.tuple(fc.constant(acyclic), tasksArbitrary(acyclic))),
        ([acyclic, tasks]) => {
          breakCycles(tasks).forEach((task, i) => {
            const before = new Set(tasks[i]?.dependsOn.map((one) => one.task));
            for (const one of task.dependsOn) before.delete(one.task);
            assert.deepEqual([...before].sort(), task.followUps.map((one) => one.to).sort());
            if (acyclic) assert.deepEqual(task, tasks[i]);
          });
        },
      ),
    );
  });

  it('cuts the lightest soft dependency of a cycle and says why', () => {
    const tasks = [
      taskOf('operation.a', { dependsOn: [dependencyOn('operation.c', { hard: false, confidence: 0.5 })] }),
      taskOf('operation.b', {
        dependsOn: [dependencyOn('operation.a', { hard: false, confidence: 0.4, reason: 'B reads A' })],
      }),
      taskOf('operation.c', { dependsOn: [dependencyOn('operation.b')] }),
    ];
    const [, b] = breakCycles(tasks);
    assert.deepEqual(b?.followUps, [
      { to: 'operation.a', because: 'Cut to break a cycle, as its lightest evidence (0.4): B reads A' },
    ]);
  });

  it('leaves a cycle of hard dependencies for validation to name', () => {
    const tasks = [
      taskOf('operation.a', { dependsOn: [dependencyOn('operation.b')] }),
      taskOf('operation.b', { dependsOn: [dependencyOn('operation.a')] }),
    ];
    assert.deepEqual(breakCycles(tasks), tasks);
  });
});
