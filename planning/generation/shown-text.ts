import { cutText } from '../cut-text.js';

/** A text of the contract or the PRD as a question shows it: on one line, at most `most` UTF-16 units. */
export function shownText(text: string, most: number): string {
  const plain = cutText(text, most * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= most ? plain : `${cutText(plain, most - 1).trimEnd()}…`;
}
