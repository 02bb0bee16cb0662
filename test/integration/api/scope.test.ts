import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { unzipSync } from 'fflate';

import { run } from '../../../cli/main.js';
import { verifyBundle } from '../../../cli/verify/verify-bundle.js';

import { getStack } from '../../support/stack.js';
import { makeClient } from './api-client.js';
import type { Json } from './api-client.js';
import { planRequest } from './inputs.js';

describe('a plan for a part of a contract', function () {
  this.timeout(60_000);
  const options = {
    frontEnd: 'always',
    scope: { exclude: ['/users/**', '/user'] },
    existing: ['op:POST /notes', 'entity:NewNote', 'entity:Notes'],
  };
  let call: ReturnType<typeof makeClient>;
  let plan: Json;
  let base: string;
  let tasks: Json[];
  before(async () => {
    call = makeClient((await getStack()).url);
    const request = { method: 'POST', body: planRequest(options), headers: { Prefer: 'wait=50' } };
    plan = (await call('/plans', request)).json;
    base = `/plans/${plan.id}`;
    tasks = (await call(`${base}/tasks.json`)).json.tasks;
  });

  it('counts what is in scope and not there, and lists the rest', async () => {
    const coverage = (await call(`${base}/coverage`)).json;
    assert.deepEqual(plan.coverage.operations, { total: 3, covered: 3 });
    assert.deepEqual(coverage.existing, ['entity:NewNote', 'op:POST /notes']);
    assert.deepEqual(coverage.outOfScope, ['entity:NewNote', 'entity:User', 'op:GET /users/me', 'op:POST /notes']);
    const written = coverage.requirements.find(({ label }: Json) => label === 'FR-1');
    assert.equal(written.served, true);
  });

  it('has no task for the rest, and uses what is there', () => {
    const outside = new Set(['entity:NewNote', 'entity:User', 'op:GET /users/me', 'op:POST /notes']);
    const touched = tasks.flatMap(({ covers, verifies }) => [...covers, ...verifies]);
    assert.deepEqual(
      touched.filter((ref) => outside.has(ref)),
      [],
    );
    const used = tasks.flatMap(({ uses }) => uses);
    assert.ok(used.includes('op:POST /notes'));
    assert.ok(!used.includes('op:GET /users/me'));
  });

  it('finds the options that do nothing, and what tasks miss', () => {
    const found = plan.findings.filter(({ where }: Json) => where?.in === 'options');
    assert.deepEqual(
      found.map(({ code, where }: Json) => [code, where.pointer, where.ref]),
      [
        ['scope-matches-nothing', '/scope/exclude/1', undefined],
        ['existing-unknown', '/existing/2', undefined],
        ['scope-leaves-out-needed', '/scope', 'entity:User'],
      ],
    );
    assert.match(found[1].message, /Did you mean "entity:Note"\?/);
  });

  it('leads its report with PRD against contract, and says what was left out', async () => {
    const { contractFit, assumptions, coverage, plan: summary } = (await call(`${base}/report`)).json;
    assert.deepEqual(summary, (await call(base)).json);
    assert.equal(contractFit.clauses.total, 4);
    assert.match(contractFit.summary, /^4 clauses: .* of 3 operations asked for by no clause$/);
    assert.deepEqual(coverage.uncovered, []);
    const codes = assumptions.map(({ code }: Json) => code);
    assert.ok(codes.includes('scope-left-out') && codes.includes('existing-elements'));
  });

  it('verifies offline', async () => {
    const files = unzipSync((await call(`${base}/bundle`)).bytes);
    const { violations, outOfScope } = verifyBundle(new Map(Object.entries(files)));
    assert.deepEqual([violations, outOfScope], [[], 4]);
  });

  it('is told in the terminal, PRD against contract first', async () => {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const printed = text(streams.stdout);
    const url = (await getStack()).url;
    assert.equal(await run(['report', plan.id, '--url', url], streams), 0);
    streams.stdout.end();
    const lines = (await printed).split('\n');
    const at = (title: string): number => lines.findIndex((line) => line.startsWith(title));
    assert.ok(at('PRD and contract') > 0 && at('PRD and contract') < at('Other findings'));
    assert.match(lines[at('PRD and contract') + 1] ?? '', /4 clauses: /);
    assert.ok(at('Complexity') > 0 && at('Assumptions') > 0);
  });
});
