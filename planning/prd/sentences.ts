import type { Span } from './blocks.js';

/** Words before a full stop that do not end a sentence. */
const ABBREVIATIONS = new Set(
  'e.g i.e etc vs approx no nr mr mrs ms dr st ca cf incl max min fig resp bzw z.b d.h u.a'.split(' '),
);

/** Splits a span into sentences, each with its own place. Linear: every character is looked at once. */
export function splitSentences(span: Span): Span[] {
  const sentences: Span[] = [];
  let from = 0;
  for (let i = 0; i < span.text.length; i++) {
    if (!isEnd(span.text, i)) continue;
    push(sentences, span, from, i + 1);
    from = i + 1;
  }
  push(sentences, span, from, span.text.length);
  return sentences;
}

/**
 * A stop, question or exclamation mark before blanks, unless it closes an abbreviation or the next word goes on in
 * lower case.
 */
function isEnd(text: string, i: number): boolean {
  const mark = text[i];
  if (mark !== '.' && mark !== '!' && mark !== '?') return false;
  let next = i + 1;
  while (next < text.length && /["')\]*_`]/.test(text.charAt(next)) && next - i < 4) next++;
  if (next >= text.length || !/\s/.test(text.charAt(next))) return false;
  if (mark !== '.') return true;
  const word = /[\p{L}.]{1,12}$/u.exec(text.slice(Math.max(0, i - 12), i))?.[0] ?? '';
  if (ABBREVIATIONS.has(word.toLowerCase())) return false;
  while (next < text.length && /\s/.test(text.charAt(next))) next++;
  return !/\p{Ll}/u.test(text.charAt(next)) || text.slice(i, next).includes('\n');
}

function push(sentences: Span[], span: Span, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(span.text.charAt(start))) start++;
  while (end > start && /\s/.test(span.text.charAt(end - 1))) end--;
  if (end > start)
    sentences.push({ text: span.text.slice(start, end), start: span.start + start, end: span.start + end });
}
