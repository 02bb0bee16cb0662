import assert from 'node:assert/strict';
import fc from 'fast-check';
import { payloadLimit, SMALLEST_LIMIT } from '../../../planning/budget/payload-limit.js';
import type { BudgetSettings } from '../../../planning/budget/payload-limit.js';
import { TARGET_FAMILIES } from '../../../planning/budget/target-models.js';
import { loadConfig } from '../../../platform/config.js';

const SETTINGS: BudgetSettings = { targetModel: 'gpt-4o', capTokens: 64_000, capRatio: 0.6, headroomRatio: 0.1 };

describe('payloadLimit', () => {
  it('takes answer, overhead and headroom off the capped window', () => {
    const limit = payloadLimit(SETTINGS, {});
    assert.deepEqual(limit, {
      limit: 64_000 - 14_720,
      window: 128_000,
      reserved: 14_720,
      output: 8_192,
      model: 'gpt-4o',
    });
  });

  it('works for every window: small ones are capped by their share, huge ones by tokens', () => {
    const small = payloadLimit(SETTINGS, { targetModel: 'gpt-4' });
    const huge = payloadLimit(SETTINGS, { targetModel: 'gpt-4.1' });
    assert.ok(small.infeasible !== true && small.limit + small.reserved === Math.floor(8_192 * 0.6));
    assert.ok(huge.infeasible !== true && huge.limit + huge.reserved === 64_000);
  });

  it('leaves room for a payload in every model it knows, with the settings as they come', () => {
    const { budget } = loadConfig({});
    for (const targetModel of [...TARGET_FAMILIES, 'a model nobody knows']) {
      const limit = payloadLimit(budget, { targetModel });
      assert.ok(limit.infeasible !== true && limit.limit >= 2_500, `${targetModel}: ${limit.limit}`);
    }
  });

  it('obeys a lower token budget of the plan and ignores a higher one', () => {
    assert.equal(payloadLimit(SETTINGS, { tokenBudget: 2_000 }).limit, 2_000);
    assert.equal(payloadLimit(SETTINGS, { tokenBudget: 2_000_000 }).limit, 64_000 - 14_720);
  });

  it('is infeasible below the floor', () => {
    assert.deepEqual(payloadLimit(SETTINGS, { tokenBudget: 511 }), {
      infeasible: true,
      needed: SMALLEST_LIMIT,
      limit: 511,
    });
    assert.equal(payloadLimit({ ...SETTINGS, capTokens: 600 }, {}).infeasible, true);
    assert.equal(payloadLimit({ ...SETTINGS, outputTokens: 64_000, targetModel: 'gpt-5' }, {}).infeasible, true);
  });

  it('leaves room for the answer within the nominal window, whatever the settings', () => {
    const settings = fc.record({
      targetModel: fc.constantFrom('gpt-4o', 'gpt-4', 'claude-opus-4.1', 'unknown'),
      capTokens: fc.integer({ min: 1, max: 2_000_000 }),
      capRatio: fc.double({ min: 0.01, max: 1, noNaN: true }),
      headroomRatio: fc.double({ min: 0, max: 0.9, noNaN: true }),
    });
    fc.assert(
      fc.property(settings, (chosen) => {
        const limit = payloadLimit(chosen, {});
        if (limit.infeasible === true) return;
        assert.ok(Number.isInteger(limit.limit) && limit.limit >= SMALLEST_LIMIT);
        assert.ok(limit.limit + limit.output < limit.window);
      }),
    );
  });
});
