import { get, getList } from '../json-value.js';
import type { JsonObject } from '../json-value.js';

/**
 * Adds to tags those above them: 3.2 nests tags by `parent`. Tags keep their order, parents follow; a tag that is its
 * own ancestor ends the chain.
 */
export function makeTagNesting(root: JsonObject): (tags: string[]) => string[] {
  const parents = new Map<string, string>();
  for (const tag of getList(root, 'tags')) {
    const [name, parent] = [get(tag, 'name'), get(tag, 'parent')];
    if (typeof name === 'string' && typeof parent === 'string') parents.set(name, parent);
  }
  if (parents.size === 0) return (tags) => tags;
  return (tags) => {
    const all = new Set(tags);
    // A set that grows while it is walked hands out what is added, too.
    for (const tag of all) {
      const parent = parents.get(tag);
      if (parent !== undefined) all.add(parent);
    }
    return [...all];
  };
}
