import { listOf, member, textOf, textsOf } from './json.js';

/**
 * References of the elements that a plan's options leave out: those that `scope` does not choose and those that are
 * built already. Patterns are path globs, tags, operation ids and root fields; entities follow the operations that
 * mention them, through the references contract.model.json tells.
 */
export function outOfScope(model: unknown, options: unknown): Set<string> {
  const operations = listOf(model, 'operations');
  const scope = member(options, 'scope');
  const include = textsOf(scope, 'include');
  const exclude = textsOf(scope, 'exclude');
  const isIn = (operation: unknown): boolean =>
    (include.length === 0 || include.some((pattern) => matches(pattern, operation))) &&
    !exclude.some((pattern) => matches(pattern, operation));
  const chosen = operations.filter(isIn);
  const left = new Set(operations.filter((one) => !isIn(one)).map((one) => `op:${textOf(one, 'id')}`));
  if (left.size > 0) {
    const reached = reachedBy(model, chosen);
    const byAny = include.length > 0 ? null : reachedBy(model, operations);
    for (const entity of listOf(model, 'entities')) {
      const id = textOf(entity, 'id');
      if (!reached.has(id) && (byAny === null || byAny.has(id))) left.add(`entity:${id}`);
    }
  }
  const existing = new Set(textsOf(options, 'existing'));
  for (const [list, prefix] of [
    ['operations', 'op'],
    ['entities', 'entity'],
  ] as const) {
    for (const one of listOf(model, list)) {
      const ref = `${prefix}:${textOf(one, 'id')}`;
      if (existing.has(ref)) left.add(ref);
    }
  }
  return left;
}

function reachedBy(model: unknown, operations: readonly unknown[]): Set<string> {
  const entities = new Map(listOf(model, 'entities').map((entity) => [textOf(entity, 'id'), entity]));
  const reached = new Set<string>();
  const open = operations.flatMap((operation) => [
    ...textsOf(operation, 'inputEntities'),
    ...textsOf(operation, 'outputEntities'),
    ...listOf(operation, 'responses').flatMap((response) => textsOf(response, 'entities')),
  ]);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const entity = entities.get(id);
    if (entity === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...textsOf(entity, 'composes'));
    for (const property of listOf(entity, 'properties')) {
      open.push(textOf(property, 'ref'), ...textsOf(property, 'mentions'));
    }
  }
  return reached;
}

function matches(pattern: string, operation: unknown): boolean {
  const text = pattern.replace(/^op:/, '');
  const id = textOf(operation, 'id');
  if (text.startsWith('/')) return member(operation, 'path') !== undefined && glob(text, textOf(operation, 'path'));
  return text.includes('*') ? glob(text, id) : id === text || textsOf(operation, 'tags').includes(text);
}

/** `*` within a segment, `**` across; `/**` at the end stands for nothing, too. Row by row, so never exponential. */
function glob(pattern: string, text: string): boolean {
  if (pattern.endsWith('/**') && glob(pattern.slice(0, -3), text)) return true;
  let row = Array.from({ length: text.length + 1 }, (_, at) => at === 0);
  for (let at = 0; at < pattern.length; at += 1) {
    const star = pattern[at] === '*';
    const deep = star && pattern[at + 1] === '*';
    const next = row.map(() => false);
    for (let to = 0; to <= text.length; to += 1) {
      if (star) next[to] = row[to] === true || (to > 0 && next[to - 1] === true && (deep || text[to - 1] !== '/'));
      else next[to] = to > 0 && row[to - 1] === true && text[to - 1] === pattern[at];
    }
    row = next;
    if (deep) at += 1;
  }
  return row[text.length] === true;
}
