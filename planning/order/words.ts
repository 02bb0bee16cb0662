import { singular, wordsOf } from '../contract/names.js';

/**
 * The form the spellings of one word share: singular, without final e and doubled consonants, British endings made
 * American (`favourites`, `favorite` → `favorit`).
 */
export function stem(word: string): string {
  return singular(word)
    .replace(/our/g, 'or')
    .replace(/is(e|ation)$/, 'iz$1')
    .replace(/([b-df-hj-np-tv-z])\1/g, '$1')
    .replace(/e$/, '');
}

/** One comparable string for words: their stems, joined by blanks. */
export function wordKey(words: readonly string[]): string {
  return words.map(stem).join(' ');
}

/** `wordKey` of a name in any case style. */
export function nameKey(name: string): string {
  return wordKey(wordsOf(name));
}

/**
 * The stem of a verb whatever its form, so that "following", "followed" and "follows" meet `follow`. Crude on purpose:
 * it only has to make the forms of one verb equal.
 */
export function verbStem(word: string): string {
  const plain = word.replace(/(?:ing|ed|ers|er)$/, '');
  return stem(plain.length >= 3 ? plain : word);
}

/** The words of a text, lower-cased, in order. */
export function textWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Endings that turn the order round: products have a product type, so `ProductType` comes first. */
export const CLASSIFYING_SUFFIXES = new Set('type group reason kind batch definition'.split(' ').map(stem));
