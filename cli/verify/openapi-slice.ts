import { entriesOf, isObject, member, textOf } from './json.js';
import { decodeStep } from './references.js';

/**
 * What is wrong with an OpenAPI slice as a document of its own.
 *
 * @param refs operations and entities it is made for
 * @param isDangling whether a reference leads nowhere in the whole contract either: no slice can mend that
 */
export function openapiSliceFaults(
  slice: unknown,
  refs: readonly string[],
  isDangling: (ref: string) => boolean,
): string[] {
  if (!/^3\.1\./.test(textOf(slice, 'openapi'))) return ['it is no OpenAPI 3.1 document'];
  const faults: string[] = [];
  for (const ref of new Set(referencesIn(slice))) {
    if (!leadsIn(slice, ref) && !isDangling(ref)) faults.push(`${ref} leads nowhere in it`);
  }
  for (const ref of refs) {
    const missing =
      ref.startsWith('entity:') && isObject(member(slice, 'components'))
        ? member(member(member(slice, 'components'), 'schemas'), ref.slice('entity:'.length)) === undefined
        : ref.startsWith('op:') && !hasOperation(slice, ref.slice('op:'.length));
    if (missing) faults.push(`it lacks ${ref}`);
  }
  return faults;
}

/** Callbacks stand in the operation that they belong to, somewhere below. */
function hasOperation(slice: unknown, id: string): boolean {
  if (id.startsWith('CALLBACK ')) return true;
  const webhook = /^WEBHOOK (.*) (\S+)$/s.exec(id);
  const operation = webhook ?? /^(\S+) (.*)$/s.exec(id);
  const [, first = '', second = ''] = operation ?? [];
  const [name, method] = webhook === null ? [second, first] : [first, second];
  const item = member(member(slice, webhook === null ? 'paths' : 'webhooks'), name);
  const names = entriesOf(item).map(([key]) => key.toUpperCase());
  const more = member(member(item, 'additionalOperations'), method);
  return names.includes(method.toUpperCase()) || more !== undefined;
}

/** Texts of all local references, outside of data such as examples, defaults and enums. */
function referencesIn(document: unknown): string[] {
  const found: string[] = [];
  const open: { value: unknown; names: boolean }[] = [{ value: document, names: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, names } = next;
    if (Array.isArray(value)) open.push(...value.map((one: unknown) => ({ value: one, names: false })));
    for (const [key, one] of entriesOf(value)) {
      if (!names && key === '$ref' && typeof one === 'string') {
        if (one.startsWith('#')) found.push(one);
      } else if (names || !isData(key)) open.push({ value: one, names: !names && HOLDS_NAMES.has(key) });
    }
  }
  return found;
}

/** Fields whose members have names of the contract's own choice: a property may be called `example`. */
const HOLDS_NAMES = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas', 'responses'],
  ...['parameters', 'requestBodies', 'headers', 'callbacks', 'paths', 'webhooks', 'links', 'pathItems', 'content'],
]);

function isData(key: string): boolean {
  return ['example', 'examples', 'default', 'enum', 'const', 'mapping'].includes(key) || key.startsWith('x-');
}

function leadsIn(document: unknown, ref: string): boolean {
  let at: unknown = document;
  if (ref !== '#' && !ref.startsWith('#/')) return true;
  for (const step of ref.split('/').slice(1)) {
    at = Array.isArray(at) ? (at[Number(step)] as unknown) : member(at, decodeStep(step));
  }
  return at !== undefined;
}
