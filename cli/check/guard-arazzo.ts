import { list, member, text, visitObjects } from './json.js';

/** Values of a document at most. */
const MAX_VALUES = 2_000_000;

/** The two documents as they may be run, or why they may not. */
export type Guarded = { arazzo: Record<string, unknown>; contract: Record<string, unknown> } | { refused: string };

/**
 * Makes sure that a check document sends requests to the target alone and reads no file but its own contract: whoever
 * wrote it must not be able to send a token elsewhere. The address comes from the caller, never from the contract: servers
 * are taken out on every level.
 */
export function guardArazzo(
  arazzo: Record<string, unknown>,
  contract: Record<string, unknown>,
  url: string,
  contractFile: string,
): Guarded {
  const sources = list(arazzo['sourceDescriptions']);
  if (sources.length !== 1 || text(member(sources[0], 'type')) !== 'openapi') {
    return { refused: 'it must have one source description, of type openapi' };
  }
  const faults = new Set<string>();
  const small = visitObjects(arazzo, MAX_VALUES, (object) => {
    if ('x-operation' in object) faults.add('it sends requests of its own (x-operation)');
    if (isForeign(object['$ref'])) faults.add('it refers to other documents');
  });
  const copy = structuredClone(contract);
  const smallContract = visitObjects(copy, MAX_VALUES, (object) => {
    if (isForeign(object['$ref'])) faults.add('its contract refers to other documents');
    // An example or a property may be called so too; a list of objects with addresses is what servers are.
    if (list(object['servers']).some((one) => text(member(one, 'url')) !== '')) delete object['servers'];
  });
  if (!small || !smallContract) faults.add('it is too large');
  const [fault] = faults;
  if (fault !== undefined) return { refused: fault };
  const name = text(member(sources[0], 'name'));
  return {
    arazzo: { ...arazzo, sourceDescriptions: [{ name, type: 'openapi', url: `./${contractFile}` }] },
    contract: { ...copy, servers: [{ url }] },
  };
}

function isForeign(ref: unknown): boolean {
  return typeof ref === 'string' && !ref.startsWith('#');
}
