import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base';
import { targetModel } from './target-models.js';

/** How sure a token count is. `exact`: the model's own tokenizer; `calibrated`: an upper estimate from measured ratios. */
export type CountGuarantee = 'exact' | 'calibrated';

export interface TokenCount {
  tokens: number;
  guarantee: CountGuarantee;
}

/** Longest run of one character class handed to the tokenizer, in code points. */
const LONGEST_RUN = 256;
/** Worst measured ratio of any tokenizer to o200k on text that is not ASCII (Cyrillic, 2.04), rounded up. */
const NON_ASCII_FACTOR = 2.1;
/** Special tokens written out in a text are text: the tokenizer must neither interpret nor refuse them. */
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/**
 * Tokens `text` takes in `model`. For models with the o200k vocabulary it is what their tokenizer says. For all others
 * it is ⌈f·n + (2.1 − f)·m⌉, with n tokens of the text and m of its non-ASCII characters in o200k and the family's
 * factor f: a factor that rises to 2.1 with the share of non-ASCII text.
 *
 * Byte-pair merging takes quadratic time on one long run (200,000 equal letters: 22 s), so runs of letters, symbols or
 * blanks over 256 characters are cut before counting. A cut changes the count by at most one; one is added for each
 * and the result is then no longer called exact.
 */
export function countTokens(text: string, model: string): TokenCount {
  const target = targetModel(model);
  const whole = countCut(text);
  if (target.tokenizer === 'o200k') {
    return { tokens: whole.tokens, guarantee: whole.cuts === 0 ? 'exact' : 'calibrated' };
  }
  const nonAscii = (text.match(/[^\0-\x7f]+/g) ?? []).join('');
  const extra = nonAscii === '' ? 0 : (NON_ASCII_FACTOR - target.factor) * countCut(nonAscii).tokens;
  return { tokens: Math.ceil(target.factor * whole.tokens + extra), guarantee: 'calibrated' };
}

interface CutCount {
  tokens: number;
  cuts: number;
}

/** Counts of lines seen before: a schema stands in the payloads of many tasks, at a line of its own. */
const counted = new Map<string, CutCount>();
/** Most characters the remembered lines have together; beyond it all are forgotten. */
const REMEMBERED_CHARACTERS = 4_000_000;
let remembered = 0;

/**
 * Counts line by line. That is exact: the tokenizer splits a text into pieces before it merges, and no piece reaches
 * over a line break that is followed by anything but a blank or a slash.
 */
function countCut(text: string): CutCount {
  const sum: CutCount = { tokens: 0, cuts: 0 };
  for (const line of text.split(/(?<=\n)(?=[^\s/])/)) {
    const { tokens, cuts } = countLine(line);
    sum.tokens += tokens;
    sum.cuts += cuts;
  }
  return sum;
}

function countLine(line: string): CutCount {
  const known = counted.get(line);
  if (known !== undefined) return known;
  const pieces = cutLongRuns(line);
  let tokens = 0;
  for (const piece of pieces) tokens += countO200k(piece, AS_TEXT);
  const cuts = Math.max(0, pieces.length - 1);
  const count = { tokens: tokens + cuts, cuts };
  remembered += line.length;
  if (remembered > REMEMBERED_CHARACTERS) {
    counted.clear();
    remembered = line.length;
  }
  counted.set(line, count);
  return count;
}

/** Runs of the classes between which the tokenizer's own splitting never merges, at most 256 characters at a time. */
const RUN = new RegExp(
  `([\\p{L}\\p{M}]{1,${LONGEST_RUN}})|(\\s{1,${LONGEST_RUN}})|([^\\s\\p{L}\\p{M}\\p{N}]{1,${LONGEST_RUN}})`,
  'gu',
);

/**
 * Cuts `text` so that no piece holds more than 256 characters of one class in a row: letters and marks, blanks, symbols.
 * Digits are split by the tokenizer itself into threes. One linear pass; runs are matched in bounded parts, as the
 * expression engine runs out of stack on a part of millions.
 */
function cutLongRuns(text: string): string[] {
  if (!mayHoldLongRun(text)) return [text];
  const pieces: string[] = [];
  let from = 0;
  let openEnd = -1;
  let openClass = -1;
  for (const match of text.matchAll(RUN)) {
    const found = match.indexOf(match[0], 1);
    if (match.index === openEnd && found === openClass) {
      pieces.push(text.slice(from, match.index));
      from = match.index;
    }
    openEnd = match.index + match[0].length;
    openClass = found;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** Class of each ASCII character as the tokenizer splits: blank, digit, letter, symbol. */
const ASCII_CLASS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return 1;
  if (/[0-9]/.test(character)) return 2;
  return /[a-z]/i.test(character) ? 3 : 4;
});

/** Whether a run could be too long; all that is not ASCII counts as part of whatever run it stands in. */
function mayHoldLongRun(text: string): boolean {
  let runClass = 0;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const found = ASCII_CLASS[text.charCodeAt(at)] ?? runClass;
    length = found === runClass ? length + 1 : 1;
    if (length > LONGEST_RUN) return true;
    runClass = found;
  }
  return false;
}
