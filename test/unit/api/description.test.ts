import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import ajvFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { loadOpenApiDocument } from '../../../api/openapi-document.js';
import { makeOptionsValidator } from '../../../api/options-validator.js';
import { inspectContract } from '../../../planning/contract/inspect-contract.js';

/** A parsed document: the assertions that follow say what is in it. */
type Json = ReturnType<typeof JSON.parse>;

describe('the API description', () => {
  const document = loadOpenApiDocument();
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  ajv.addSchema(document, 'api');

  /** Every object in the document, with the pointer to it. */
  function* walk(value: unknown, pointer = ''): Generator<[string, Record<string, Json>]> {
    if (typeof value !== 'object' || value === null) return;
    yield [pointer, value as Record<string, Json>];
    for (const [name, member] of Object.entries(value)) {
      yield* walk(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }

  it('has examples that are true to their schemas', () => {
    let count = 0;
    for (const [pointer, node] of walk(document)) {
      if (node.schema === undefined) continue;
      const examples = Object.values(node.examples ?? {}).map((example: Json) => example.value);
      for (const example of [...examples, ...('example' in node ? [node.example] : [])]) {
        const validate = ajv.compile({ $ref: `api#${encodeURI(pointer)}/schema` });
        assert.ok(validate(example), `${pointer}: ${ajv.errorsText(validate.errors)}`);
        count++;
      }
    }
    assert.ok(count >= 10);
  });

  it('has a contract in its example that can be planned', () => {
    const post = (document.paths['/plans'] as Json).post.requestBody.content['application/json'].examples.openapi.value;
    const limits = { maxBytes: 1e6, maxOperations: 100, maxSchemas: 100, maxDepth: 100, maxTokens: 1e5 };
    const inspection = inspectContract({ text: post.contract.text, format: 'openapi' }, limits);
    assert.ok(inspection.ok);
    assert.equal(inspection.operations, 2);
  });

  it('closes every object that a client sends', () => {
    const sent = [
      'PlanRequest',
      'RerunRequest',
      'PlanForm',
      'RerunForm',
      'PrdInput',
      'ContractInput',
      'PlanOptions',
      'Callback',
    ];
    for (const name of sent) {
      const schema = (document.components.schemas as Record<string, Json>)[name];
      for (const [pointer, node] of walk(schema, name)) {
        if (node.type !== 'object' || pointer.endsWith('/document')) continue;
        assert.ok(node.additionalProperties !== undefined, `${pointer} is open`);
      }
    }
  });

  it('names an error answer for every operation, and one operation id each', () => {
    const ids = new Set<string>();
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item as Record<string, Json>)) {
        if (method === 'parameters') continue;
        assert.ok(operation.responses.default, `${method} ${path}`);
        assert.ok(!ids.has(operation.operationId), operation.operationId);
        ids.add(operation.operationId);
      }
    }
  });

  it('is what the generated types were made from', async () => {
    const script = fileURLToPath(new URL('../../../scripts/generate-api-types.mjs', import.meta.url));
    await promisify(execFile)(process.execPath, [script, '--check']);
  });
});

describe('options that come as text', () => {
  const check = makeOptionsValidator();

  it('pass as they are where they match the description', () => {
    const options = { title: 'A', search: { seed: 2 }, labels: { team: 'x' } };
    assert.deepEqual(check(options), options);
  });

  it('are refused with a pointer below /options', () => {
    assert.throws(() => check({ search: { seeds: 2 } }), {
      code: 'invalid-request',
      errors: [{ detail: 'must NOT have additional properties', pointer: '/options/search/seeds' }],
    });
    assert.throws(() => check([]), { code: 'invalid-request' });
    assert.throws(() => check(JSON.parse('{"__proto__": {}}')), { code: 'invalid-request' });
  });
});
