import { compareStrings } from '../../compare.js';
import { getObject, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { escapeToken, tokensOf, valueAt } from '../pointer.js';
import { documentPointer } from './host-targets.js';
import type { Hosting, Sections } from './host-targets.js';
import type { Reach, Target } from './reach.js';

/** Where parts of other files stand in the assembled document. */
export interface Places {
  /** The pointer of a part in the assembled document. */
  of(target: Target): string;
  /** Parts that become components of their own. */
  components: readonly { target: Target; pointer: string }[];
}

/**
 * Gives every part a place: that of the reference it stands for, inside the part it is a piece of, or a component of its
 * own. Component schemas keep their key where nothing else has it, else they are called `<path>#<key>`; a schema that is
 * a whole file is called like the file.
 */
export function placeTargets(reach: Reach, hosting: Hosting, sections: Sections): Places {
  const { hostOf, standsFor } = hosting;
  const places = new Map<Target, string>();
  const components: { target: Target; pointer: string }[] = [];
  const own = reach.targets.filter(
    (target) => standsFor(target) === target && !hostOf.has(target) && wholeOf(target, reach, hosting) === null,
  );
  for (const [kind, section] of sections) {
    const taken = new Set(Object.keys(componentsAt(section, reach, hosting)));
    const named = own.filter((target) => target.stand.kind === kind).sort(byPlace);
    const names = kind === 'schema' ? schemaNames(named, taken, hosting) : plainNames(named, taken);
    for (const [target, name] of names) {
      const pointer = `${section}/${escapeToken(name)}`;
      places.set(target, pointer);
      components.push({ target, pointer });
    }
  }
  const of = (given: Target): string => {
    const target = standsFor(given);
    const known = places.get(target);
    if (known !== undefined) return known;
    const host = hostOf.get(target);
    const whole = wholeOf(target, reach, hosting);
    let place = '';
    if (host !== undefined) {
      const { region, pointer } = host;
      place = region === null ? pointer : of(region) + pointer.slice(region.pointer.length);
    } else if (whole !== null) place = of(whole) + target.pointer.slice(whole.pointer.length);
    places.set(target, place);
    return place;
  };
  // In the order they were found, so that whatever a place depends on is known already: no chain is too long.
  for (const target of reach.targets) of(target);
  return { of, components };
}

/** The part that a part is a piece of, and stands in; null for one that stands by itself. */
function wholeOf(target: Target, { targetsAt }: Reach, { hostOf }: Hosting): Target | null {
  let { pointer } = target;
  while (pointer !== '') {
    pointer = pointer.slice(0, pointer.lastIndexOf('/'));
    const whole = targetsAt(target.file, pointer).find((other) => {
      // A component schema is a piece of nothing but the whole map of them.
      if (target.key !== null) return other.stand.isMap && hostOf.has(other) && other.order < target.order;
      if (other.stand.kind === 'schema' && target.stand.kind === 'schema' && !other.stand.isMap) return true;
      return other.order < target.order && (hostOf.has(other) || other.stand.kind === target.stand.kind);
    });
    if (whole !== undefined) return whole;
  }
  return null;
}

/** The components of a section that the root file has, by itself or as a map from another file. */
function componentsAt(section: string, { root, targets }: Reach, { hostOf }: Hosting): JsonObject {
  const found: JsonObject = { ...objectOf(valueAt(root.parsed.root, section)) };
  for (const target of targets) {
    const host = hostOf.get(target);
    const place = host === undefined ? null : documentPointer(host, hostOf);
    if (place === section) Object.assign(found, objectOf(target.node));
    else if (place === '/components')
      Object.assign(found, getObject(target.node, section.slice('/components/'.length)));
  }
  return found;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function schemaNames(targets: readonly Target[], taken: Set<string>, { namesake }: Hosting): Map<Target, string> {
  const keyed = targets.map((target) => {
    const named = namesake.get(target) ?? target;
    return { target, path: named.file.path, key: named.key ?? plainKey(named) };
  });
  const uses = new Map<string, number>();
  for (const { key } of keyed) uses.set(key, (uses.get(key) ?? 0) + 1);
  const nameOf = makeNamer(taken);
  const names = new Map<Target, string>();
  for (const { target, path, key } of keyed) {
    const isFree = uses.get(key) === 1 && !taken.has(key);
    names.set(target, nameOf(isFree ? key : `${path}#${key}`));
  }
  return names;
}

/** Names of components that are no elements: letters, digits, `.`, `_` and `-`, as all dialects have them. */
function plainNames(targets: readonly Target[], taken: Set<string>): Map<Target, string> {
  const nameOf = makeNamer(taken);
  return new Map(targets.map((target) => [target, nameOf(plainKey(target).replace(/[^\w.-]/g, '_'))]));
}

/** What a part is called by its place: the last name in its pointer, or, for a whole file, the file's without its ending. */
function plainKey({ file, pointer }: Target): string {
  const last = tokensOf(pointer)?.at(-1);
  if (last !== undefined) return last;
  const base = file.path.slice(file.path.lastIndexOf('/') + 1);
  return base.replace(/\.[^.]+$/, '') || base;
}

/** Hands out names, each once: one that is taken gets a number. */
function makeNamer(taken: ReadonlySet<string>): (name: string) => string {
  const used = new Set(taken);
  const numbers = new Map<string, number>();
  return (name) => {
    let candidate = name;
    let n = numbers.get(name) ?? 1;
    while (used.has(candidate)) candidate = `${name}-${++n}`;
    numbers.set(name, n);
    used.add(candidate);
    return candidate;
  };
}

function byPlace(a: Target, b: Target): number {
  return compareStrings(a.file.path, b.file.path) || compareStrings(a.pointer, b.pointer);
}
