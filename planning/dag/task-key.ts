import { canonicalJson, sha256Hex } from '../hash.js';
import { compareStrings } from '../compare.js';
import type { TaskKind } from './candidate.js';

const MAX_SLUG = 60;
const HASH_LENGTH = 6;
/** Among thousands of tasks of one name two share six digits; those get so many. */
const LONG_HASH_LENGTH = 16;

/** What a key is made of: the task's kind, a readable name made from its anchors, and the anchors themselves. */
export interface KeySource {
  kind: TaskKind;
  name: string;
  anchors: readonly string[];
}

/**
 * `<kind>.<slug>`: the name in `[a-z0-9-]`, followed by `-` and 6 hex of SHA-256(kind, sorted anchors) where the name
 * was shortened, had no usable character, or `colliding` says that another task of the plan has the same slug; `hashLength` more of it where even that is not enough. The same
 * kind, name and anchors give the same key in every revision.
 */
export function makeTaskKey(source: KeySource, colliding = false, hashLength = HASH_LENGTH): string {
  const slug = slugOf(source.name);
  const shortened = slug.length > MAX_SLUG || slug === '';
  if (!shortened && !colliding) return `${source.kind}.${slug}`;
  const room = MAX_SLUG - hashLength - 1;
  const head = (slug === '' ? 'task' : slug).slice(0, room).replace(/-+$/, '');
  return `${source.kind}.${head}-${anchorHash(source).slice(0, hashLength)}`;
}

/** Keys for all tasks of a plan, in the order given. Unique whenever no two tasks share kind, name and anchors. */
export function makeTaskKeys(sources: readonly KeySource[]): string[] {
  let keys = sources.map((source) => makeTaskKey(source));
  for (const hashLength of [HASH_LENGTH, LONG_HASH_LENGTH]) {
    const seen = new Map<string, number>();
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
    keys = keys.map((key, i) => (seen.get(key) === 1 ? key : makeTaskKey(sources[i] as KeySource, true, hashLength)));
  }
  return keys;
}

function slugOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function anchorHash(source: KeySource): string {
  const anchors = [...new Set(source.anchors)].sort(compareStrings);
  return sha256Hex(canonicalJson([source.kind, anchors]));
}
