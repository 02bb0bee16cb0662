import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutCycles } from '../../../planning/dag/cut-cycles.js';
import type { Arc } from '../../../planning/dag/cut-cycles.js';
import { strongComponents } from '../../../planning/dag/strong-components.js';

const byNumber = (a: number, b: number): number => a - b;

/** Arcs that lie on a cycle. */
function cyclic(arcs: readonly Arc[]): Arc[] {
  const size = Math.max(0, ...arcs.map(({ before, after }) => Math.max(before, after) + 1));
  const successors: number[][] = Array.from({ length: size }, () => []);
  for (const { before, after } of arcs) successors[before]?.push(after);
  const component = strongComponents(successors);
  return arcs.filter(({ before, after }) => component[before] === component[after]);
}

const arcsArbitrary = fc.array(
  fc
    .record({ before: fc.nat(12), after: fc.nat(12), soft: fc.boolean() })
    .filter(({ before, after }) => before !== after),
  { maxLength: 60 },
);

describe('cutCycles', () => {
  it('leaves only cycles of hard arcs, cuts none of them, and none where there is no cycle', () => {
    fc.assert(
      fc.property(arcsArbitrary, (arcs) => {
        const cut = new Set(cutCycles(arcs, byNumber));
        const kept = arcs.filter((_, i) => !cut.has(i));
        assert.ok([...cut].every((i) => arcs[i]?.soft));
        assert.ok(cyclic(kept).every(({ soft }) => !soft));
        if (cyclic(arcs).length === 0) assert.equal(cut.size, 0);
      }),
    );
  });

  it('cuts the lightest of each cycle', () => {
    const ring = (from: number): Arc[] =>
      [0, 1, 2].map((i) => ({ before: from + i, after: from + ((i + 1) % 3), soft: true }));
    const heaviestFirst = (a: number, b: number): number => b - a;
    assert.deepEqual(cutCycles([...ring(0), ...ring(3)], byNumber), [0, 3]);
    assert.deepEqual(cutCycles([...ring(0), ...ring(3)], heaviestFirst), [2, 5]);
  });

  it('stays fast in one large tangle', () => {
    const size = 2_000;
    const arcs = Array.from({ length: size * 10 }, (_, i): Arc => {
      const before = i % size;
      return { before, after: (before * 7 + i * 13 + 1) % size, soft: true };
    }).filter(({ before, after }) => before !== after);
    const start = process.hrtime.bigint();
    const cut = new Set(cutCycles(arcs, byNumber));
    assert.equal(cyclic(arcs.filter((_, i) => !cut.has(i))).length, 0);
    assert.ok(Number(process.hrtime.bigint() - start) / 1e9 < 10);
  });
});
