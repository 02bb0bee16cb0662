import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countTokens as countCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base';
import { targetModel } from '../../../planning/budget/target-models.js';
import { countTokens } from '../../../planning/budget/tokens.js';

const AS_TEXT = { disallowedSpecial: new Set<string>() };
const PROSE = 'A member writes an article: title, description, body.\n\n```json\n{"id": 7, "ok": true}\n```\n';

describe('countTokens', () => {
  it('counts what the o200k tokenizer counts for models of that vocabulary, and says exact', () => {
    const runs = fc.constantFrom(PROSE, 'ключ ', '漢字', '👩‍👩‍👧 ', '\t\n  ', '<|endoftext|>', 'QUJD/+9=', '0x00ff ');
    fc.assert(
      fc.property(fc.array(runs, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        assert.deepEqual(countTokens(text, 'gpt-4o-mini'), { tokens: countO200k(text, AS_TEXT), guarantee: 'exact' });
      }),
    );
  });

  it('counts exactly whatever stands around line breaks, the second time as the first', () => {
    const parts = [
      '\n',
      '\r\n',
      '\r',
      '/',
      ' ',
      '\t',
      '}',
      '},\n',
      '"',
      "'s",
      'a',
      'Ab',
      '7',
      '\u2028',
      '\u00a0',
      'é',
      '漢',
      '😀',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), (chosen) => {
        const text = chosen.join('');
        const tokens = countO200k(text, AS_TEXT);
        assert.equal(countTokens(text, 'gpt-4o').tokens, tokens, JSON.stringify(text));
        assert.equal(countTokens(text, 'gpt-4o').tokens, tokens, JSON.stringify(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes special tokens in a text for text', () => {
    assert.ok(countTokens('<|endoftext|><|im_start|>', 'gpt-5').tokens > 2);
  });

  it('counts runs of a million characters quickly, never below the truth, and no longer says exact', () => {
    const started = performance.now();
    for (const unit of ['a', ' ', '=', '漢', '😀', 'e\u0301', '\u2028']) {
      assert.equal(countTokens(unit.repeat(200_000), 'gpt-4o').guarantee, 'calibrated');
    }
    assert.ok(performance.now() - started < 3_000);
    for (const unit of ['a', 'A', ' ', '=', '漢', '\n', '!?']) {
      const text = `x ${unit.repeat(1_000)} y`;
      assert.ok(countTokens(text, 'gpt-4o').tokens >= countO200k(text, AS_TEXT), JSON.stringify(unit));
    }
  });

  it('is not below another vocabulary for that family on prose, code, Chinese, Russian and emoji', () => {
    const texts = [
      PROSE,
      'The quick fox. ',
      '他们写了一篇文章。',
      'Пользователь создаёт статью. ',
      '👍🏽🚀 ',
      'déjà vu à Noël ',
    ];
    for (const text of texts) {
      const { tokens, guarantee } = countTokens(text.repeat(20), 'gpt-4-turbo');
      assert.equal(guarantee, 'calibrated');
      assert.ok(tokens >= countCl100k(text.repeat(20), AS_TEXT), text);
    }
  });

  it('raises the factor with the share of non-ASCII text', () => {
    const factor = (text: string): number => countTokens(text, 'claude-x').tokens / countTokens(text, 'gpt-4o').tokens;
    assert.ok(Math.abs(factor(PROSE.repeat(50)) - 1.2) < 0.01);
    assert.ok(factor('漢字'.repeat(50)) > 2);
    const mixed = factor(`${PROSE}漢字漢字漢字漢字漢字漢字`.repeat(20));
    assert.ok(mixed > 1.25 && mixed < 2);
  });
});

describe('targetModel', () => {
  it('finds families with vendor prefix, date, variant, and either spelling of a version', () => {
    assert.equal(targetModel('openai/GPT-4o-2024-08-06').family, 'gpt-4o');
    assert.equal(targetModel('anthropic/claude-sonnet-4-5').family, 'claude-sonnet-4');
    assert.equal(targetModel('gpt-4-1-mini').family, 'gpt-4.1');
    assert.equal(targetModel('gpt-4').window, 8_192);
  });

  it('takes any other model for a small one with an unknown tokenizer', () => {
    for (const id of ['', 'gpt-4omega', 'my-model', '__proto__', 'constructor']) {
      const { family, window, tokenizer } = targetModel(id);
      assert.deepEqual({ family, window, tokenizer }, { family: 'unknown', window: 32_768, tokenizer: 'other' }, id);
    }
  });
});
