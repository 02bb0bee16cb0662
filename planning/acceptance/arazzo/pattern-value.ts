/** One place of a value: a fixed character, or a choice of which any does. */
interface Place {
  fixed: string | null;
  /** Any decimal digit fits. */
  digit: boolean;
  /** A character that fits where none is fixed. */
  sample: string;
}

/** Patterns longer than this, and more repetitions, are given up. */
const MOST_PLACES = 200;

/**
 * The shortest text that fits a simple regular expression: literals, classes, escapes (`\d`, `\w`, `\s`), groups and
 * alternatives (the first is taken), and quantifiers (the least number of repetitions). Null for anything else, which the
 * caller finds out by trying. `digits` fill the last places where any digit fits, so that values can differ.
 *
 * @param expression stands in the first places where any digit fits, for as many places as it will have
 */
export function valueOfPattern(
  pattern: string,
  digits: string,
  expression: { text: string; places: number } = { text: '', places: 0 },
): string | null {
  const places = placesOf(pattern);
  if (places === null) return null;
  const free = places.flatMap((place, at) => (place.digit && place.fixed === null ? [at] : []));
  const needed = expression.places + digits.length;
  const texts = places.map(({ fixed, sample }) => fixed ?? sample);
  const filled = digits.slice(-free.length);
  for (let n = 0; n < filled.length; n += 1)
    texts[free[free.length - filled.length + n] as number] = filled[n] as string;
  if (expression.places > 0 && free.length >= needed) {
    for (let n = 0; n < expression.places; n += 1) texts[free[n] as number] = n === 0 ? expression.text : '';
  }
  return texts.join('');
}

interface Reader {
  text: string;
  at: number;
}

function placesOf(pattern: string): Place[] | null {
  const reader: Reader = { text: pattern.replace(/^\^/, '').replace(/\$$/, ''), at: 0 };
  const places = readAlternatives(reader, 0);
  return places === null || reader.at < reader.text.length || places.length > MOST_PLACES ? null : places;
}

/** Reads up to the end of the group, and keeps the first alternative. */
function readAlternatives(reader: Reader, depth: number): Place[] | null {
  if (depth > 8) return null;
  let first: Place[] | null = null;
  for (;;) {
    const sequence = readSequence(reader, depth);
    if (sequence === null) return null;
    first ??= sequence;
    if (reader.text[reader.at] !== '|') return first;
    reader.at += 1;
  }
}

function readSequence(reader: Reader, depth: number): Place[] | null {
  const places: Place[] = [];
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text[reader.at] as string)) {
    const atom = readAtom(reader, depth);
    const times = atom === null ? null : readQuantifier(reader);
    if (atom === null || times === null || places.length + atom.length * times > MOST_PLACES) return null;
    for (let n = 0; n < times; n += 1) places.push(...atom);
  }
  return places;
}

function readAtom(reader: Reader, depth: number): Place[] | null {
  const char = reader.text[reader.at] as string;
  reader.at += 1;
  if (char === '(') {
    const special = /^\?(:|<[A-Za-z]\w*>)?/.exec(reader.text.slice(reader.at));
    if (special !== null) {
      if (special[1] === undefined) return null;
      reader.at += special[0].length;
    }
    const inner = readAlternatives(reader, depth + 1);
    if (inner === null || reader.text[reader.at] !== ')') return null;
    reader.at += 1;
    return inner;
  }
  if (char === '[') return readClass(reader);
  if (char === '\\') return readEscape(reader);
  if (char === '.') return [{ fixed: null, digit: false, sample: 'a' }];
  return /[*+?{}^$\])]/.test(char) ? null : [{ fixed: char, digit: false, sample: char }];
}

function readEscape(reader: Reader): Place[] | null {
  const char = reader.text[reader.at];
  reader.at += 1;
  if (char === 'd') return [{ fixed: null, digit: true, sample: '1' }];
  if (char === 'w') return [{ fixed: null, digit: true, sample: 'a' }];
  if (char === 's') return [{ fixed: ' ', digit: false, sample: ' ' }];
  if (char === 'S') return [{ fixed: null, digit: true, sample: 'a' }];
  if (char === undefined || /[A-Za-z0-9]/.test(char)) return null;
  return [{ fixed: char, digit: false, sample: char }];
}

function readClass(reader: Reader): Place[] | null {
  const end = closingBracket(reader.text, reader.at);
  if (end === -1) return null;
  const source = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  const fits = tester(`^[${source}]$`);
  if (fits === null) return null;
  const digit = [...'0123456789'].every((one) => fits.test(one));
  const sample = [...'aA1bBx-_. :/'].find((one) => fits.test(one)) ?? firstFit(fits);
  return sample === null ? null : [{ fixed: null, digit, sample }];
}

function firstFit(fits: RegExp): string | null {
  for (let code = 33; code < 127; code += 1) {
    const char = String.fromCharCode(code);
    if (char !== '$' && char !== '{' && char !== '}' && fits.test(char)) return char;
  }
  return null;
}

function closingBracket(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === ']' && at > from) return at;
  }
  return -1;
}

function tester(source: string): RegExp | null {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    // A class that is valid in another dialect only.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The least number of repetitions that a quantifier asks for; 1 where there is none. */
function readQuantifier(reader: Reader): number | null {
  const found = /^(?:\{(\d{1,4})(?:,\d{0,4})?\}|[*+?])\??/.exec(reader.text.slice(reader.at));
  if (found === null) return 1;
  reader.at += found[0].length;
  if (found[1] !== undefined) return Number(found[1]);
  return found[0].startsWith('+') ? 1 : 0;
}
