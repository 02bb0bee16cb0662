import { list, member, text, valueAt } from './json.js';

const MAX_SHOWN = 200;

/**
 * What is wrong with an answer, as expected of it: a sentence each, none where all is right. `fill` puts this run's values
 * into expected ones.
 */
export function judgeAnswer(answer: unknown, expect: unknown, fill: (value: unknown) => unknown): string[] {
  const path = text(member(expect, 'path'));
  const errors = text(member(expect, 'errors'));
  const refusal = refusalIn(answer, list(member(expect, 'refusals')));
  if (errors === 'some' && refusal === null) return ['it was not refused: there is no error'];
  if (errors === 'none' && refusal !== null) return [`it was refused: ${refusal}`];
  const value = valueAt(answer, path);
  const type = text(member(expect, 'type'));
  if (type === 'nothing')
    return holdsNothing(value, refusal !== null) ? [] : [`${path} holds ${shown(value)}, not nothing`];
  const faults = typeFaults(value, type, path);
  if (faults.length > 0 || value === null || value === undefined) return faults;
  for (const field of list(member(expect, 'fields'))) {
    const below = text(member(field, 'path'));
    for (const [place, leaf] of reach(value, below.split('.'))) {
      faults.push(...typeFaults(leaf, text(member(field, 'type')), `${path}.${place}`));
    }
  }
  for (const equal of list(member(expect, 'equals'))) {
    const at = text(member(equal, 'path'));
    const wanted = fill(member(equal, 'value'));
    const got = valueAt(answer, at);
    if (String(got) !== String(wanted)) faults.push(`${at} is ${shown(got)}, sent was ${shown(wanted)}`);
  }
  return faults;
}

/** The first refusal in an answer: an entry in `errors`, or one in the places the schema has for them. */
function refusalIn(answer: unknown, places: readonly unknown[]): string | null {
  const [error] = list(member(answer, 'errors'));
  if (error !== undefined) return text(member(error, 'message')).slice(0, MAX_SHOWN) || 'an error without a message';
  for (const place of places) {
    const found = valueAt(answer, text(member(place, 'path')));
    const types = list(member(place, 'types'));
    if (types.length > 0 ? types.includes(found) : holdsRefusal(found)) return shown(found);
  }
  return null;
}

function holdsRefusal(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== false && value !== '';
}

/** Null, false, an empty list; with a refusal also an object of nothing but such. */
function holdsNothing(value: unknown, refused: boolean): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return refused && typeof value === 'object' && Object.keys(value).every((name) => name === '__typename');
}

/** The values at the end of a path below an object, with where they stand; `name[]` goes through a list. */
function reach(value: unknown, path: readonly string[]): [string, unknown][] {
  let places: [string, unknown][] = [['', value]];
  for (const part of path) {
    const name = part.replace(/(?:\[\])+$/, '');
    const lists = (part.length - name.length) / 2;
    // Below null there is nothing to look at; that it is null is judged by its own type.
    places = places
      .filter(([, owner]) => owner !== null && typeof owner === 'object')
      .map(([at, owner]) => [at === '' ? name : `${at}.${name}`, member(owner, name)]);
    for (let level = 0; level < lists; level += 1) {
      places = places.flatMap(([at, some]) =>
        list(some).map((one, index): [string, unknown] => [`${at}.${index}`, one]),
      );
    }
  }
  return places;
}

/** How a value differs from a type reference such as `[Pet!]!`. */
function typeFaults(value: unknown, type: string, path: string): string[] {
  const nonNull = type.endsWith('!');
  const bare = nonNull ? type.slice(0, -1) : type;
  if (value === undefined) return [`${path} is missing`];
  if (value === null) return nonNull ? [`${path} is null`] : [];
  if (bare.startsWith('[')) {
    if (!Array.isArray(value)) return [`${path} is ${shown(value)}, no list`];
    const inner = bare.slice(1, -1);
    return value.flatMap((one, index) => typeFaults(one, inner, `${path}.${index}`)).slice(0, 5);
  }
  return fits(value, bare) ? [] : [`${path} is ${shown(value)}, no ${bare}`];
}

/** Scalars that GraphQL itself defines are told apart; the form of others is the server's own. */
function fits(value: unknown, type: string): boolean {
  switch (type) {
    case 'Int':
      return Number.isInteger(value);
    case 'Float':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'String':
      return typeof value === 'string';
    case 'ID':
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return !Array.isArray(value);
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const whole = JSON.stringify(value);
  return whole.length > MAX_SHOWN ? `${whole.slice(0, MAX_SHOWN)}…` : whole;
}
