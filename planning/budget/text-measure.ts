import { longestBacktickRun } from './backticks.js';
import { cutLongRuns } from './long-runs.js';
import { countO200k } from './o200k.js';

/**
 * What budgets need to know of a text. Measures of texts that stand one after the other add up, if each but the last
 * ends a line and no later one begins with a blank or a slash (see `measureText`).
 */
export interface TextMeasure {
  /** Tokens in the o200k vocabulary. */
  tokens: number;
  /** Tokens of the characters that are not ASCII alone, in the same vocabulary. */
  nonAscii: number;
  /** Places where a long run was cut before counting; each may have added a token. */
  cuts: number;
  /** UTF-8 bytes, and those of the text after NFKC, which may be more. */
  bytes: number;
  normalisedBytes: number;
  /** Longest run of backticks. */
  backticks: number;
}

const NOTHING: TextMeasure = { tokens: 0, nonAscii: 0, cuts: 0, bytes: 0, normalisedBytes: 0, backticks: 0 };
/** A chunk that starts so may belong to the piece before it: the tokenizer keeps line breaks, blanks and slashes together. */
const MAY_CONTINUE = /^[\s/]/;

/** Lines measured before: a schema stands in the payloads of many tasks, at a line of its own. */
const measured = new Map<string, TextMeasure>();
/** Most characters the remembered lines have together; beyond it all are forgotten. */
const REMEMBERED_CHARACTERS = 32_000_000;
let remembered = 0;

/**
 * Measures a text given in chunks, line by line. That is exact: the tokenizer splits a text into pieces before it
 * merges, and no piece reaches over a line break that is followed by anything but a blank or a slash. Chunks that are
 * whole lines and come again (the same schema in another payload) cost a look-up.
 */
export function measureText(chunks: string | readonly string[]): TextMeasure {
  if (typeof chunks === 'string') return measureLines(chunks, { ...NOTHING });
  const sum = { ...NOTHING };
  let open = '';
  for (const chunk of chunks) {
    if (open !== '' && open.endsWith('\n') && !MAY_CONTINUE.test(chunk) && chunk !== '') {
      measureLines(open, sum);
      open = '';
    }
    open = open === '' ? chunk : open + chunk;
  }
  return measureLines(open, sum);
}

function measureLines(text: string, sum: TextMeasure): TextMeasure {
  const known = measured.get(text);
  if (known !== undefined) return add(sum, known);
  for (const line of text.split(/(?<=\n)(?=[^\s/])/)) add(sum, measureLine(line));
  return sum;
}

function add(sum: TextMeasure, more: TextMeasure): TextMeasure {
  sum.tokens += more.tokens;
  sum.nonAscii += more.nonAscii;
  sum.cuts += more.cuts;
  sum.bytes += more.bytes;
  sum.normalisedBytes += more.normalisedBytes;
  sum.backticks = Math.max(sum.backticks, more.backticks);
  return sum;
}

function measureLine(line: string): TextMeasure {
  const known = measured.get(line);
  if (known !== undefined) return known;
  const whole = countCut(line);
  const nonAscii = (line.match(/[^\0-\x7f]+/g) ?? []).join('');
  const bytes = Buffer.byteLength(line);
  const measure: TextMeasure = {
    tokens: whole.tokens,
    nonAscii: nonAscii === '' ? 0 : countCut(nonAscii).tokens,
    cuts: whole.cuts,
    bytes,
    normalisedBytes: nonAscii === '' ? bytes : Buffer.byteLength(line.normalize('NFKC')),
    backticks: longestBacktickRun(line),
  };
  remembered += line.length;
  if (remembered > REMEMBERED_CHARACTERS) {
    measured.clear();
    remembered = line.length;
  }
  measured.set(line, measure);
  return measure;
}

/** Tokens of a text whose long runs are cut, each cut counted as a token. */
function countCut(text: string): { tokens: number; cuts: number } {
  const pieces = cutLongRuns(text);
  const cuts = Math.max(0, pieces.length - 1);
  return { tokens: pieces.reduce((sum, piece) => sum + countO200k(piece), cuts), cuts };
}
