import { jsonrepair } from 'jsonrepair';

/** Longer texts are not mended. */
const MAX_CHARACTERS = 200_000;
/**
 * Quotes in the middle of words or phrases. From each jsonrepair starts a string anew, so that its time grows with more than
 * the square of their number: 5,000 take seconds, 400 a tenth of one.
 */
const MAX_STRAY_QUOTES = 400;

const QUOTES = new Set('"\'`´“”‘’');
const BEFORE = new Set('{[(:,');
const AFTER = new Set('}]),:');

/** JSON made of a text that nearly is (quotes, commas, comments, bare keys), or null if that cannot be done in short time. */
export function mendJson(text: string): string | null {
  if (text.length > MAX_CHARACTERS || strayQuotes(text) > MAX_STRAY_QUOTES) return null;
  try {
    return jsonrepair(text);
  } catch (error) {
    // An error of its own where it finds no JSON, a RangeError where it recurses too far.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Quotes that neither follow what comes before a text in JSON nor precede what comes after one. */
function strayQuotes(text: string): number {
  let strays = 0;
  let before = '';
  let open: boolean | null = null;
  for (const character of text) {
    if (character.trim() === '') continue;
    if (open === false && !AFTER.has(character)) strays += 1;
    open = QUOTES.has(character) ? BEFORE.has(before) : null;
    before = character;
  }
  return strays;
}
