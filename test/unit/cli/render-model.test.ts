import assert from 'node:assert/strict';
import colours from 'picocolors';
import type { PlanSummary } from '../../../cli/api-types.js';
import type { Layout } from '../../../cli/render/layout.js';
import { renderModel } from '../../../cli/render/summary.js';
import { makeSafe } from '../../../cli/safe.js';

const layout: Layout = { width: 100, colours: colours.createColors(false) };
type Search = NonNullable<PlanSummary['search']>;
const search: Search = { trials: 8, candidates: 8, stopReason: 'max-trials', generator: 'deterministic' };

const shown = (rest: Partial<Search>): string => renderModel(layout, makeSafe({ ...search, ...rest })).join('\n');

describe('what a model had to do with a plan', () => {
  it('is not mentioned where none is set up', () => {
    assert.equal(shown({}), '');
  });

  it('is told with what it took, also where nothing came of it', () => {
    const studio = { calls: 17, tokens: 55_474, cacheHits: 1 };
    assert.match(shown({ generator: 'mixed', studio }), /by rules and a model; 17 calls, .*55.?474 tokens, 1 answer/u);
    assert.match(shown({ studio }), /nothing of a model is in the plan; 17 calls/u);
  });
});
