import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';

/** Special tokens written out in a text are text: the tokenizer must neither interpret nor refuse them. */
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
/** Most pieces that are remembered; beyond it all are forgotten. */
const REMEMBERED_PIECES = 200_000;

/** Tokens of pieces counted before: few of the words of a plan occur once. */
const counted = new Map<string, number>();

/**
 * Tokens of a text in the o200k vocabulary. The tokenizer splits a text into words, blanks and symbols and merges
 * within each, so each such piece is counted once; that takes half the time of its own cache, which is kept in order of
 * use.
 */
export function countO200k(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(O200K_TOKEN_SPLIT_REGEX)) {
    let count = counted.get(piece);
    if (count === undefined) {
      count = countTokens(piece, AS_TEXT);
      if (counted.size >= REMEMBERED_PIECES) counted.clear();
      counted.set(piece, count);
    }
    tokens += count;
  }
  return tokens;
}
