import { wordsOf } from '../contract/names.js';
import { PAIRS } from './word-pairs.js';

/** Words that say nothing about what a text is about. */
const STOP = new Set(
  (
    'a an and any are as at be been but by can could do does each either every everybody anybody for from had has have he her his how i if in into is it its ' +
    'just many may me might more most must my no nobody nor not of on one only or other our out over per same shall she should so some such than that the ' +
    'their them then there these they this those to too until up upon us was we were what when where which who whom whose will with without would you your ' +
    'also all after again always before both first last later least less new now number own several since still two while within yet ' +
    'api rest http https json returns return response request endpoint operation resource object v1 v2 v3 admin'
  ).split(' '),
);

/** Spelling variants that a stem must not tell apart. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['favourite', 'favorite'],
  ['login', 'signin'],
  ['logon', 'signin'],
  ['logout', 'signout'],
  ['signup', 'register'],
  ['registration', 'register'],
  ['e-mail', 'email'],
  ['fulfilment', 'fulfillment'],
  ['colour', 'color'],
  ['catalogue', 'catalog'],
  ['cancellation', 'cancel'],
]);

/** The meaningful words of a text, stemmed; names in camelCase or snake_case are taken apart and also kept whole. */
export function stemsOf(text: string): string[] {
  const stems: string[] = [];
  const words = wordsOf(text.normalize('NFKC').replace(/['’]s\b/g, ''));
  for (let i = 0; i < words.length; i++) {
    const pair = PAIRS.get(`${words[i] ?? ''} ${words[i + 1] ?? ''}`);
    if (pair !== undefined) {
      stems.push(stem(pair));
      i++;
    } else if (words[i] !== undefined && !STOP.has(words[i] ?? '')) {
      stems.push(stem(words[i] ?? ''));
    }
  }
  return stems.filter((word) => word.length > 1);
}

/** A light English stem: plural, -ing, -ed, final e and doubled consonants off; -our/-or and -ise/-ize alike. */
export function stem(word: string): string {
  const known = VARIANTS.get(word) ?? VARIANTS.get(word.replace(/s$/, ''));
  let text = known ?? word;
  if (text.length > 4 && text.endsWith('ies')) text = `${text.slice(0, -3)}y`;
  else if (text.length > 4 && /(?:ss|sh|ch|x|z)es$/.test(text)) text = text.slice(0, -2);
  else if (text.length > 3 && text.endsWith('s') && !/(?:ss|us|is)$/.test(text)) text = text.slice(0, -1);
  if (text.length > 5 && text.endsWith('ing')) text = text.slice(0, -3);
  else if (text.length > 4 && text.endsWith('ed')) text = text.slice(0, -2);
  if (text.length > 3 && /([bdfglmnprt])\1$/.test(text)) text = text.slice(0, -1);
  text = text.replace(/our$/, 'or').replace(/is(e|ation|er)$/, 'iz$1');
  return text.length > 3 && text.endsWith('e') ? text.slice(0, -1) : text;
}
