import { get, isObject } from '../json-value.js';
import type { JsonValue } from '../json-value.js';
import { localPointer, pointerOf, tokensOf } from '../pointer.js';
import type { FileSet, OpenFile } from './file-set.js';

/** A place in a file, and what stands there. */
export interface Spot {
  file: OpenFile;
  pointer: string;
  node: JsonValue;
}

/** Why a reference is not followed: its file was not sent, it leads nowhere in it, or it is not ours to follow. */
export type Unfollowed = 'not-sent' | 'nowhere' | 'left-alone';

/** References on the way of a pointer that are followed, all in all. */
const MAX_STEPS = 32;

/** What a reference in a file leads to; a pointer may pass through further references on its way. */
export function follow(files: FileSet, from: OpenFile, ref: string): Spot | Unfollowed {
  return followWithin(files, from, ref, { left: MAX_STEPS });
}

function followWithin(files: FileSet, from: OpenFile, ref: string, steps: { left: number }): Spot | Unfollowed {
  const hash = ref.indexOf('#');
  const fragment = hash < 0 ? '#' : ref.slice(hash);
  const pointer = localPointer(fragment);
  if (hash === 0) return pointer === null ? 'left-alone' : spotAt(files, from, pointer, steps);
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/.test(ref)) return 'left-alone';
  const path = files.find(from.path, ref);
  if (path === null) return 'not-sent';
  return pointer === null ? 'nowhere' : spotAt(files, files.open(path), pointer, steps);
}

function spotAt(files: FileSet, file: OpenFile, pointer: string, steps: { left: number }): Spot | Unfollowed {
  const tokens = tokensOf(pointer);
  if (tokens === null) return 'nowhere';
  let node: JsonValue = file.parsed.root;
  for (const [index, token] of tokens.entries()) {
    const next = memberOf(node, token);
    if (next !== undefined) {
      node = next;
      continue;
    }
    const ref = get(node, '$ref');
    if (typeof ref !== 'string' || steps.left-- <= 0) return 'nowhere';
    const through = followWithin(files, file, ref, steps);
    if (typeof through === 'string') return 'nowhere';
    return spotAt(files, through.file, through.pointer + pointerOf(tokens.slice(index)), steps);
  }
  return { file, pointer, node };
}

function memberOf(node: JsonValue, token: string): JsonValue | undefined {
  if (Array.isArray(node)) return /^(?:0|[1-9]\d*)$/.test(token) ? node[Number(token)] : undefined;
  return isObject(node) ? get(node, token) : undefined;
}

/** True for an object that is a reference and nothing else. */
export function isPureReference(node: JsonValue): boolean {
  return isObject(node) && typeof get(node, '$ref') === 'string' && Object.keys(node).length === 1;
}
