import type { Operation, SecurityScheme } from '../contract-model.js';
import { compareStrings } from '../../compare.js';
import { getList, getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import type { References } from './references.js';

/** The declared security schemes, sorted by name. */
export function readSecuritySchemes(references: References): SecurityScheme[] {
  const declared = getObject(getObject(references.root, 'components'), 'securitySchemes') ?? {};
  return Object.entries(declared)
    .map(([name, value]) => describe(name, references.resolve(value, '')?.value))
    .sort((a, b) => compareStrings(a.name, b.name));
}

function describe(name: string, scheme: JsonObject | undefined): SecurityScheme {
  const type = getText(scheme, 'type');
  const flows = Object.keys(getObject(scheme, 'flows') ?? {}).sort(compareStrings);
  const details: Record<string, string> = {
    http: getText(scheme, 'scheme').toLowerCase(),
    apiKey: `${getText(scheme, 'in')} ${getText(scheme, 'name')}`.trim(),
    oauth2: flows.join(', '),
    openIdConnect: getText(scheme, 'openIdConnectUrl'),
  };
  return { name, type, detail: Object.hasOwn(details, type) ? (details[type] ?? '') : '' };
}

/**
 * What an operation asks of its caller: its own `security` where it has one (an empty list asks nothing), else the
 * document's. Alternatives are joined; an empty alternative makes the whole optional.
 */
export function readSecurity(operation: JsonObject, root: JsonObject): Operation['security'] {
  const owner = Object.hasOwn(operation, 'security') ? operation : root;
  const alternatives: JsonValue[] = getList(owner, 'security').filter(isObject);
  const schemes = new Set(alternatives.flatMap((alternative) => Object.keys(alternative as JsonObject)));
  return {
    schemes: [...schemes].sort(compareStrings),
    optional:
      schemes.size > 0 && alternatives.some((alternative) => Object.keys(alternative as JsonObject).length === 0),
  };
}
