import assert from 'node:assert/strict';
import { sliceOpenApi } from '../../../planning/contract/openapi/openapi-slice.js';
import { answering, importBytes, modelOf, placesOf, refusalOf, root, zipOf } from './file-contract.js';
import type { Files } from './file-contract.js';

const ids = (files: Files): string[] => modelOf(files).entities.map(({ id, kind }) => `${id}:${kind}`);
const pet = { type: 'object', properties: { name: { type: 'string' } } };
const ref = (text: string): { $ref: string } => ({ $ref: text });
const list = { '/pets': { get: answering(ref('schemas/pet.json')) } };

describe('names of schemas in a contract of several files', () => {
  it('are those of the file for a schema that is a whole file', () => {
    assert.deepEqual(ids({ 'openapi.json': root(list), 'schemas/pet.json': pet }), ['pet:object']);
  });

  it('are those of the root file where its component is nothing but a reference', () => {
    const files = { 'openapi.json': root(list, { Pet: ref('./schemas/pet.json') }), 'schemas/pet.json': pet };
    const { entities, operations } = modelOf(files);
    assert.deepEqual(
      entities.map(({ id, kind, properties }) => [id, kind, properties.length]),
      [['Pet', 'object', 1]],
    );
    assert.deepEqual(operations[0]?.outputEntities, ['Pet']);
  });

  it('pass through index files, and maps that are a file', () => {
    const index = { Pet: ref('pet.json'), Dog: { allOf: [ref('#/Pet')] } };
    const files = { 'schemas/pet.json': pet, 'schemas/index.json': index };
    const keyed = root(list, { Pet: ref('schemas/index.json#/Pet'), Dog: ref('schemas/index.json#/Dog') });
    assert.deepEqual(ids({ 'openapi.json': keyed, ...files }), ['Dog:object', 'Pet:object']);
    const whole = { ...root(list), components: { schemas: ref('schemas/index.json') } };
    assert.deepEqual(ids({ 'openapi.json': whole, ...files }), ['Dog:object', 'Pet:object']);
    const components = { ...root(list), components: ref('components.json') };
    const all = { 'components.json': { schemas: ref('schemas/index.json') }, ...files };
    assert.deepEqual(ids({ 'openapi.json': components, ...all }), ['Dog:object', 'Pet:object']);
  });

  it('are keys of every file that is reached, with the path where another file has the key', () => {
    const common = { components: { schemas: { Error: pet, Unused: { type: 'string' } } } };
    const other = { definitions: { Error: { type: 'integer' } } };
    const paths = {
      '/a': { get: answering(ref('common.json#/components/schemas/Error')) },
      '/b': { get: answering(ref('lib/other.json#/definitions/Error')) },
    };
    const files = { 'common.json': common, 'lib/other.json': other };
    const expected = ['Unused:scalar', 'common.json#Error:object', 'lib/other.json#Error:scalar'];
    assert.deepEqual(ids({ 'openapi.json': root(paths), ...files }), expected);
    const own = root(paths, { Error: { type: 'array' } });
    assert.deepEqual(ids({ 'openapi.json': own, ...files }), ['Error:array', ...expected]);
  });

  it('stand once where the root file exports a schema of another file under the same name', () => {
    const files = { 'common.json': { components: { schemas: { Pet: ref('pet.json') } } }, 'pet.json': pet };
    const paths = { '/pets': { get: answering(ref('#/components/schemas/Pet')) } };
    const document = root(paths, { Pet: ref('common.json#/components/schemas/Pet') });
    assert.deepEqual(ids({ 'openapi.json': document, ...files }), ['Pet:object']);
  });

  it('are an alias of their own under another name, or with something beside the reference', () => {
    const common = { components: { schemas: { Error: pet } } };
    const document = root(list, { Fault: ref('common.json#/components/schemas/Error') });
    const files = { 'openapi.json': document, 'common.json': common, 'schemas/pet.json': pet };
    assert.deepEqual(ids(files), ['Error:object', 'Fault:alias', 'pet:object']);
    const described = root(list, { Pet: { ...ref('schemas/pet.json'), description: 'x' } });
    assert.deepEqual(ids({ 'openapi.json': described, 'schemas/pet.json': pet }), ['Pet:alias', 'pet:object']);
  });

  it('are not made for what lies inside another schema', () => {
    const owner = { type: 'object', properties: { home: pet, work: ref('#/properties/home'), pet: ref('pet.json') } };
    const files = { 'schemas/owner.json': owner, 'schemas/pet.json': pet };
    const paths = {
      '/home': { get: answering(ref('schemas/owner.json#/properties/home')) },
      '/owner': { get: answering(ref('schemas/owner.json')) },
    };
    assert.deepEqual(ids({ 'openapi.json': root(paths), ...files }), ['owner:object', 'pet:object']);
  });
});

