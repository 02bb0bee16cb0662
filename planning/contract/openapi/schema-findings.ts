import type { Finding } from '../../finding.js';
import { get, getList, getObject, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { pointerOf } from '../pointer.js';
import { code } from '../quote.js';
import type { References } from './references.js';

/** A kind of oddity in component schemas, told of once with its first place and the number of others. */
interface Oddity {
  code: string;
  pointer: string;
  what: string;
  places: number;
}

/**
 * Oddities of component schemas and their direct properties that are legal and hardly meant: a required property that is
 * not declared, a list that does not say of what.
 */
export function schemaFindings({ root }: References): Finding[] {
  const found = new Map<string, Oddity>();
  const add = (oddity: string, pointer: string, what: string): void => {
    const known = found.get(oddity);
    if (known === undefined) found.set(oddity, { code: oddity, pointer, what, places: 1 });
    else known.places++;
  };
  for (const [name, schema] of Object.entries(getObject(getObject(root, 'components'), 'schemas') ?? {})) {
    if (!isObject(schema)) continue;
    const pointer = pointerOf(['components', 'schemas', name]);
    const undeclared = undeclaredProperty(schema);
    if (undeclared !== null) {
      const what = `The schema ${code(name)} requires ${code(undeclared)}, which it does not declare; a property of any type is assumed.`;
      add('required-undeclared', `${pointer}/required`, what);
    }
    if (isBareList(schema))
      add('list-of-anything', pointer, `The list ${code(name)} does not say of what; anything is assumed.`);
    for (const [property, value] of Object.entries(getObject(schema, 'properties') ?? {})) {
      if (!isBareList(value)) continue;
      const what = `The list ${code(property)} of ${code(name)} does not say of what; anything is assumed.`;
      add('list-of-anything', `${pointer}/properties${pointerOf([property])}`, what);
    }
  }
  return [...found.values()].map(({ code: kind, pointer, what, places }): Finding => {
    const message = places === 1 ? what : `${what} So it is in ${places - 1} more place${places === 2 ? '' : 's'}.`;
    return { code: kind, severity: 'info', message, where: { in: 'contract', pointer } };
  });
}

/** A required property that is not declared, in a schema that takes no properties from elsewhere. */
function undeclaredProperty(schema: JsonObject): string | null {
  const properties = getObject(schema, 'properties');
  const elsewhere = ['allOf', 'oneOf', 'anyOf', '$ref', 'patternProperties', 'additionalProperties', 'if'];
  if (properties === undefined || elsewhere.some((key) => get(schema, key) !== undefined)) return null;
  const missing = getList(schema, 'required').find(
    (name) => typeof name === 'string' && !Object.hasOwn(properties, name),
  );
  return typeof missing === 'string' ? missing : null;
}

function isBareList(schema: JsonValue): boolean {
  return (
    get(schema, 'type') === 'array' && get(schema, 'items') === undefined && get(schema, 'prefixItems') === undefined
  );
}
