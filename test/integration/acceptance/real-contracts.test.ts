import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dump } from 'js-yaml';

import { acceptanceFor } from '../../../planning/acceptance/acceptance-for.js';
import { taskChecks } from '../../../planning/acceptance/check-document.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import { arazzoFiles, redocly } from '../../support/respect.js';

const LIMITS = { maxBytes: 1 << 25, maxOperations: 5000, maxSchemas: 5000, maxDepth: 200, maxTokens: 1_000_000 };
const { resolve } = createRequire(import.meta.url);

/** Contracts, every how many operations of them are tried, and how many workflows come of it at least. */
const CONTRACTS: [name: string, file: string, every: number, least: number][] = [
  ['petstore in Swagger 2.0', '@readme/oas-examples/2.0/json/petstore.json', 1, 20],
  ['star-trek', '@readme/oas-examples/3.0/json/star-trek.json', 3, 60],
  ['parameters of all styles', '@readme/oas-examples/3.0/json/parameters-style.json', 1, 20],
  ['polymorphism', '@readme/oas-examples/3.0/json/polymorphism.json', 1, 10],
  ['request bodies', '@readme/oas-examples/3.0/json/request-examples.json', 1, 10],
  ['GitHub', '@octokit/openapi/generated/api.github.com.json', 25, 80],
];

describe('check documents of real contracts', function () {
  this.timeout(120_000);
  for (const [name, file, every, least] of CONTRACTS) {
    it(`are valid for ${name}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'checks-'));
      try {
        const workflows = await writeChecks(folder, resolve(file), every);
        assert.ok(workflows >= least, `${workflows} workflows`);
        const { code, output } = await redocly(folder, 'lint', ...(await arazzoFiles(folder)), '--extends=minimal');
        assert.equal(code, 0, output.slice(-2000));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});

/** Writes the documents of tasks of one operation each; answers how many workflows they have. */
async function writeChecks(folder: string, file: string, every: number): Promise<number> {
  const imported = importContract({ text: readFileSync(file, 'utf8'), format: 'auto' }, LIMITS);
  assert.ok(!('refusal' in imported));
  const { model, document } = imported;
  let workflows = 0;
  for (const [at, operation] of model.operations.entries()) {
    if (at % every !== 0 || operation.type !== 'operation') continue;
    const task = { kind: 'operation' as const, covers: [`op:${operation.id}`], verifies: [], requirements: [] };
    const criteria = acceptanceFor(task, model);
    const planner = { planId: 'pln', taskId: 'tsk', key: 'operation.x', revision: 1, commands: [] };
    const subject = { ...task, title: operation.id, criteria: criteria.map(({ id }) => id) };
    const made = taskChecks(subject, planner, model, document, `./${at}.openapi.json`);
    const shown = made.document.workflows?.length ?? 0;
    assert.equal(shown, criteria.filter(({ check }) => check !== undefined).length, operation.id);
    assert.equal(shown + made.document['x-planner'].described.length, criteria.length, operation.id);
    workflows += shown;
    if (made.contract === null) continue;
    await writeFile(join(folder, `${at}.arazzo.yaml`), dump(made.document, { noRefs: true }));
    await writeFile(join(folder, `${at}.openapi.json`), JSON.stringify(made.contract));
  }
  return workflows;
}
