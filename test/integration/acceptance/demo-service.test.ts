import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dump } from 'js-yaml';

import { taskChecks } from '../../../planning/acceptance/check-document.js';
import type { TaskChecks } from '../../../planning/acceptance/check-document.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import type { CandidateTask } from '../../../planning/dag/candidate.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { FAULTS } from '../../support/contract-server/faults.js';
import { startContractServer } from '../../support/contract-server/start.js';
import type { ContractServer } from '../../support/contract-server/start.js';
import { arazzoFiles, redocly, respect } from '../../support/respect.js';
import type { WorkflowResult } from '../../support/respect.js';
import { contextOf } from '../../unit/planning-context.js';

const INPUT = new URL('../../../dev/demo-input/', import.meta.url);
const LIMITS = { maxBytes: 1 << 24, maxOperations: 1000, maxSchemas: 1000, maxDepth: 200, maxTokens: 1_000_000 };

describe('the checks of the demo plan', function () {
  this.timeout(180_000);
  const servers: ContractServer[] = [];
  let checks: { task: CandidateTask; made: TaskChecks }[];
  let folder: string;
  before(async () => {
    checks = planChecks();
    folder = await mkdtemp(join(tmpdir(), 'checks-'));
  });
  after(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true, force: true });
  });

  it('are there for every task with HTTP operations, and name what they do not show', () => {
    for (const { task, made } of checks) {
      const shown = task.acceptance.filter(({ check }) => check?.kind === 'arazzo');
      assert.equal(made.document.workflows?.length ?? 0, shown.length, task.key);
      const http = task.kind !== 'test' && task.covers.some((ref) => /^op:(?!WEBHOOK|CALLBACK)/.test(ref));
      assert.equal(made.contract !== null, http, task.key);
      // Criteria that commands show are known where the toolchain is.
      const open = task.acceptance.filter(({ check }) => check === undefined);
      const described = new Set(made.document['x-planner'].described.map(({ checkId }) => checkId));
      for (const { id } of open) assert.ok(described.has(id), `${task.key} ${id}`);
    }
  });

  it('all pass against a service that does what the contract says', async () => {
    const server = await startContractServer();
    servers.push(server);
    for (const { task, made } of checks) await writeChecks(folder, task.key, made);
    const { code, output } = await redocly(folder, 'lint', ...(await arazzoFiles(folder)), '--extends=minimal');
    assert.equal(code, 0, output.slice(-2000));
    const results = await respect(folder, `--server=api=${server.url}`, `--input=bearerAuth=${server.token}`);
    assert.deepEqual(
      results.filter(({ failures }) => failures.length > 0),
      [],
    );
    const workflows = checks.reduce((sum, { made }) => sum + (made.document.workflows?.length ?? 0), 0);
    assert.equal(results.length, workflows);
    assert.ok(workflows >= 180, `${workflows} workflows`);
  });

  describe('against a service with one fault', () => {
    let results: WorkflowResult[];
    before(async () => {
      const wrong = await mkdtemp(join(tmpdir(), 'faults-'));
      try {
        // All faulty services at once: each document names its own in its contract.
        for (const [name, fault] of Object.entries(FAULTS)) {
          const server = await startContractServer(fault);
          servers.push(server);
          for (const { task, made } of checks.filter(({ task: one }) => concerns(one, fault.where))) {
            await writeChecks(wrong, `${name}.${task.key}`, made, server);
          }
        }
        results = await respect(wrong);
      } finally {
        await rm(wrong, { recursive: true, force: true });
      }
    });

    for (const [name, { what }] of Object.entries(FAULTS)) {
      it(`fail for ${name}: ${what}`, () => {
        const own = results.filter(({ file }) => file.startsWith(`${name}.`));
        assert.ok(own.length > 0, 'no document was run');
        const failed = own.filter(({ failures }) => failures.length > 0);
        assert.ok(failed.length > 0, 'nothing was noticed');
      });
    }
  });
});

/** The check documents of all tasks of a plan for the demo's contract and requirements. */
function planChecks(): { task: CandidateTask; made: TaskChecks }[] {
  const text = readFileSync(new URL('contract.yaml', INPUT), 'utf8');
  const imported = importContract({ text, format: 'auto' }, LIMITS);
  assert.ok(!('refusal' in imported));
  const context = contextOf(text, readFileSync(new URL('prd.md', INPUT), 'utf8'));
  const { tasks } = decompose('vertical-slice', context, { seed: 1, pull: 0 });
  return tasks.map((task) => {
    const subject = { ...task, criteria: task.acceptance.map(({ id }) => id) };
    const planner = { planId: 'pln', taskId: 'tsk', key: task.key, revision: 1, commands: [] };
    return {
      task,
      made: taskChecks(subject, planner, imported.model, imported.document, `./${task.key}.openapi.json`),
    };
  });
}

const OPERATION_IDS = new Map(
  [
    ...readFileSync(new URL('contract.yaml', INPUT), 'utf8').matchAll(
      /^ {2}(\/\S*):$|^ {4}(\w+):$|^ {6}operationId: (\w+)$/gm,
    ),
  ].reduce<{ path: string; method: string; ids: [string, string][] }>(
    (known, [, path, method, id]) => ({
      path: path ?? known.path,
      method: method ?? known.method,
      ids: id === undefined ? known.ids : [...known.ids, [id, `op:${known.method.toUpperCase()} ${known.path}`]],
    }),
    { path: '', method: '', ids: [] },
  ).ids,
);

/** The task makes one of these operations. */
function concerns({ covers, kind }: CandidateTask, operationIds: readonly string[]): boolean {
  return kind !== 'test' && operationIds.some((id) => covers.includes(OPERATION_IDS.get(id) ?? ''));
}

async function writeChecks(folder: string, name: string, made: TaskChecks, server?: ContractServer): Promise<void> {
  if (made.contract === null) return;
  const document = structuredClone(made.document);
  const contract = { ...made.contract, ...(server === undefined ? {} : { servers: [{ url: server.url }] }) };
  const [source] = document.sourceDescriptions ?? [];
  assert.ok(source !== undefined);
  source.url = `./${name}.openapi.json`;
  const inputs = document.components?.inputs['run']?.['properties'] as Record<string, Record<string, unknown>>;
  if (server !== undefined && inputs['bearerAuth'] !== undefined) inputs['bearerAuth']['default'] = server.token;
  await writeFile(join(folder, `${name}.arazzo.yaml`), dump(document, { noRefs: true }));
  await writeFile(join(folder, `${name}.openapi.json`), JSON.stringify(contract));
}
