import { countTokens } from '../../planning/budget/tokens.js';

/** A flow does not say which model it asks; prices and allowances are reckoned in the o200k vocabulary. */
export const COUNTED_AS = 'gpt-4o';

/** Tokens of the texts of an answer. */
export function countAnswer({ texts }: { texts: readonly string[] }): number {
  return countTokens(texts, COUNTED_AS).tokens;
}
