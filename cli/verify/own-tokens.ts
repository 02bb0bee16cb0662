import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/** A text's size by every measure a budget may be stated in. */
export interface TextSize {
  /** Tokens in the o200k vocabulary, and those of the characters that are not ASCII alone. */
  tokens: number;
  nonAscii: number;
  /** Places where a run too long for the tokenizer was cut; each may have changed the count by one, and one is added. */
  cuts: number;
  /** UTF-8 bytes of the text or of its NFKC form, whichever is longer. */
  bytes: number;
}

/** Special tokens written out in a text are text. */
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
/** Longest run of letters, blanks or symbols that is handed to the tokenizer, which takes the square of its length. */
const LONGEST = 256;
const LONG_RUN = new RegExp(`[\\p{L}\\p{M}]{${LONGEST}}|\\s{${LONGEST}}|[^\\s\\p{L}\\p{M}\\p{N}]{${LONGEST}}`, 'gu');
/** Lines that were counted before: the same schema stands in many payloads. */
const MAX_KEPT = 100_000;

/** Counts texts one after the other; lines that come again are counted once. */
export function makeTokenCounter(): (text: string) => TextSize {
  const kept = new Map<string, TextSize>();
  return (text) => {
    const sum: TextSize = { tokens: 0, nonAscii: 0, cuts: 0, bytes: 0 };
    // No token reaches over a line break unless blanks or slashes follow.
    for (const line of text.split(/(?<=\n)(?=[^\s/])/)) {
      let size = kept.get(line);
      if (size === undefined) {
        size = sizeOf(line);
        if (kept.size >= MAX_KEPT) kept.clear();
        kept.set(line, size);
      }
      sum.tokens += size.tokens;
      sum.nonAscii += size.nonAscii;
      sum.cuts += size.cuts;
      sum.bytes += size.bytes;
    }
    return sum;
  };
}

function sizeOf(line: string): TextSize {
  const whole = countCut(line);
  const others = (line.match(/[^\0-\x7f]+/g) ?? []).join('');
  return {
    ...whole,
    nonAscii: others === '' ? 0 : countCut(others).tokens,
    bytes: Math.max(Buffer.byteLength(line), Buffer.byteLength(line.normalize('NFKC'))),
  };
}

function countCut(text: string): { tokens: number; cuts: number } {
  let from = 0;
  let tokens = 0;
  let cuts = 0;
  for (const match of text.matchAll(LONG_RUN)) {
    const end = match.index + match[0].length;
    const next = text.codePointAt(end);
    // A run that ends here needs no cut.
    if (next === undefined || !continues(match[0], String.fromCodePoint(next))) continue;
    tokens += countTokens(text.slice(from, end), AS_TEXT) + 1;
    cuts += 1;
    from = end;
  }
  return { tokens: tokens + countTokens(text.slice(from), AS_TEXT), cuts };
}

function continues(run: string, next: string): boolean {
  const kinds = [/^[\p{L}\p{M}]/u, /^\s/, /^[^\s\p{L}\p{M}\p{N}]/u];
  return kinds.some((kind) => kind.test(run) && kind.test(next));
}
