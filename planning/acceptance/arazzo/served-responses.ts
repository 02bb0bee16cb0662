import { get, getList, getObject, isObject, put } from '../../contract/json-value.js';
import type { JsonObject } from '../../contract/json-value.js';

/** What a range of statuses stands for. */
const RANGES: Readonly<Record<string, readonly string[]>> = {
  '2XX': ['200', '201', '202', '204', '206'],
  '4XX': ['400', '401', '403', '404', '405', '406', '409', '410', '412', '415', '422', '429'],
};
/** How callers without credentials are refused where the contract does not say. */
const REFUSED = ['401', '403'];

/**
 * Spells out in an operation of a checks' contract which statuses it answers, as Respect takes all others for wrong: the
 * members of ranges, and the refusal of callers without credentials where the contract asks for some and leaves open how.
 *
 * @param root of the contract, whose `security` holds for operations without their own
 */
export function spellOutStatuses(operation: JsonObject, root: JsonObject): void {
  const responses = getObject(operation, 'responses');
  if (responses === undefined) return;
  for (const [range, statuses] of Object.entries(RANGES)) {
    const shared = get(responses, range) ?? get(responses, range.toLowerCase());
    if (shared === undefined) continue;
    for (const status of statuses) if (get(responses, status) === undefined) put(responses, status, shared);
  }
  const owner = Object.hasOwn(operation, 'security') ? operation : root;
  const alternatives = getList(owner, 'security').filter(isObject);
  const guarded = alternatives.length > 0 && alternatives.every((one) => Object.keys(one).length > 0);
  const says = [...REFUSED, 'default'].some((status) => get(responses, status) !== undefined);
  if (!guarded || says) return;
  for (const status of REFUSED) put(responses, status, { description: 'The caller is refused.' });
}
