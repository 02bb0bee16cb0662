import assert from 'node:assert/strict';
import { imported, petShop, refused } from './documents.js';

describe('refusing a contract', () => {
  it('names line and column of broken JSON', () => {
    const refusal = refused('{"openapi": "3.1.0",\n "paths": {,}}');
    assert.equal(refusal.code, 'contract-unparseable');
    assert.equal(refusal.status, 422);
    assert.deepEqual(refusal.where, { in: 'contract', line: 2, column: 12 });
  });

  it('says of truncated JSON that it ends too early', () => {
    const refusal = refused('{"openapi": "3.1.0",\n "paths": {"/a"');
    assert.match(refusal.message, /ends before the document is complete/);
    assert.equal(refusal.where?.line, 2);
  });

  it('names line and column of a tab in YAML indentation', () => {
    const refusal = refused('openapi: 3.1.0\npaths:\n\t/a: {}\n');
    assert.equal(refusal.code, 'contract-unparseable');
    assert.equal(refusal.where?.line, 3);
  });

  it('refuses an alias bomb, and an alias inside its own anchor', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `x${i + 1}: &x${i + 1} [${Array(9).fill(`*x${i}`).join(', ')}]`,
    );
    assert.equal(refused(`openapi: 3.1.0\nx0: &x0 [a]\n${levels.join('\n')}\n`).code, 'contract-alias-bomb');
    assert.equal(refused('openapi: 3.1.0\nx: &x [*x]\n').code, 'contract-alias-bomb');
  });

  it('takes harmless aliases and merge keys', () => {
    const yaml =
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\nx-base: &base {description: ok}\npaths:\n  /a:\n    get: {responses: {"200": {<<: *base}}}\n';
    assert.equal(imported(yaml).model.operations[0]?.responses[0]?.description, 'ok');
  });

  it('names line and column of an SDL syntax error', () => {
    const refusal = refused('type Query {\n  a: String!!\n}\n');
    assert.equal(refusal.code, 'contract-unparseable');
    assert.deepEqual([refusal.where?.line, refusal.where?.column], [2, 13]);
  });

  it('refuses what is neither kind with 415', () => {
    for (const text of ['', '  \n', 'hello', '[1, 2]', '{"a": 1}', 'a: 1\nb: 2\n', '{"data": {"__schema": {}}}']) {
      assert.equal(refused(text).code, 'contract-kind-unknown', JSON.stringify(text));
      assert.equal(refused(text).status, 415);
    }
  });

  it('refuses a contract without operation and webhook, and takes one that has only webhooks', () => {
    const document = petShop();
    assert.equal(
      refused('{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}').code,
      'contract-without-operations',
    );
    assert.equal(refused('type Pet { id: ID! }').code, 'contract-without-operations');
    assert.equal(imported({ ...document, paths: {} }).model.operations.length, 1);
  });

  it('names the limit that is exceeded', () => {
    const text = JSON.stringify(petShop());
    assert.equal(refused(text, { maxBytes: 100 }).status, 413);
    assert.match(refused(text, { maxOperations: 3 }).message, /maxOperations/);
    assert.match(refused(text, { maxSchemas: 3 }).message, /maxSchemas/);
    assert.match(refused(text, { maxDepth: 5 }).message, /maxDepth/);
    assert.match(refused('type Query { a: Int b: Int c: Int }', { maxTokens: 5 }).message, /maxTokens/);
  });

  it('answers 100,000 nested levels at once, in each syntax', () => {
    const deep = 100_000;
    const started = performance.now();
    const texts = [
      `{"openapi":"3.1.0","x":${'['.repeat(deep)}${']'.repeat(deep)}}`,
      `{"openapi":"3.1.0","x":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`,
      `openapi: 3.1.0\nx: ${'['.repeat(deep)}\n`,
      `openapi: 3.1.0\nx:\n  ${'- '.repeat(deep)}\n`,
      `type Query { a: ${'['.repeat(deep)}Int${']'.repeat(deep)} }`,
    ];
    for (const text of texts) assert.match(refused(text).message, /maxDepth/);
    assert.ok(performance.now() - started < 1000);
  });

  it('gives every refusal a remedy', () => {
    for (const text of ['', '{', 'type Query {', '{"openapi":"3.1.0","info":{}}'])
      assert.ok(refused(text).remediation.length > 20);
  });
});
