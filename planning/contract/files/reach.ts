import { getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { pointerOf, tokensOf } from '../pointer.js';
import type { FileSet, OpenFile } from './file-set.js';
import { follow, isPureReference } from './follow.js';
import type { Spot } from './follow.js';
import { walkRegion } from './walk-region.js';
import type { HeldReference, Stand } from './walk-region.js';

/** A part of another file that the contract reaches. */
export interface Target {
  file: OpenFile;
  pointer: string;
  node: JsonValue;
  stand: Stand;
  /** Its key among the component schemas of its file, null where it is none. */
  key: string | null;
  /** Targets are numbered as they are found; what is met while a target is walked comes after it. */
  order: number;
}

/** A reference that has to change when all files become one document. */
export interface Site extends HeldReference {
  file: OpenFile;
  /** The part it was met in; null for the root file. */
  region: Target | null;
  /** What it leads to: a part of another file, a pointer into the root file, or why it leads nowhere. */
  to: Target | { rootPointer: string } | 'not-sent' | 'nowhere';
}

export interface Reach {
  root: OpenFile;
  targets: Target[];
  sites: Site[];
  targetsAt: (file: OpenFile, pointer: string) => readonly Target[];
}

const SCHEMA: Stand = { kind: 'schema', isMap: false };
const SCHEMA_MAPS = ['/components/schemas', '/definitions'];
/** Longest chain of references to nothing but references that is followed. */
const MAX_CHAIN = 64;

/**
 * Walks from the root file to everything that references reach in the other files. The component schemas of a file that
 * is reached are reached as well. Throws RefusedFile for a file that cannot be read.
 */
export function reachFiles(files: FileSet, rootPath: string): Reach {
  const root = files.open(rootPath);
  const targets: Target[] = [];
  const byPlace = new Map<string, Target[]>();
  const sites: Site[] = [];
  const seen = new Set<JsonValue>();
  const entered = new Set<OpenFile>([root]);
  const targetsAt = (file: OpenFile, pointer: string): Target[] => byPlace.get(`${file.path}\0${pointer}`) ?? [];
  const add = ({ file, pointer, node }: Spot, stand: Stand): Target => {
    const known = targetsAt(file, pointer);
    const same = known.find((target) => target.stand.kind === stand.kind && target.stand.isMap === stand.isMap);
    if (same !== undefined) return same;
    const key = stand.kind === 'schema' && !stand.isMap ? schemaKey(pointer) : null;
    const target = { file, pointer, node, stand, key, order: targets.length };
    targets.push(target);
    byPlace.set(`${file.path}\0${pointer}`, [...known, target]);
    return target;
  };
  const enter = (file: OpenFile): void => {
    if (entered.has(file)) return;
    entered.add(file);
    for (const spot of componentSchemas(file)) add(spot, SCHEMA);
  };
  const destinationOf = (file: OpenFile, held: HeldReference): Site['to'] | 'left-alone' => {
    if (file === root && held.ref.startsWith('#')) return 'left-alone';
    const spot = followToEnd(files, root, file, held.ref);
    if (typeof spot === 'string') return held.key === '$ref' ? spot : 'left-alone';
    if (spot.file === root) return { rootPointer: spot.pointer };
    if (!canStand(spot.node, held.stand)) return 'nowhere';
    const target = add(spot, held.stand);
    enter(spot.file);
    return target;
  };
  const walk = (file: OpenFile, region: Target | null, node: JsonValue, stand: Stand, pointer: string): void => {
    walkRegion(node, stand, pointer, seen, (held) => {
      const to = destinationOf(file, held);
      if (to !== 'left-alone') sites.push({ ...held, file, region, to });
    });
  };
  walk(root, null, root.parsed.root, { kind: 'document', isMap: false }, '');
  // Grows while it is walked.
  for (const target of targets) walk(target.file, target, target.node, target.stand, target.pointer);
  return { root, targets, sites, targetsAt };
}

/**
 * Where a reference leads once parts that are nothing but references are passed through. Component schemas are not: they
 * have a name of their own. A chain that never ends is left at its last part, and so is one that breaks off.
 */
function followToEnd(files: FileSet, root: OpenFile, from: OpenFile, ref: string): ReturnType<typeof follow> {
  let spot = follow(files, from, ref);
  for (let step = 0; step < MAX_CHAIN; step++) {
    if (typeof spot === 'string' || spot.file === root || !isPureReference(spot.node)) return spot;
    if (schemaKey(spot.pointer) !== null) return spot;
    const next = follow(files, spot.file, getText(spot.node, '$ref'));
    if (typeof next === 'string') return spot;
    spot = next;
  }
  return spot;
}

function canStand(node: JsonValue, { kind, isMap }: Stand): boolean {
  return isObject(node) || (typeof node === 'boolean' && kind === 'schema' && !isMap);
}

function schemaKey(pointer: string): string | null {
  const at = pointer.lastIndexOf('/');
  return SCHEMA_MAPS.includes(pointer.slice(0, Math.max(at, 0))) ? (tokensOf(pointer)?.at(-1) ?? null) : null;
}

function componentSchemas(file: OpenFile): Spot[] {
  const { root } = file.parsed;
  const maps: [string, JsonObject | undefined][] = [
    ['/components/schemas', getObject(getObject(root, 'components'), 'schemas')],
    ['/definitions', getObject(root, 'definitions')],
  ];
  return maps.flatMap(([pointer, map]) =>
    Object.entries(map ?? {})
      .filter(([, node]) => isObject(node) || typeof node === 'boolean')
      .map(([key, node]) => ({ file, pointer: pointer + pointerOf([key]), node })),
  );
}
