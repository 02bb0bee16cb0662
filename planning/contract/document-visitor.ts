import { escapeToken, tokensOf } from './pointer.js';

/** Told of a document's structure in text order, by whichever scanner reads the text. Offsets are UTF-16. */
export interface DocumentVisitor {
  /** False where nothing inside is wanted: the scanner may go on with `leave` at once. */
  enter(isMap: boolean, offset: number): boolean;
  leave(): void;
  key(name: string, offset: number): void;
  scalar(offset: number): void;
  /** True once nothing more is wanted. */
  done(): boolean;
}

/** Wanted places as a tree of pointer tokens, so that a walk only follows branches that lead to one. */
interface Wanted {
  pointer?: string;
  children: Map<string, Wanted>;
}

interface Frame {
  isMap: boolean;
  wanted: Wanted | undefined;
  index: number;
  key: string;
}

/**
 * A visitor that notes at which offset each of the given JSON Pointers stands (its key, or its value in a list). For a
 * duplicate key the last place is given, as the last value is the one that counts.
 */
export function makeLocator(pointers: Iterable<string>): DocumentVisitor & { found: Map<string, number> } {
  const root = wantedTree(pointers);
  const found = new Map<string, number>();
  const frames: Frame[] = [];
  const note = (wanted: Wanted | undefined, offset: number): void => {
    if (wanted?.pointer !== undefined) found.set(wanted.pointer, offset);
  };
  const child = (offset: number): Wanted | undefined => {
    const frame = frames.at(-1);
    if (frame === undefined) {
      note(root, offset);
      return root;
    }
    if (frame.isMap) return frame.wanted?.children.get(frame.key);
    const item = frame.wanted?.children.get(String(frame.index++));
    note(item, offset);
    return item;
  };
  return {
    found,
    enter(isMap, offset) {
      const wanted = child(offset);
      frames.push({ isMap, wanted, index: 0, key: '' });
      return wanted !== undefined;
    },
    leave() {
      frames.pop();
    },
    key(name, offset) {
      const frame = frames.at(-1);
      if (frame === undefined) return;
      frame.key = name;
      note(frame.wanted?.children.get(name), offset);
    },
    scalar(offset) {
      child(offset);
    },
    done: () => false,
  };
}

function wantedTree(pointers: Iterable<string>): Wanted {
  const root: Wanted = { children: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const token of tokensOf(pointer) ?? []) {
      const next: Wanted = node.children.get(token) ?? { children: new Map() };
      node.children.set(token, next);
      node = next;
    }
    node.pointer = pointer;
  }
  return root;
}

export interface DuplicateKey {
  pointer: string;
  /** Of the later one, which wins. */
  offset: number;
}

/** A visitor that notes keys which their object already has, at most `limit` of them. */
export function makeDuplicateFinder(limit: number): DocumentVisitor & { duplicates: DuplicateKey[] } {
  const duplicates: DuplicateKey[] = [];
  const frames: { keys: Set<string> | null; token: string; index: number }[] = [];
  const step = (): void => {
    const frame = frames.at(-1);
    if (frame?.keys === null) frame.token = String(frame.index++);
  };
  return {
    duplicates,
    enter(isMap) {
      step();
      frames.push({ keys: isMap ? new Set() : null, token: '', index: 0 });
      return true;
    },
    leave() {
      frames.pop();
    },
    key(name, offset) {
      const frame = frames.at(-1);
      if (!frame?.keys) return;
      frame.token = name;
      if (frame.keys.has(name)) {
        duplicates.push({ pointer: frames.map((f) => `/${escapeToken(f.token)}`).join(''), offset });
      }
      frame.keys.add(name);
    },
    scalar: step,
    done: () => duplicates.length >= limit,
  };
}
