/**
 * The words of a name in camelCase, PascalCase, snake_case or kebab-case, lower-cased: `HTTPServerError` → http,
 * server, error; `userIDs` → user, ids.
 */
export function wordsOf(name: string): string[] {
  let words = known.get(name);
  if (words === undefined) {
    words = (name.match(WORD) ?? []).map((word) => word.toLowerCase());
    if (known.size >= REMEMBERED) known.clear();
    known.set(name, words);
  }
  return [...words];
}

const WORD = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x00-\x7F]+/g;
/** Words of names taken apart before: the same few thousand are asked for again and again. */
const known = new Map<string, readonly string[]>();
const REMEMBERED = 20_000;

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['vertices', 'vertex'],
  ['matrices', 'matrix'],
  ['criteria', 'criterion'],
  ['media', 'media'],
  ['data', 'data'],
  ['series', 'series'],
  ['species', 'species'],
  ['news', 'news'],
  ['status', 'status'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ...endings('f', 'ves', 'shelf half wolf calf loaf thief leaf'),
  ...endings('is', 'es', 'analysis crisis diagnosis hypothesis synopsis thesis'),
  ...endings('u', 'us', 'menu sku cpu gpu vpu guru'),
  ...endings('z', 'zzes', 'quiz'),
  ...endings('e', 'es', 'cache axe'),
  ...endings('', 'es', 'alias atlas canvas lens bias potato tomato hero echo veto'),
  ...['analytics', 'logistics', 'diagnostics', 'access', 'sms', 'dns', 'gps', 'aws', 'css'].map((word) => same(word)),
]);

/** Plural → singular of each word, and the singular to itself, as it may look like a plural. */
function endings(singularEnd: string, pluralEnd: string, words: string): [string, string][] {
  return words.split(' ').flatMap((word) => {
    const stem = word.slice(0, word.length - singularEnd.length);
    return [[stem + pluralEnd, word] as [string, string], same(word)];
  });
}

function same(word: string): [string, string] {
  return [word, word];
}

/** The singular of an English word in lower case; a word that is none stays as it is. */
export function singular(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/[ei]uses$/.test(word) || /(?:tus|bus|pus|gus|nus|rus)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** True for a word that is the plural of another. */
export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

/** Words as a singular PascalCase name: `order_items` → `OrderItem`; only the last word loses its plural. */
export function pascalSingular(name: string): string {
  const words = wordsOf(name);
  return words
    .map((word, index) => (index === words.length - 1 ? singular(word) : word))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/**
 * Key under which spellings of one noun meet: words in singular, joined by blanks (`order_items`, `OrderItem` → `order
 * item`).
 */
export function nounKey(name: string): string {
  const words = wordsOf(name);
  return words.map((word, index) => (index === words.length - 1 ? singular(word) : word)).join(' ');
}

/**
 * The fixed (non-parameter) segments of a path, as written: `/pets/{id}/toys.json` → pets, toys. A version segment
 * (`v1`) and `api` are none.
 */
export function fixedSegments(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{') && !/^(?:v\d[\w.]*|api|rest)$/i.test(segment))
    .map((segment) => segment.replace(/\.\w+$/, ''));
}
