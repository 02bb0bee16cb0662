import assert from 'node:assert/strict';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import type { Finding } from '../../../planning/finding.js';
import { imported } from './documents.js';

const OK: JsonObject = { responses: { default: { description: 'ok' } } };

function findingsOf(version: string, rest: JsonObject): Finding[] {
  const head = version === '2.0' ? { swagger: version } : { openapi: version };
  return imported({ ...head, info: { title: 'T', version: '1' }, paths: { '/a': { get: OK } }, ...rest }).model
    .findings;
}

const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ message, where }) => `${where?.pointer ?? ''} ${message}`);

/** An operation with the given fields, under `/a`. */
const withOperation = (fields: JsonObject): JsonObject => ({ paths: { '/a': { post: { ...OK, ...fields } } } });

describe('comparing a contract with the official schema', () => {
  it('names line, column and pointer in the text received, and a field that was likely meant', () => {
    const text =
      'openapi: 3.0.3\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get:\n      responces: {}\n      responses: {"200": {description: ok}}\n';
    const [finding, ...others] = imported(text).model.findings;
    assert.deepEqual(others, []);
    assert.equal(
      finding?.message,
      '`responces` is not a field of an operation in OpenAPI 3.0; it is not read. Did you mean `responses`?',
    );
    assert.deepEqual(finding.where, { in: 'contract', pointer: '/paths/~1a/get/responces', line: 6, column: 7 });
  });

  it('makes one finding of one fault, in the words of the form that was meant', () => {
    for (const version of ['3.0.3', '3.1.0', '3.2.0']) {
      const findings = findingsOf(version, {
        ...withOperation({ parameters: [{ name: 'q', in: 'query', style: 'simple', schema: { type: 'text' } }] }),
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header' } } },
      });
      assert.deepEqual(
        findings.map(({ code, where }) => `${code} ${where?.pointer ?? ''}`),
        [
          'bad-value /paths/~1a/post/parameters/0/schema/type',
          'bad-value /paths/~1a/post/parameters/0/style',
          'missing-field /components/securitySchemes/key',
        ],
        version,
      );
    }
  });

  it('says of Swagger 2.0 what is wrong in the document received, not in what it is turned into', () => {
    const findings = findingsOf('2.0', {
      paths: {
        '/a': {
          get: {
            parameters: [
              { name: 'id', in: 'path', type: 'string' },
              { name: 'b', in: 'body' },
              { name: 'c', in: 'cookie', type: 'string' },
            ],
            responses: { 200: { descripton: 'x' } },
          },
        },
      },
      securityDefinitions: { o: { type: 'oauth2', flow: 'implicit', scopes: {} } },
    });
    assert.deepEqual(told(findings.filter(({ code }) => !code.startsWith('path-'))), [
      '/paths/~1a/get/parameters/2/in `in` of a parameter is `cookie` and must be one of `header`, `formData`, `query`, `path`; it is read as written.',
      '/paths/~1a/get/parameters/0 A parameter needs `required`; nothing is assumed in its place.',
      '/paths/~1a/get/parameters/1 A parameter needs `schema`; nothing is assumed in its place.',
      '/paths/~1a/get/responses/200 A response needs `description`; nothing is assumed in its place.',
      '/securityDefinitions/o A security scheme needs `authorizationUrl`; nothing is assumed in its place.',
      '/paths/~1a/get/responses/200/descripton `descripton` is not a field of a response in Swagger 2.0; it is not read. Did you mean `description`?',
    ]);
  });

  it('compares what holds a reference with the reference object only', () => {
    const findings = findingsOf('3.0.3', {
      ...withOperation({
        requestBody: { content: { 'a/a': { schema: { $ref: '#/components/schemas/A', description: 'ignored' } } } },
      }),
      components: { schemas: { A: { type: 'object', properties: { $ref: { type: 'string' } } } } },
    });
    assert.deepEqual(findings, []);
  });

  it('says of fields of a later version that they are read all the same', () => {
    const findings = findingsOf('3.0.3', { webhooks: { done: { post: OK } } });
    assert.deepEqual(told(findings), [
      '/webhooks `webhooks` is not a field of the document in OpenAPI 3.0; it is read all the same.',
    ]);
  });

  it('looks at webhooks under x-webhooks and at schemas of 3.1 as closely as at the rest', () => {
    const bad = {
      post: { ...OK, deprecated: 'no', requestBody: { content: { 'a/a': { schema: { required: 'x' } } } } },
    };
    for (const version of ['3.1.0', '3.2.0']) {
      const findings = findingsOf(version, { webhooks: { done: bad } });
      assert.deepEqual(
        findings.map(({ code, where }) => `${code} ${where?.pointer ?? ''}`),
        [
          'wrong-type /webhooks/done/post/deprecated',
          'wrong-type /webhooks/done/post/requestBody/content/a~1a/schema/required',
        ],
      );
    }
  });

  it('tells of 200 faults at most, some of each kind, and of how many there are besides', () => {
    const properties = Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`p${n}`, { type: 'text' }]));
    const started = performance.now();
    const findings = findingsOf('3.1.0', {
      ...withOperation({ responces: {} }),
      components: {
        schemas: { A: { properties }, B: { type: 'array' }, C: { properties: { c: { $ref: '#/nowhere' } } } },
      },
    });
    assert.ok(performance.now() - started < 5000);
    assert.equal(findings.length, 200);
    assert.ok(findings.some(({ code }) => code === 'dangling-ref'));
    assert.ok(findings.some(({ code }) => code === 'unknown-field'));
    assert.ok(findings.some(({ code }) => code === 'list-of-anything'));
    assert.equal(findings.at(-1)?.code, 'more-findings');
    assert.match(findings.at(-1)?.message ?? '', /faults in \d+ more parts/);
  });

  it('takes linear time for long lists, whose members it does not compare with one another', () => {
    const values = Array.from({ length: 50_000 }, (_, n) => ({ n }));
    const started = performance.now();
    for (const version of ['2.0', '3.0.3', '3.1.0']) {
      const schemas = { A: { enum: values }, B: { type: 'object', required: values.map(({ n }) => `r${n}`) } };
      findingsOf(version, version === '2.0' ? { definitions: schemas } : { components: { schemas } });
    }
    assert.ok(performance.now() - started < 5000);
  });

  it('tells how many places hold a reference that leads nowhere', () => {
    const nowhere = { $ref: '#/components/schemas/Gone' };
    const findings = findingsOf('3.1.0', {
      components: { schemas: { A: { properties: { a: nowhere, b: nowhere, c: nowhere } } } },
    });
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? '', /2 more places hold it\.$/);
  });

  it('notes required properties that no one declares and lists of anything', () => {
    const findings = findingsOf('3.1.0', {
      components: {
        schemas: {
          A: { type: 'object', required: ['x', 'y'], properties: { x: { type: 'array' } } },
          B: { type: 'array' },
          C: { allOf: [{ $ref: '#/components/schemas/A' }], required: ['z'], properties: { x: {} } },
        },
      },
    });
    assert.deepEqual(
      findings.map(({ code, severity, where }) => [code, severity, where?.pointer]),
      [
        ['list-of-anything', 'info', '/components/schemas/A/properties/x'],
        ['required-undeclared', 'info', '/components/schemas/A/required'],
      ],
    );
  });
});
