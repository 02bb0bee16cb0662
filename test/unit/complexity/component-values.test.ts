import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ambiguityValue } from '../../../planning/complexity/ambiguity.js';
import { dependencyLoad, dependencyPositions } from '../../../planning/complexity/dependency-load.js';
import { frictionValue } from '../../../planning/complexity/research-friction.js';
import { quantile, saturation } from '../../../planning/complexity/scales.js';
import { surfaceArea } from '../../../planning/complexity/surface-area.js';
import { AMBIGUITY_SIGNALS, findSignals, FRICTION_SIGNALS } from '../../../planning/complexity/text-signals.js';
import { after, task } from './sample-plan.js';

const size = fc.double({ min: 0, max: 1e6, noNaN: true });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

/** Asserts that `value` stays in [0,1] and does not fall when any one of the inputs rises. */
function assertMonotone<T extends Record<string, number>>(
  inputs: fc.Arbitrary<T>,
  rise: fc.Arbitrary<number>,
  value: (input: T) => number,
): void {
  fc.assert(
    fc.property(inputs, rise, (input, to) => {
      const least = value(input);
      assert.ok(least >= 0 && least <= 1);
      for (const [name, from] of Object.entries(input)) {
        assert.ok(value({ ...input, [name]: Math.max(from, to) }) >= least, name);
      }
    }),
  );
}

describe('components of the complexity score', () => {
  it('dependency load rises with fan-in, fan-out and place on the critical path', () => {
    const inputs = fc.record({ fanIn: fc.nat(500), fanOut: fc.nat(500), pathShare: unit });
    assertMonotone(inputs, unit, (input) => dependencyLoad(input).value);
    assert.ok(
      Math.abs(dependencyLoad({ fanIn: 3, fanOut: 4, pathShare: 1 }).value - (0.7 * (1 - Math.exp(-1)) + 0.3)) < 1e-9,
    );
  });

  it('surface area rises with every size and is one half at the medians', () => {
    const inputs = fc.record({ operations: size, parameters: size, dataWeight: size, functionPoints: size });
    assertMonotone(inputs, size, (input) => surfaceArea(input).value);
    const medians = { operations: 1.875, parameters: 4.6, dataWeight: 20.875, functionPoints: 6.375 };
    assert.equal(surfaceArea(medians).value, 0.5);
    assert.equal(surfaceArea({ operations: 0, parameters: 0, dataWeight: 0, functionPoints: 0 }).value, 0);
  });

  it('ambiguity rises with every kind of hit', () => {
    const inputs = fc.record({
      vague: fc.nat(9),
      unresolved: fc.nat(9),
      withoutCriterion: fc.nat(1),
      underspecified: unit,
    });
    assertMonotone(inputs, unit, ({ vague, ...rest }) =>
      ambiguityValue({ smells: [{ weight: 0.12, count: vague }], ...rest }),
    );
  });

  it('ambiguity combines its signals as if independent', () => {
    const smells = [{ weight: 0.5, count: 1 }];
    const value = ambiguityValue({ smells, unresolved: 1, withoutCriterion: 1, underspecified: 1 });
    assert.ok(Math.abs(value - (1 - 0.5 * 0.6 * 0.7 * 0.8)) < 1e-9);
  });

  it('friction rises with hits and falls with answers', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), unit, unit, (count, more, answered, further) => {
        const value = (n: number, a: number): number => frictionValue([{ weight: 0.35, count: n }], a);
        assert.ok(value(count + more, answered) >= value(count, answered));
        assert.ok(value(count, Math.max(answered, further)) <= value(count, answered));
      }),
    );
  });

  it('scales hit the quartiles and never reach 1 in between', () => {
    const quartiles = { q25: 2, q50: 4, q75: 10 };
    assert.deepEqual(
      [0, 2, 4, 10].map((x) => quantile(x, quartiles)),
      [0, 0.25, 0.5, 0.75],
    );
    assert.ok(quantile(50, quartiles) < 1);
    assert.equal(saturation(-5, 3), 0);
  });
});

describe('dependencyPositions', () => {
  it('measures the longest path through each task against the longest of the plan', () => {
    const positions = dependencyPositions([
      task('a.a', { minutes: 10 }),
      task('b.b', { minutes: 20, dependsOn: after('a.a') }),
      task('c.c', { minutes: 30, dependsOn: after('b.b') }),
      task('d.d', { minutes: 5, dependsOn: after('a.a') }),
    ]);
    assert.deepEqual(positions.get('b.b'), { fanIn: 1, fanOut: 1, pathShare: 1 });
    assert.deepEqual(positions.get('d.d'), { fanIn: 1, fanOut: 0, pathShare: 0.25 });
  });

  it('handles a chain of 20,000 tasks', () => {
    const tasks = Array.from({ length: 20_000 }, (_, n) =>
      task(`t.${n}`, n === 0 ? {} : { dependsOn: after(`t.${n - 1}`) }),
    );
    assert.equal(dependencyPositions(tasks).get('t.7')?.pathShare, 1);
  });
});

describe('findSignals', () => {
  it('finds smells in words, not inside other words', () => {
    const names = (text: string): string[] => findSignals(text, AMBIGUITY_SIGNALS).map(({ name }) => name);
    assert.deepEqual(names('Sorting is TBD.'), ['open question']);
    assert.deepEqual(names('It should be fast, easy, etc.'), ['vague wording']);
    assert.deepEqual(names('The article is deleted.'), ['passive without an actor']);
    assert.deepEqual(names('The article is deleted by its author. Breakfast is served by nobody.'), []);
  });

  it('takes linear time on long hostile text', () => {
    const started = performance.now();
    for (const text of [
      'is '.repeat(200_000),
      'a'.repeat(500_000),
      '?'.repeat(500_000),
      'integrated '.repeat(50_000),
    ]) {
      findSignals(text, AMBIGUITY_SIGNALS);
      findSignals(text, FRICTION_SIGNALS);
    }
    assert.ok(performance.now() - started < 4_000);
  });
});
