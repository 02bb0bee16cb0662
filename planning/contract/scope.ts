import { compareStrings } from '../compare.js';
import type { ContractModel, Operation } from './contract-model.js';

/** What a plan is made for: references with prefix for `outOfScope`, plain ids in the sets. */
export interface Scope {
  operations: Set<string>;
  entities: Set<string>;
  /** Sorted references (`op:…`, `entity:…`) that the scope leaves out. */
  outOfScope: string[];
}

/**
 * Applies `options.scope`: a pattern is a path glob (`/pets/**`, `*` within a segment, `**` across), a tag, an
 * operation id of ours, or a root field (`Query.user`, `Mutation.*`). Without `include` everything is in; `exclude`
 * wins. Entities are in scope when an operation in scope reaches them; those that no operation reaches stay in unless
 * something is included by name.
 */
export function inScope(model: ContractModel, scope?: { include?: string[]; exclude?: string[] }): Scope {
  const include = (scope?.include ?? []).map(operationMatcher);
  const exclude = (scope?.exclude ?? []).map(operationMatcher);
  const chosen = model.operations.filter(
    (operation) =>
      (include.length === 0 || include.some((matches) => matches(operation))) &&
      !exclude.some((matches) => matches(operation)),
  );
  const operations = new Set(chosen.map((operation) => operation.id));
  const entities = entitiesInScope(model, chosen, include.length > 0);
  const outOfScope = [
    ...model.operations.filter((operation) => !operations.has(operation.id)).map((operation) => `op:${operation.id}`),
    ...model.entities.filter((entity) => !entities.has(entity.id)).map((entity) => `entity:${entity.id}`),
  ];
  return { operations, entities, outOfScope: outOfScope.sort(compareStrings) };
}

function entitiesInScope(model: ContractModel, chosen: readonly Operation[], included: boolean): Set<string> {
  if (chosen.length === model.operations.length) return new Set(model.entities.map((entity) => entity.id));
  const reached = reach(model, chosen);
  if (included) return reached;
  const reachedByAny = reach(model, model.operations);
  return new Set(model.entities.map((entity) => entity.id).filter((id) => reached.has(id) || !reachedByAny.has(id)));
}

/** Entities that operations mention, and those that these mention, and so on. */
function reach(model: ContractModel, operations: readonly Operation[]): Set<string> {
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
  const found = new Set<string>();
  const open = operations.flatMap((operation) => [
    ...operation.inputEntities,
    ...operation.outputEntities,
    ...operation.responses.flatMap((response) => response.entities),
  ]);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const entity = byId.get(id);
    if (entity === undefined || found.has(id)) continue;
    found.add(id);
    open.push(...entity.composes);
    for (const property of entity.properties) {
      if (property.ref !== undefined) open.push(property.ref);
      if (property.mentions !== undefined) open.push(...property.mentions);
    }
  }
  return found;
}

/** Tells which operations a pattern of `options.scope` means. */
export function operationMatcher(pattern: string): (operation: Operation) => boolean {
  const text = pattern.replace(/^op:/, '');
  if (text.startsWith('/')) return (operation) => operation.path !== undefined && globMatches(text, operation.path);
  if (text.includes('*')) return (operation) => globMatches(text, operation.id);
  return (operation) => operation.tags.includes(text) || operation.id === text;
}

/**
 * Whether a glob matches a whole text. `*` stands for any characters within a segment, `**` across segments, and a
 * trailing `/**` for the path itself, too. Greedy with one backtrack point per kind of star, so it never takes more
 * than length × length steps.
 */
export function globMatches(glob: string, text: string): boolean {
  if (glob.endsWith('/**') && globMatches(glob.slice(0, -3), text)) return true;
  const memo = new Set<number>();
  const width = text.length + 1;
  const open: [number, number][] = [[0, 0]];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const [g, t] = state;
    const key = g * width + t;
    if (memo.has(key)) continue;
    memo.add(key);
    if (g === glob.length) {
      if (t === text.length) return true;
      continue;
    }
    if (glob[g] !== '*') {
      if (t < text.length && glob[g] === text[t]) open.push([g + 1, t + 1]);
      continue;
    }
    const deep = glob[g + 1] === '*';
    open.push([g + (deep ? 2 : 1), t]);
    if (t < text.length && (deep || text[t] !== '/')) open.push([g, t + 1]);
  }
  return false;
}
