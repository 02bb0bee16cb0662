import assert from 'node:assert/strict';
import { demoteHardCycles } from '../../../planning/order/demote-hard-cycles.js';
import type { ElementEdge } from '../../../planning/order/order-evidence.js';

const edge = (before: string, after: string, confidence: number): ElementEdge => ({
  before,
  after,
  type: 'schema',
  reason: 'It says so.',
  confidence,
  hard: true,
});

describe('demoteHardCycles', () => {
  it('makes the lightest edge of each cycle soft and says why, and keeps the others', () => {
    const edges = [edge('a', 'b', 0.9), edge('b', 'c', 0.8), edge('c', 'a', 0.95), edge('c', 'd', 0.5)];
    const result = demoteHardCycles(edges);
    assert.deepEqual(
      result.map((one) => one.hard),
      [true, false, true, true],
    );
    assert.equal(result[1]?.reason, 'It says so. Made soft: stronger evidence closes a cycle with it.');
  });
});
