/** Longest run of one character class handed to the tokenizer, in code points. */
const LONGEST_RUN = 256;

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
export function cutLongRuns(text: string): string[] {
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
