import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { importContract } from '../../../planning/contract/import-contract.js';
import { countIntrospection, countOpenApi, countSdl } from '../../support/count-elements.js';
import type { Elements } from '../../support/count-elements.js';
import { imported, LIMITS } from './documents.js';

const packageFolder = (name: string): string => join(import.meta.dirname, '../../../node_modules', name);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:json|ya?ml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The ids an import gives, and those counted from the document by other means. */
function assertSame(text: string, expected: Elements, what: string): void {
  const { model } = imported(text);
  const entities = model.entities.filter(({ derived }) => !derived).map(({ id }) => id);
  assert.deepEqual(model.operations.map(({ id }) => id).sort(), expected.operations, what);
  assert.deepEqual(entities.sort(), expected.entities, what);
}

describe('real contracts', () => {
  it('have just the operations and schemas that are counted by other means, in every dialect and syntax', () => {
    const examples = packageFolder('@readme/oas-examples');
    const files = ['2.0', '3.0', '3.1'].flatMap((version) => filesBelow(join(examples, version)));
    let operations = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const expected = countOpenApi(
        (file.endsWith('.json') ? JSON.parse(text) : load(text)) as Record<string, unknown>,
      );
      operations += expected.operations.length;
      if (expected.operations.length > 0) assertSame(text, expected, file);
      else assert.ok('refusal' in importContract({ text, format: 'auto' }, LIMITS), file);
    }
    assert.ok(files.length > 120 && operations > 900, `${files.length} files, ${operations} operations`);
  });

  for (const [name, file] of [
    ['@octokit/openapi', 'api.github.com.json'],
    ['@octokit/openapi', 'ghec.json'],
    ['@octokit/openapi', 'ghes-3.17.json'],
    ['@octokit/openapi-webhooks', 'api.github.com.json'],
    ['@octokit/openapi-webhooks', 'ghes-3.14.json'],
  ] as const) {
    it(`have every operation, webhook and schema once when they are large: ${name} ${file}`, () => {
      const text = readFileSync(join(packageFolder(name), 'generated', file), 'utf8');
      assertSame(text, countOpenApi(JSON.parse(text) as Record<string, unknown>), file);
    });
  }

  it('have every root field and named type of a schema, in SDL and as introspection result', () => {
    const folder = packageFolder('@octokit/graphql-schema');
    const sdl = readFileSync(join(folder, 'schema.graphql'), 'utf8');
    assertSame(sdl, countSdl(sdl), 'SDL');
    const json = readFileSync(join(folder, 'schema.json'), 'utf8');
    assertSame(json, countIntrospection(JSON.parse(json) as Record<string, unknown>), 'introspection');
  });

  it('break the official schema nowhere in the largest of them', () => {
    const text = readFileSync(join(packageFolder('@octokit/openapi'), 'generated', 'api.github.com.json'), 'utf8');
    assert.deepEqual(
      imported(text).model.findings.map(({ code }) => code),
      ['path-ambiguous', 'path-ambiguous'],
    );
  });
});
