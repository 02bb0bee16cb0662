import type { JsonValue } from './json-value.js';

/** What makes an aliased document unusable, in the words of a limit. */
export interface AliasFault {
  limit: 'aliases' | 'maxDepth';
  allowed: number;
  found: string;
}

/** A document may grow by this factor when its aliases are written out; real ones hardly grow at all. */
const MAX_GROWTH = 10;
/** Small documents may grow to this many nodes whatever the factor. */
const FREE_NODES = 10_000;

interface Measure {
  /** Nodes when every alias is written out. */
  size: number;
  /** Nesting when every alias is written out. */
  depth: number;
}

/**
 * Measures a value whose parts may be shared (YAML aliases) by one memoised walk and says what is wrong with it: an
 * alias inside its own anchor, an expansion beyond 10 times its nodes, or a nesting beyond `maxDepth`. Null if all is
 * well. Iterative.
 */
export function findCycleOrBomb(root: JsonValue, maxDepth: number): AliasFault | null {
  const measured = new Map<object, Measure>();
  const onPath = new Set<object>();
  const open: { value: object; entered: boolean }[] = [];
  let nodes = 1;
  if (typeof root === 'object' && root !== null) open.push({ value: root, entered: false });
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (!top.entered && !measured.has(top.value)) {
      top.entered = true;
      onPath.add(top.value);
      for (const child of Object.values(top.value) as JsonValue[]) {
        nodes++;
        if (typeof child !== 'object' || child === null) continue;
        if (onPath.has(child)) return { limit: 'aliases', allowed: 0, found: 'an alias stands inside its own anchor' };
        if (!measured.has(child)) open.push({ value: child, entered: false });
      }
      continue;
    }
    open.pop();
    if (!top.entered) continue;
    onPath.delete(top.value);
    measured.set(top.value, measure(top.value, measured));
  }
  const total = typeof root === 'object' && root !== null ? measured.get(root) : undefined;
  if (total === undefined) return null;
  const allowed = Math.max(FREE_NODES, MAX_GROWTH * nodes);
  if (total.size > allowed) return { limit: 'aliases', allowed, found: 'its aliases expand to more nodes than that' };
  return total.depth > maxDepth
    ? { limit: 'maxDepth', allowed: maxDepth, found: 'it nests deeper than that once aliases are written out' }
    : null;
}

function measure(value: object, measured: ReadonlyMap<object, Measure>): Measure {
  let size = 1;
  let depth = 0;
  for (const child of Object.values(value) as JsonValue[]) {
    const part = typeof child === 'object' && child !== null ? measured.get(child) : undefined;
    size += part?.size ?? 1;
    depth = Math.max(depth, part?.depth ?? 0);
  }
  return { size, depth: depth + 1 };
}
