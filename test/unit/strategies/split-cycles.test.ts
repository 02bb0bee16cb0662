import assert from 'node:assert/strict';
import type { ElementEdge } from '../../../planning/order/order-evidence.js';
import { splitCycles } from '../../../planning/strategies/split-cycles.js';
import type { WorkUnit } from '../../../planning/dag/shape.js';

const unit = (resource: string, entities: string[], operations: string[]): WorkUnit => ({
  kind: 'operation',
  resource,
  entities,
  operations,
  rank: 0,
});
const edge = (before: string, after: string, confidence = 0.9, hard = true): ElementEdge => ({
  before,
  after,
  type: 'data',
  reason: 'needs it',
  confidence,
  hard,
});
const order = (...edges: ElementEdge[]) => ({ edges, authenticated: [], signIn: [] });

describe('splitCycles', () => {
  it('parts bundles that must each wait for the other, and nothing else', () => {
    const units = [unit('A', ['A'], ['a1', 'a2']), unit('B', ['B'], ['b1']), unit('C', ['C'], ['c1'])];
    const { units: parts } = splitCycles(
      units,
      order(edge('entity:A', 'entity:B'), edge('op:b1', 'op:a2'), edge('op:a1', 'op:c1')),
    );
    assert.deepEqual(
      parts.map(({ entities, operations }) => [...entities, ...operations].join(' ')),
      ['A', 'a1 a2', 'B b1', 'C c1'].flatMap((part) => (part === 'B b1' ? ['B', 'b1'] : [part])),
    );
  });

  it('leaves cycles of weak evidence to be cut, and ends on cycles between single elements', () => {
    const units = [unit('A', [], ['a1', 'a2']), unit('B', [], ['b1', 'b2'])];
    const weak = splitCycles(units, order(edge('op:a1', 'op:b1'), edge('op:b2', 'op:a2', 0.5, false)));
    assert.deepEqual(weak.units, units);
    const single = splitCycles(units, order(edge('op:a1', 'op:b1', 0.9, false), edge('op:b1', 'op:a1', 0.8, false)));
    assert.deepEqual(single.units, units);
  });
});
