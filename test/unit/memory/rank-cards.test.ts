import assert from 'node:assert/strict';
import { rankCards } from '../../../planning/memory/rank-cards.js';

describe('rankCards', () => {
  const card = (
    id: string,
    taskKey: string,
    similarity?: number,
  ): Parameters<typeof rankCards>[0]['cards'][number] => ({
    id,
    taskKey,
    text: `card ${id}`,
    ...(similarity === undefined ? {} : { similarity }),
  });
  const ancestors = new Map([
    ['operation.c', 1],
    ['schema.b', 1],
    ['schema.a', 2],
  ]);

  it('puts earlier attempts and dependencies by distance before anything similar, each with its reason', () => {
    const cards = [
      card('s', 'operation.z', 0.99),
      card('a', 'schema.a'),
      card('c', 'operation.c', 0.1),
      card('d', 'operation.d'),
    ];
    const ranked = rankCards({ taskKey: 'operation.d', cards, ancestors, similarLimit: 5 });
    assert.deepEqual(
      ranked.map(({ id, why }) => [id, why]),
      [
        ['d', 'an earlier attempt at this task'],
        ['c', 'operation.c is a dependency of this task'],
        ['a', 'schema.a comes before this task, 2 steps away'],
        ['s', 'similar to this task (0.99)'],
      ],
    );
  });

  it('never leaves out the card of a dependency, and takes only others that are similar enough, the most similar first', () => {
    const cards = [
      ...Array.from({ length: 30 }, (_, n) => card(`c${n}`, 'operation.c')),
      card('x', 'operation.x', 0.3),
      card('y', 'operation.y', 0.9),
      card('z', 'operation.z', 0.05),
    ];
    const ranked = rankCards({ taskKey: 'operation.d', cards, ancestors, similarLimit: 1 });
    assert.equal(ranked.length, 31);
    assert.equal(ranked[30]?.id, 'y');
    const wide = rankCards({ taskKey: 'operation.d', cards, ancestors, similarLimit: 5 });
    assert.deepEqual(
      wide.slice(30).map(({ id }) => id),
      ['y', 'x'],
    );
  });

  it('lists a card once and does not depend on the order they come in', () => {
    const cards = [card('b', 'schema.b', 0.4), card('c', 'operation.c', 0.4), card('b', 'schema.b', 0.4)];
    const ranked = rankCards({ taskKey: 'operation.d', cards, ancestors, similarLimit: 5 });
    assert.deepEqual(
      ranked.map(({ id }) => id),
      ['b', 'c'],
    );
    assert.deepEqual(
      rankCards({ taskKey: 'operation.d', cards: [...cards].reverse(), ancestors, similarLimit: 5 }),
      ranked,
    );
  });
});
