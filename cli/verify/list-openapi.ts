import { entriesOf, isObject, member } from './json.js';
import { followRef, resolve } from './references.js';
import type { Sources, Spot } from './references.js';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);
/** Callbacks within callbacks that are listed, and operations in all. */
const MAX_ABOVE = 8;
const MAX_OPERATIONS = 200_000;

interface Found {
  id: string;
  spot: Spot;
  above: readonly unknown[];
}

/**
 * Ids of all operations of an OpenAPI or Swagger document, webhooks and callbacks too, straight from the outside format:
 * `METHOD path`, `WEBHOOK name METHOD`, `CALLBACK <operation> name expression METHOD`.
 */
export function listOperations(sources: Sources): Set<string> {
  const root: Spot = { file: sources.root, value: sources.read(sources.root) };
  const ids = new Set<string>();
  const open: Found[] = [];
  for (const section of ['paths', 'webhooks', 'x-webhooks']) {
    const map = resolve(sources, { file: root.file, value: member(root.value, section) });
    for (const [name, value] of entriesOf(map?.value)) {
      if (name === '$ref' || (section === 'paths' && name.startsWith('x-'))) continue;
      for (const [method, spot] of methodsOf(sources, { file: map?.file ?? root.file, value })) {
        open.push({ id: section === 'paths' ? `${method} ${name}` : `WEBHOOK ${name} ${method}`, spot, above: [] });
      }
    }
  }
  const isTwo = member(root.value, 'swagger') !== undefined;
  for (let next = open.shift(); next !== undefined && ids.size < MAX_OPERATIONS; next = open.shift()) {
    if (ids.has(next.id) || next.above.includes(next.spot.value)) continue;
    ids.add(next.id);
    if (!isTwo && next.above.length < MAX_ABOVE) open.push(...callbacksOf(sources, next));
  }
  return ids;
}

/** Keys of the schemas a document declares itself: `components.schemas`, of Swagger 2.0 `definitions`. */
export function listSchemas(sources: Sources): string[] {
  const value = sources.read(sources.root);
  const isTwo = member(value, 'swagger') !== undefined;
  const holder = isTwo
    ? { file: sources.root, value }
    : resolve(sources, { file: sources.root, value: member(value, 'components') });
  const schemas = resolve(sources, {
    file: holder?.file ?? sources.root,
    value: member(holder?.value, isTwo ? 'definitions' : 'schemas'),
  });
  return entriesOf(schemas?.value).map(([name]) => name);
}

/** Operations of a path item and of those it refers to. */
function methodsOf(sources: Sources, item: Spot): [string, Spot][] {
  const found: [string, Spot][] = [];
  let at: Spot | null = item;
  for (let step = 0; at !== null && step < 8; step += 1) {
    const { file, value }: Spot = at;
    for (const [name, operation] of entriesOf(value)) {
      if (METHODS.has(name.toLowerCase()) && isObject(operation)) {
        found.push([name.toUpperCase(), resolve(sources, { file, value: operation }) ?? { file, value: operation }]);
      }
    }
    for (const [name, operation] of entriesOf(member(value, 'additionalOperations'))) {
      if (isObject(operation)) found.push([name, { file, value: operation }]);
    }
    const ref = member(value, '$ref');
    at = typeof ref === 'string' ? followRef(sources, file, ref) : null;
  }
  return found;
}

function callbacksOf(sources: Sources, { id, spot, above }: Found): Found[] {
  const callbacks = resolve(sources, { file: spot.file, value: member(spot.value, 'callbacks') });
  const path = [...above, spot.value];
  return entriesOf(callbacks?.value).flatMap(([name, value]) => {
    const callback = resolve(sources, { file: callbacks?.file ?? spot.file, value });
    return entriesOf(callback?.value).flatMap(([expression, item]) =>
      expression === '$ref' || expression.startsWith('x-')
        ? []
        : methodsOf(sources, { file: callback?.file ?? spot.file, value: item }).map(([method, inner]) => ({
            id: `CALLBACK ${id} ${name} ${expression} ${method}`,
            spot: inner,
            above: path,
          })),
    );
  });
}
