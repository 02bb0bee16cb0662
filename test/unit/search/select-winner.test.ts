import assert from 'node:assert/strict';
import type { RankedCandidate } from '../../../planning/search/select-winner.js';
import { selectWinner } from '../../../planning/search/select-winner.js';

const candidate = (candidateId: string, strategy: string, reward: number, valid = true): RankedCandidate => ({
  candidateId,
  strategy,
  reward,
  valid,
  maker: 'deterministic',
  ancestors: [],
});
const far = (): number => 0.5;

describe('choice of winner and fallbacks', () => {
  it('takes the best valid reward, never an invalid one', () => {
    const s = selectWinner([candidate('a', 'x', 0.9, false), candidate('b', 'y', 0.6), candidate('c', 'z', 0.7)], far);
    assert.equal(s?.winner.candidateId, 'c');
    assert.match(s?.rejected[0]?.because ?? '', /^invalid/u);
  });

  it('prefers a fallback of another arm that differs in structure over a better look-alike', () => {
    const all = [
      candidate('a', 'x', 0.9),
      candidate('b', 'x', 0.89),
      candidate('c', 'y', 0.88),
      candidate('d', 'y', 0.5),
    ];
    const s = selectWinner(all, (_, b) => (b === 'c' ? 0.05 : 0.4));
    assert.deepEqual(
      s?.fallbacks.map((f) => f.candidateId),
      ['d', 'b'],
    );
    assert.deepEqual(
      s?.rejected.map((r) => r.candidateId),
      ['c'],
    );
  });

  it('takes the second fallback from a third arm rather than another look at the second', () => {
    const all = [
      candidate('a', 'x', 0.9),
      candidate('b', 'y', 0.89),
      candidate('c', 'y', 0.88),
      candidate('d', 'z', 0.5),
    ];
    assert.deepEqual(
      selectWinner(all, far)?.fallbacks.map((f) => f.candidateId),
      ['b', 'd'],
    );
  });

  it('breaks equal rewards by the smaller hash', () => {
    const s = selectWinner([candidate('b', 'x', 0.5), candidate('a', 'y', 0.5)], far);
    assert.equal(s?.winner.candidateId, 'a');
  });

  it('gives nothing when no candidate is valid', () => {
    assert.equal(selectWinner([candidate('a', 'x', 0.2, false)], far), null);
  });
});
