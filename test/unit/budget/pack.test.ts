import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pack } from '../../../planning/budget/pack.js';
import type { PackBlock } from '../../../planning/budget/pack.js';

const level = fc.record({ tokens: fc.nat(500), value: fc.nat(100) });
const block = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => ({
  levels: levels.map(({ tokens }, at) => ({ tokens, value: at * 10 + (levels[at]?.value ?? 0) / 100 })),
}));
const blocks = fc
  .array(block, { maxLength: 12 })
  .map((list) => list.map((entry, at): PackBlock => ({ ref: `b${at}`, ...entry })));

function cost(list: readonly PackBlock[], chosen: readonly number[]): number {
  return list.reduce(
    (sum, { levels }, at) => sum + (levels[chosen[at] ?? 0]?.tokens ?? 0) - (levels[0]?.tokens ?? 0),
    0,
  );
}

function value(list: readonly PackBlock[], chosen: readonly number[]): number {
  return list.reduce((sum, { levels }, at) => sum + (levels[chosen[at] ?? 0]?.value ?? 0), 0);
}

/** The best value by trying everything; for few blocks. */
function best(list: readonly PackBlock[], room: number): number {
  let choices: number[][] = [[]];
  for (const { levels } of list) choices = choices.flatMap((c) => levels.map((_, at) => [...c, at]));
  return Math.max(...choices.filter((c) => cost(list, c) <= room).map((c) => value(list, c)));
}

describe('pack', () => {
  it('never takes more than the room and always gives every block one of its levels', () => {
    fc.assert(
      fc.property(blocks, fc.nat(3_000), (list, room) => {
        const chosen = pack(list, room);
        assert.ok(cost(list, chosen) <= room);
        chosen.forEach((at, n) => assert.ok(list[n]?.levels[at] !== undefined));
      }),
    );
  });

  it('takes everything in full where that fits', () => {
    const list = [
      {
        ref: 'a',
        levels: [
          { tokens: 0, value: 0 },
          { tokens: 30, value: 1 },
          { tokens: 90, value: 2 },
        ],
      },
      {
        ref: 'b',
        levels: [
          { tokens: 5, value: 0 },
          { tokens: 15, value: 1 },
        ],
      },
    ];
    assert.deepEqual(pack(list, 100), [2, 1]);
  });

  it('loses at most the value of one block against trying everything', () => {
    fc.assert(
      fc.property(blocks, fc.nat(2_000), (all, room) => {
        const list = all.slice(0, 5);
        const largest = Math.max(
          0,
          ...list.map(({ levels }) => (levels[levels.length - 1]?.value ?? 0) - (levels[0]?.value ?? 0)),
        );
        assert.ok(value(list, pack(list, room)) >= best(list, room) - largest - 1e-9);
      }),
    );
  });

  it('is worth no less with more blocks at hand: a step that does not fit stops no cheaper one', () => {
    const huge = {
      ref: 'a',
      levels: [
        { tokens: 0, value: 0 },
        { tokens: 1_000, value: 100_000 },
      ],
    };
    const small = {
      ref: 'b',
      levels: [
        { tokens: 0, value: 0 },
        { tokens: 10, value: 1 },
      ],
    };
    assert.deepEqual(pack([huge, small], 50), [0, 1]);
  });

  it('uses a level off the efficient frontier where the one on it does not fit', () => {
    const levels = [
      { tokens: 0, value: 0 },
      { tokens: 10, value: 1 },
      { tokens: 20, value: 10 },
    ];
    assert.deepEqual(pack([{ ref: 'a', levels }], 15), [1]);
  });

  it('first takes a level that is cheaper than the one below it, and spends the room where it is worth most', () => {
    const cheaper = [
      { tokens: 135, value: 0 },
      { tokens: 0, value: 10 },
      { tokens: 71, value: 20 },
    ];
    const dear = [
      { tokens: 0, value: 0 },
      { tokens: 70, value: 20 },
    ];
    const list = ['a', 'b', 'c'].map((ref, n) => ({ ref, levels: n === 0 ? cheaper : dear }));
    assert.deepEqual(pack(list, 5), [1, 1, 1]);
  });

  it('does not depend on the order of equal blocks but on their names', () => {
    const like = (ref: string): PackBlock => ({
      ref,
      levels: [
        { tokens: 0, value: 0 },
        { tokens: 10, value: 1 },
      ],
    });
    assert.deepEqual(pack([like('b'), like('a')], 15), [0, 1]);
    assert.deepEqual(pack([like('a'), like('b')], 15), [1, 0]);
  });
});
