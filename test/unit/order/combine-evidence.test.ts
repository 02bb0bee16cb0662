import assert from 'node:assert/strict';
import { combineEvidence } from '../../../planning/order/combine-evidence.js';
import type { Evidence } from '../../../planning/order/evidence.js';

const seen = (before: string, after: string, weight: number, over: Partial<Evidence> = {}): Evidence => ({
  before,
  after,
  weight,
  family: 'reference',
  hard: false,
  reason: `${before} before ${after}`,
  ...over,
});
const combined = (...observations: Evidence[]): [string, string, number][] =>
  combineEvidence(observations).map(({ before, after, confidence }) => [before, after, confidence]);

describe('combineEvidence', () => {
  it('adds independent kinds of evidence by noisy-or and counts each kind once', () => {
    assert.deepEqual(combined(seen('A', 'B', 0.5), seen('A', 'B', 0.4), seen('A', 'B', 0.6, { family: 'name' })), [
      ['A', 'B', 0.8],
    ]);
  });

  it('follows the heavier of opposite directions, and neither of two equals', () => {
    assert.deepEqual(combined(seen('A', 'B', 0.9), seen('B', 'A', 0.6)), [['A', 'B', 0.9]]);
    assert.deepEqual(combined(seen('A', 'B', 0.82), seen('B', 'A', 0.8)), []);
  });

  it('imposes nothing on weak evidence', () => {
    assert.deepEqual(combined(seen('A', 'B', 0.39)), []);
    assert.deepEqual(combined(seen('A', 'B', 0.4)), [['A', 'B', 0.4]]);
  });

  it('ignores a guess about what comes first where something stronger places the thing elsewhere', () => {
    const guess = seen('A', 'C', 0.4, { family: 'list', unlessPlaced: 0.6 });
    const placed = (weight: number): Evidence => seen('B', 'C', weight, { family: 'id-property' });
    assert.deepEqual(combined(guess, placed(0.9)), [['B', 'C', 0.9]]);
    assert.deepEqual(combined(guess, placed(0.5)), [
      ['A', 'C', 0.4],
      ['B', 'C', 0.5],
    ]);
  });

  it('lets a part have a whole beside the values and things it refers to', () => {
    const guess = seen('A', 'C', 0.4, { family: 'list', unlessPlaced: 0.6 });
    for (const family of ['value', 'reference'] as const)
      assert.equal(combined(guess, seen('B', 'C', 0.9, { family })).length, 2, family);
  });

  it('is hard if any of its evidence is', () => {
    assert.equal(
      combineEvidence([seen('A', 'B', 0.5), seen('A', 'B', 0.5, { family: 'id-property', hard: true })])[0]?.hard,
      true,
    );
  });
});
