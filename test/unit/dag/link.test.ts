import assert from 'node:assert/strict';
import { linkTasks } from '../../../planning/dag/link.js';
import type { ElementEdge } from '../../../planning/order/order-evidence.js';
import { taskOf } from './random-tasks.js';

const edge = (before: string, after: string, over: Partial<ElementEdge> = {}): ElementEdge => ({
  before,
  after,
  type: 'data',
  reason: `${after} needs ${before}`,
  confidence: 0.9,
  hard: true,
  ...over,
});
const order = (...edges: ElementEdge[]) => ({ edges, authenticated: [], signIn: [] });
const linked = (tasks: ReturnType<typeof taskOf>[], ...edges: ElementEdge[]): Map<string, string[]> =>
  new Map(
    linkTasks(tasks, order(...edges)).map((task) => [task.key, task.dependsOn.map((one) => `${one.type} ${one.task}`)]),
  );

describe('linkTasks', () => {
  it('lets a task wait for the tasks that cover what its elements need, and records what it uses', () => {
    const a = taskOf('operation.a', { covers: ['op:a', 'entity:A'] });
    const b = taskOf('operation.b', { covers: ['op:b'] });
    const [, second] = linkTasks([a, b], order(edge('entity:A', 'op:b', { type: 'schema' }), edge('op:a', 'op:b')));
    assert.deepEqual(
      second?.dependsOn.map(({ task, type }) => [task, type]),
      [
        ['operation.a', 'data'],
        ['operation.a', 'schema'],
      ],
    );
    assert.deepEqual(second.uses, ['entity:A', 'op:a']);
  });

  it('keeps the strongest reason per pair and type and lets no task depend on itself', () => {
    const a = taskOf('operation.a', { covers: ['op:a', 'op:a2'] });
    const b = taskOf('operation.b', { covers: ['op:b'] });
    const weak = edge('op:a', 'op:b', { hard: false, confidence: 0.95, reason: 'weak' });
    const strong = edge('op:a2', 'op:b', { reason: 'strong' });
    const [first, second] = linkTasks([a, b], order(weak, strong, edge('op:a', 'op:a2')));
    assert.deepEqual(first?.dependsOn, []);
    assert.deepEqual(
      second?.dependsOn.map((one) => one.reason),
      ['strong'],
    );
  });

  it('lets tests wait for what they verify, front ends for what they call, documentation for the rest', () => {
    const tasks = [
      taskOf('operation.a', { covers: ['op:a'] }),
      taskOf('test.a', { kind: 'test', covers: [], verifies: ['op:a'] }),
      taskOf('frontend.a', {
        kind: 'frontend',
        covers: [],
        requirements: ['R-1'],
        uses: ['op:a'],
        repository: 'frontend',
      }),
      taskOf('docs.service', { kind: 'docs', covers: ['scaffold'] }),
    ];
    const result = linked(tasks);
    assert.deepEqual(result.get('test.a'), ['test operation.a']);
    assert.deepEqual(result.get('frontend.a'), ['data operation.a']);
    assert.deepEqual(result.get('docs.service'), ['order frontend.a', 'order test.a']);
  });

  it("hangs only a repository's first tasks on its scaffold, and never across repositories", () => {
    const tasks = [
      taskOf('scaffold.service', { kind: 'scaffold', covers: ['scaffold'] }),
      taskOf('scaffold.frontend', { kind: 'scaffold', covers: ['scaffold'], repository: 'frontend' }),
      taskOf('operation.a', { covers: ['op:a'] }),
      taskOf('operation.b', { covers: ['op:b'] }),
      taskOf('frontend.a', {
        kind: 'frontend',
        covers: [],
        requirements: ['R-1'],
        uses: ['op:a'],
        repository: 'frontend',
      }),
    ];
    const result = linked(tasks, edge('op:a', 'op:b'));
    assert.deepEqual(result.get('operation.a'), ['scaffold scaffold.service']);
    assert.deepEqual(result.get('operation.b'), ['data operation.a']);
    assert.deepEqual(result.get('frontend.a'), ['data operation.a', 'scaffold scaffold.frontend']);
  });

  it('lets tasks that write one file go one after the other', () => {
    const deliverables = [{ path: 'src/same.ts', what: 'shared' }];
    const result = linked([
      taskOf('operation.a', { deliverables, rank: 1 }),
      taskOf('operation.b', { deliverables, rank: 0 }),
    ]);
    assert.deepEqual(result.get('operation.a'), ['order operation.b']);
  });
});
