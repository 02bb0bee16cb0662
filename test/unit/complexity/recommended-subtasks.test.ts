import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recommendedSubtasks } from '../../../planning/complexity/recommended-subtasks.js';

const BASE = { threshold: 5, targetTaskMinutes: 60, windows: 0, parts: 100 };
const of = (score: number, over: Partial<typeof BASE> = {}): number =>
  recommendedSubtasks({ ...BASE, ...over, score, score10: 1 + 9 * score });

describe('recommendedSubtasks', () => {
  it('follows the score from the threshold on and recommends no split for what is one piece', () => {
    assert.equal(of(0.1), 0);
    assert.equal(of(0.44), 2);
    assert.equal(of(0.45), 4);
    assert.equal(of(0.45, { threshold: 9 }), 2);
  });

  it('cuts long work by the target length and large payloads by windows', () => {
    assert.equal(of(0.1, { targetTaskMinutes: 5 }), 5);
    assert.equal(of(0.1, { windows: 2.1 }), 3);
  });

  it('never exceeds twelve or the parts there are, and a single part is not split', () => {
    assert.equal(of(1, { targetTaskMinutes: 1 }), 12);
    assert.equal(of(1, { parts: 3 }), 3);
    assert.equal(of(1, { parts: 1 }), 0);
  });

  it('never falls when the score, the windows or the parts rise', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, fc.nat(20), fc.nat(20), fc.nat(5), (score, more, parts, extra, windows) => {
        const least = of(score, { parts, windows });
        assert.ok(of(Math.max(score, more), { parts, windows }) >= least);
        assert.ok(of(score, { parts: parts + extra, windows }) >= least);
        assert.ok(of(score, { parts, windows: windows + more }) >= least);
      }),
    );
  });
});