describe('references between files', () => {
  it('lead to path items, operations, parameters, answers, bodies and callbacks', () => {
    const gone = { '204': { description: 'x' } };
    const paths = {
      '/pets': ref('paths.json#/~1pets'),
      '/pets/{id}': { get: ref('operations/read%20pet.json'), parameters: [ref('common.json#/parameters/id')] },
    };
    const files = {
      'openapi.json': { ...root(paths, { Pet: pet }), openapi: '3.1.0', webhooks: { born: ref('paths.json#/born') } },
      'paths.json': {
        '/pets': {
          post: {
            requestBody: ref('common.json#/bodies/pet'),
            responses: { '201': ref('common.json#/answers/pet') },
            callbacks: { done: ref('callbacks.json#/done') },
          },
        },
        born: { post: { requestBody: ref('common.json#/bodies/pet'), responses: gone } },
      },
      'operations/read pet.json': { responses: { '200': ref('../common.json#/answers/pet') } },
      'common.json': {
        parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } },
        bodies: { pet: { content: { 'application/json': { schema: ref('openapi.json#/components/schemas/Pet') } } } },
        answers: {
          pet: {
            description: 'x',
            content: { 'application/json': { schema: ref('./openapi.json#/components/schemas/Pet') } },
          },
        },
      },
      'callbacks.json': {
        done: { '{$request.body#/url}': { post: { requestBody: ref('common.json#/bodies/pet'), responses: gone } } },
      },
    };
    const { operations, findings } = modelOf(files);
    assert.deepEqual(
      operations.map(({ id, parameters, inputEntities, outputEntities }) => [
        id,
        parameters.map(({ name }) => name).join(),
        inputEntities.join(),
        outputEntities.join(),
      ]),
      [
        ['CALLBACK POST /pets done {$request.body#/url} POST', '', 'Pet', ''],
        ['GET /pets/{id}', 'id', '', 'Pet'],
        ['POST /pets', '', 'Pet', 'Pet'],
        ['WEBHOOK born POST', '', 'Pet', ''],
      ],
    );
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['contract-root'],
    );
  });

  it('work in Swagger 2.0, with its own places', () => {
    const files = {
      'swagger.json': {
        swagger: '2.0',
        info: { title: 'T', version: '1' },
        paths: {
          '/pets': {
            parameters: [ref('common.json#/parameters/limit')],
            get: { responses: { '200': ref('common.json#/responses/pets') } },
          },
          '/pets/{id}': ref('pets.json'),
        },
        definitions: { Pet: ref('pet.json') },
      },
      'common.json': {
        parameters: { limit: { name: 'limit', in: 'query', type: 'integer' } },
        responses: { pets: { description: 'x', schema: { type: 'array', items: ref('pet.json') } } },
        definitions: { Fault: { type: 'object' } },
      },
      'pets.json': {
        put: { parameters: [{ name: 'pet', in: 'body', schema: ref('swagger.json#/definitions/Pet') }], responses: {} },
      },
      'pet.json': pet,
    };
    const { operations, entities } = modelOf(files);
    assert.deepEqual(
      operations.map(({ id, parameters, inputEntities, outputEntities }) => [
        id,
        parameters.length,
        inputEntities,
        outputEntities,
      ]),
      [
        ['GET /pets', 1, [], ['Pet']],
        ['PUT /pets/{id}', 1, ['Pet'], []],
      ],
    );
    assert.deepEqual(
      entities.map(({ id }) => id),
      ['Fault', 'Pet'],
    );
  });

  it('may go round in circles, through files and through nothing but references', () => {
    const files = {
      'openapi.json': root({
        '/a': { get: answering(ref('a.json')) },
        '/x': ref('x.json'),
        '/y': { get: answering(ref('loop.json')) },
      }),
      'a.json': { type: 'object', properties: { b: ref('b.json'), self: ref('#') } },
      'b.json': { type: 'object', properties: { a: ref('a.json') } },
      'x.json': ref('x.json'),
      'loop.json': ref('pool.json'),
      'pool.json': ref('loop.json'),
    };
    const { operations, entities } = modelOf(files);
    assert.deepEqual(
      operations.map(({ id }) => id),
      ['GET /a', 'GET /y'],
    );
    assert.ok(entities.some(({ id }) => id === 'a') && entities.some(({ id }) => id === 'b'));
    assert.deepEqual(
      entities.find(({ id }) => id === 'a')?.properties.map(({ name, ref: to }) => [name, to]),
      [
        ['b', 'b'],
        ['self', 'a'],
      ],
    );
  });

  it('find files by name alone where all came without folders', () => {
    const files = { 'openapi.json': root(list), 'pet.json': { allOf: [ref('../common/base.json')] }, 'base.json': pet };
    const { entities, findings } = modelOf(files);
    assert.deepEqual(
      entities.map(({ id }) => id),
      ['base', 'pet'],
    );
    assert.deepEqual(placesOf(findings, 'file-found-by-name'), ['base.json -:-', 'pet.json -:-']);
  });

  it('in data, and names of schemas in a mapping, are none; other values of a mapping are', () => {
    const schema = {
      oneOf: [ref('schemas/pet.json')],
      discriminator: { propertyName: 'kind', mapping: { a: 'schemas/pet.json', b: 'Pet' } },
      example: ref('nowhere.json'),
    };
    const document = root({ '/pets': { get: answering(schema) } });
    const result = importBytes(zipOf({ 'openapi.json': document, 'schemas/pet.json': pet }));
    assert.ok('model' in result && result.document.format === 'openapi');
    const text = JSON.stringify(result.document.root);
    assert.match(text, /"mapping":\{"a":"#\/components\/schemas\/pet","b":"Pet"\}/);
    assert.deepEqual(
      result.model.findings.map(({ code }) => code),
      ['contract-root'],
    );
  });

  it('give slices that stand by themselves', () => {
    const files = { 'openapi.json': root(list, { pet: { type: 'integer' } }), 'schemas/pet.json': pet };
    const result = importBytes(zipOf(files));
    assert.ok('model' in result && result.document.format === 'openapi');
    const { slice } = sliceOpenApi(result.document.root, ['GET /pets'], [], 'full', 100);
    const again = importBytes(zipOf({ 'openapi.json': slice }));
    assert.ok('model' in again);
    assert.deepEqual(again.model.operations[0]?.outputEntities, ['schemas/pet.json#pet']);
  });
});

