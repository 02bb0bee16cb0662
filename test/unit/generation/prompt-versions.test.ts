import assert from 'node:assert/strict';
import { getObject } from '../../../planning/contract/json-value.js';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { promptSha256 } from '../../../planning/generation/make-question.js';
import { OPERATIONS } from '../../../planning/generation/operations.js';

/** A changed text needs a new version and a new line here: answers are remembered and traced by them. */
const KNOWN: Record<string, string> = {
  'analysePrd-1': 'a01f59f2e0194c3cfe297bfb9e07021203b5779f8394cfda7832548ff825f514',
  'trace-1': 'a1939d7124efda79cbd512b093efa918cf2cf540f4ea644719d9e6eb8ef0bc54',
  'edges-1': '2cf9ee42cdfc6504169766c93c937713ab086fb1bdff62e1a4aca1451bf7d5ef',
  'outline-1': '2021fa7c69ff5981708229f5710b475bd0926978c6a11977723594f892f4e2f5',
  'detail-1': 'dee0188662df356b3b3357d304b3f80f6614018ee315728e27a249b27a5581ea',
  'refine-1': '20c6d6f227af690e5246ebb86ca4afd446b937e62719d4545e6055883f8d76b4',
  'judge-1': 'd3cca4215eefd1f021315ac6a33b40e75070456a94a92efbec354e02cce1f98b',
};

describe('prompts', () => {
  for (const format of Object.values(OPERATIONS)) {
    it(`${format.promptVersion} says what it has always said`, () => {
      assert.equal(promptSha256(format), KNOWN[format.promptVersion]);
    });

    it(`${format.op} has a closed schema named after it`, () => {
      assert.ok(format.promptVersion.startsWith(`${format.op}-`));
      assert.ok(format.schemaId.startsWith(`${format.op}/`));
      assert.deepEqual(openPlaces(format.schema), []);
    });
  }
});

/** Places of a schema that put no bound on what may stand there. */
function openPlaces(schema: JsonObject, at = ''): string[] {
  const inner = [
    ...Object.entries(getObject(schema, 'properties') ?? {}),
    ...(schema['items'] === undefined ? [] : [['*', schema['items']] as const]),
  ];
  const bounds = { object: 'additionalProperties', array: 'maxItems', string: 'maxLength' };
  const bound = bounds[schema['type'] as keyof typeof bounds];
  const closed = 'enum' in schema || (bound in schema && schema[bound] !== true);
  return [
    ...(closed ? [] : [`${at} has no ${bound}`]),
    ...inner.flatMap(([name, one]) => openPlaces(one as JsonObject, `${at}/${name}`)),
  ];
}
