import { targetModel } from './target-models.js';
import { measureText } from './text-measure.js';
import type { TextMeasure } from './text-measure.js';

/** How sure a token count is. `exact`: the model's own tokenizer; `calibrated`: an upper estimate from measured ratios. */
export type CountGuarantee = 'exact' | 'calibrated';

export interface TokenCount {
  tokens: number;
  guarantee: CountGuarantee;
}

/** Worst measured ratio of any tokenizer to o200k on text that is not ASCII (Cyrillic, 2.04), rounded up. */
const NON_ASCII_FACTOR = 2.1;

/**
 * Tokens a text takes in `model`. For models with the o200k vocabulary it is what their tokenizer says. For all others
 * it is ⌈f·n + (2.1 − f)·m⌉, with n tokens of the text and m of its non-ASCII characters in o200k and the family's
 * factor f: a factor that rises to 2.1 with the share of non-ASCII text.
 *
 * Byte-pair merging takes quadratic time on one long run (200,000 equal letters: 22 s), so runs of letters, symbols or
 * blanks over 256 characters are cut before counting. A cut changes the count by at most one; one is added for each
 * and the result is then no longer called exact.
 */
export function countTokens(text: string | readonly string[], model: string): TokenCount {
  return tokensOf(measureText(text), model);
}

/** Tokens that a measured text takes in `model`. */
export function tokensOf({ tokens, nonAscii, cuts }: TextMeasure, model: string): TokenCount {
  const target = targetModel(model);
  if (target.tokenizer === 'o200k') return { tokens, guarantee: cuts === 0 ? 'exact' : 'calibrated' };
  const counted = target.factor * tokens + (NON_ASCII_FACTOR - target.factor) * nonAscii;
  return { tokens: Math.ceil(counted), guarantee: 'calibrated' };
}
