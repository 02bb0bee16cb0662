import type { OrderIndex, ResourceFacts } from './order-index.js';
import { stem, textWords } from './words.js';

/** Finds resources that prose names. */
export interface MentionFinder {
  /**
   * The resources a text names, in the order of the text, the longest name first at each place. `owner`: its parts may be
   * named without its own name ("claims with line items": ClaimLineItem).
   */
  all(text: string, owner?: ResourceFacts): ResourceFacts[];
}

/** Names are looked up by stems; a name's last words stand for it where only one name ends so ("queues": WorkQueue). */
export function makeMentionFinder(index: OrderIndex): MentionFinder {
  const things = index.resources.filter((one) => one.main !== null && !one.value);
  const names = new Map(things.map((one) => [one.words.map(stem).join(' '), one]));
  const endings = new Map<string, ResourceFacts | null>();
  for (const one of things) {
    const stems = one.words.map(stem);
    for (let at = 1; at < stems.length; at++) {
      const ending = stems.slice(at).join(' ');
      endings.set(ending, endings.has(ending) ? null : one);
    }
  }
  const longest = Math.max(1, ...things.map((one) => one.words.length));
  return {
    all: (text, owner) => {
      const prefix = owner === undefined ? null : owner.words.map(stem).join(' ');
      const stems = textWords(text).map(stem);
      const found: ResourceFacts[] = [];
      for (let at = 0; at < stems.length; at++) {
        for (let take = Math.min(longest, stems.length - at); take >= 1; take--) {
          const phrase = stems.slice(at, at + take).join(' ');
          const own = prefix === null ? undefined : names.get(`${prefix} ${phrase}`);
          const resource = own ?? names.get(phrase) ?? endings.get(phrase);
          if (resource === undefined || resource === null) continue;
          if (!found.includes(resource)) found.push(resource);
          at += take - 1;
          break;
        }
      }
      return found;
    },
  };
}
