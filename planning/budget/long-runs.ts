/** Longest run of one character class handed to the tokenizer, in code points. */
const LONGEST_RUN = 256;

/**
 * Cuts `text` so that no piece holds more than 256 characters of one class in a row. The classes are those between which the
 * tokenizer's own splitting never merges: letters and marks, blanks, symbols. Digits are split by it into threes.
 */
export function cutLongRuns(text: string): string[] {
  if (!mayHoldLongRun(text)) return [text];
  const pieces: string[] = [];
  let from = 0;
  // One linear pass over all runs: asking for long runs only would start anew at every character of a shorter one.
  for (const match of text.matchAll(/[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu)) {
    const run = match[0];
    if (run.length <= LONGEST_RUN) continue;
    if (match.index > from) pieces.push(text.slice(from, match.index));
    let piece = '';
    let length = 0;
    for (const character of run) {
      if (length === LONGEST_RUN) {
        pieces.push(piece);
        piece = '';
        length = 0;
      }
      piece += character;
      length += 1;
    }
    pieces.push(piece);
    from = match.index + run.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
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