describe('what is wrong in a contract of several files', () => {
  const files = {
    'openapi.yaml':
      'openapi: 3.0.3\ninfo: {title: T, version: "1"}\npaths:\n  /a: {$ref: paths/a.yaml}\n  /b: {get: {$ref: "gone.yaml"}}\n',
    'paths/a.yaml':
      'get:\n  operationId: a\n  operationId: b\n  responses:\n    "200": {$ref: "../common.yaml#/nope"}\n    "404": {$ref: "#/nope"}\n    "500": {$ref: "https://example.org/x"}\n',
    'common.yaml': 'nothing: here\n',
    'unused.yaml': '][',
  };

  it('is told in the file where it stands, with its line', () => {
    const { findings } = modelOf(files);
    assert.deepEqual(placesOf(findings, 'dangling-ref'), [
      'paths/a.yaml 5:13 /get/responses/200/$ref',
      'paths/a.yaml 6:13 /get/responses/404/$ref',
    ]);
    assert.deepEqual(placesOf(findings, 'external-ref').sort(), [
      'openapi.yaml 5:14 /paths/~1b/get/$ref',
      'paths/a.yaml 7:13 /get/responses/500/$ref',
    ]);
    assert.deepEqual(placesOf(findings, 'duplicate-key'), ['paths/a.yaml 3:3 /get/operationId']);
    assert.deepEqual(placesOf(findings, 'file-unused'), ['unused.yaml -:-']);
  });

  it('quotes references as they were written', () => {
    const messages = modelOf(files).findings.map(({ message }) => message);
    assert.ok(messages.some((message) => message.includes('"../common.yaml#/nope" leads nowhere')));
    assert.ok(!messages.some((message) => message.includes('#//')));
  });

  it('refuses a file that is needed and cannot be read, with its place', () => {
    const refusal = refusalOf(zipOf({ ...files, 'common.yaml': 'a: [\n' }));
    assert.equal(`${refusal.status} ${refusal.code}`, '422 contract-unparseable');
    assert.equal(refusal.where?.file, 'common.yaml');
    assert.ok(refusal.message.startsWith('common.yaml: '));
  });

  it('refuses files that are too large together, and that nest too deep once they are one', () => {
    const big = { 'openapi.json': root(list), 'schemas/pet.json': { ...pet, description: 'x'.repeat(100_000) } };
    assert.equal(refusalOf(zipOf(big), { maxBytes: 50_000 }).where?.file, 'schemas/pet.json');
    const chain: Files = { 'openapi.json': root({ '/a': ref('0.json') }) };
    for (let n = 0; n < 60; n++) {
      chain[`${n}.json`] = { post: { callbacks: { c: { x: ref(`${n + 1}.json`) } } } };
    }
    assert.match(refusalOf(zipOf(chain)).message, /maxDepth/);
  });

  it('is no matter of names: __proto__ and constructor are names like others', () => {
    const odd = JSON.parse(
      '{"components":{"schemas":{"__proto__":{"type":"object"},"constructor":{"$ref":"#/components/schemas/__proto__"}}}}',
    ) as object;
    const document = root({ '/a': { get: answering(ref('odd.json#/components/schemas/constructor')) } });
    assert.deepEqual(ids({ 'openapi.json': document, 'odd.json': odd }), ['__proto__:object', 'constructor:alias']);
  });
});
