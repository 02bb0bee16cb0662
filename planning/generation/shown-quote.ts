import { quote } from '../contract/quote.js';
import { withoutHidden } from '../hidden-characters.js';

/** Words of the PRD as a model quoted them, in a message: on one line, and without what cannot be seen in it. */
export function shownQuote(words: string): string {
  return quote(withoutHidden(words.replace(/\s+/g, ' ')).trim());
}
