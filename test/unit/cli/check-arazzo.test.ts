import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { guardArazzo } from '../../../cli/check/guard-arazzo.js';
import {
  arazzo,
  CONTRACT,
  planner,
  startServer,
  TASK,
  taskList,
  workflow,
  writeBundle,
  writeWorkflows,
} from './check-sample.js';

describe('planner check with workflows', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planner-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  let notes: unknown;
  let server: Awaited<ReturnType<typeof startServer>>;
  let url: string;
  beforeEach(async () => {
    notes = [{ id: 'n1' }];
    server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(notes));
    });
    url = `${server.url}/base`;
  });
  afterEach(() => server.stop());

  describe('Arazzo', () => {
    it('runs workflows against the address that is given, never that of the contract', async () => {
      const path = await writeWorkflows(
        folder,
        { 'a.ok': 'arazzo', pretty: '' },
        workflow('a_ok', '$statusCode == 200'),
      );
      const { code, stdout } = await planner('check', '--bundle', path, '--url', url, '--json');
      const { counts, tasks } = JSON.parse(stdout) as { counts: object; tasks: { evidence: object[] }[] };
      assert.equal(code, 0, stdout);
      assert.deepEqual(counts, {
        arazzo: { passed: 1, failed: 0, skipped: 0 },
        graphql: { passed: 0, failed: 0, skipped: 0 },
        command: { passed: 0, failed: 0, skipped: 0 },
        described: { passed: 0, failed: 0, skipped: 1 },
      });
      assert.deepEqual(tasks[0]!.evidence, [{ checkId: 'a.ok', outcome: 'passed', url: `${url}/notes` }]);
      assert.deepEqual(
        server.requests.map((one) => one.url),
        ['/base/notes'],
      );
    });

    it('exits 1 and says what does not hold: a condition, the contract’s schema', async () => {
      notes = [{ id: 7 }];
      const path = await writeWorkflows(
        folder,
        { ok: 'arazzo', not: 'arazzo' },
        workflow('ok', '$statusCode == 200'),
        workflow('not', '$statusCode == 404'),
      );
      const { code, stdout } = await planner('check', '--bundle', path, '--url', url);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /FAIL +arazzo +operation\.notes +ok[^]*schema check: TYPE must be string[^]*\(answered 200\)/,
      );
      assert.match(stdout, /FAIL +arazzo +operation\.notes +not[^]*\$statusCode == 404 does not hold/);
      assert.match(stdout, /arazzo: 0 passed, 2 failed, 0 not run/);
    });

    it('fails, and does not hang, where nothing answers', async () => {
      const path = await writeWorkflows(folder, { ok: 'arazzo' }, workflow('ok', '$statusCode == 200'));
      const { code } = await planner(
        'check',
        '--bundle',
        path,
        '--url',
        'http://127.0.0.1:1',
        '--request-timeout',
        '2',
      );
      assert.equal(code, 1);
    });

    it('sends the token where a password is asked for, and shows it nowhere', async () => {
      const parameters = [{ in: 'header', name: 'Authorization', value: 'Bearer {$inputs.bearer}' }];
      const path = await writeWorkflows(folder, { ok: 'arazzo' }, workflow('ok', '$statusCode == 404', parameters));
      const file = join(folder, 'token');
      await writeFile(file, 's3cret-value\n');
      const { stdout, stderr } = await planner(
        'check',
        '--bundle',
        path,
        '--url',
        url,
        '--token',
        `@${file}`,
        '--json',
      );
      assert.equal(server.requests[0]!.headers.authorization, 'Bearer s3cret-value');
      assert.doesNotMatch(stdout + stderr, /s3cret/);
    });

    it('does not run a workflow whose inputs nobody gave, and says which', async () => {
      const parameters = [{ in: 'query', name: 'shelf', value: '$inputs.shelfId' }];
      const path = await writeWorkflows(
        folder,
        { ok: 'arazzo', lacks: 'arazzo' },
        workflow('ok', '$statusCode == 200'),
        workflow('lacks', '$statusCode == 200', parameters),
      );
      const without = await planner('check', '--bundle', path, '--url', url);
      assert.equal(without.code, 0);
      assert.match(without.stdout, /skip[^]*lacks[^]*--input shelfId=/);
      await planner('check', '--bundle', path, '--url', url, '--input', 'shelfId=s9');
      assert.ok(server.requests.some((one) => one.url === '/base/notes?shelf=s9'));
    });

    it('leaves nothing behind', async () => {
      const left = async (): Promise<string[]> =>
        (await readdir(tmpdir())).filter((name) => name.startsWith('planner-check-'));
      const before = await left();
      const path = await writeWorkflows(folder, { ok: 'arazzo' }, workflow('ok', '$statusCode == 200'));
      await planner('check', '--bundle', path, '--url', url);
      assert.deepEqual(await left(), before);
    });

    it('takes every address out of the contract but the one that is given', () => {
      const guarded = guardArazzo(arazzo(workflow('ok', '$statusCode == 200')), CONTRACT, url, 'c.json');
      assert.ok('contract' in guarded);
      const addresses = JSON.stringify(guarded).match(/https?:[^"]+/g);
      assert.deepEqual(addresses, [url]);
    });

    for (const [what, change] of Object.entries({
      'sends requests of its own': (document: object, _contract: object) =>
        Object.assign(document, {
          workflows: [{ workflowId: 'ok', steps: [{ stepId: 's', 'x-operation': { url: 'http://192.0.2.1' } }] }],
        }),
      'refers to other documents': (document: object, _contract: object) =>
        Object.assign(document, { components: { $ref: '/etc/hostname' } }),
      'has a contract that does': (_document: object, contract: object) =>
        Object.assign(contract, { paths: { '/notes': { $ref: 'http://192.0.2.1/x.json' } } }),
      'reads two contracts': (document: object, _contract: object) =>
        Object.assign(document, {
          sourceDescriptions: [
            { name: 'api', type: 'openapi', url: 'x' },
            { name: 'b', type: 'arazzo', url: 'y' },
          ],
        }),
    })) {
      it(`runs no document that ${what}`, async () => {
        const document = arazzo(workflow('ok', '$statusCode == 200'));
        const contract = structuredClone(CONTRACT);
        change(document, contract);
        assert.ok('refused' in guardArazzo(document, contract, url, 'c.json'));
        const path = await writeBundle(folder, taskList({ ok: 'arazzo' }), {
          'operation.notes.arazzo.yaml': document,
          'operation.notes.openapi.json': contract,
        });
        const { code, stderr } = await planner('check', '--bundle', path, '--url', url);
        assert.deepEqual([code, server.requests.length], [1, 0]);
        assert.match(stderr, /No check was run/);
      });
    }
  });
  describe('evidence', () => {
    it('is written to a file that planner complete sends', async () => {
      const path = await writeWorkflows(folder, { ok: 'arazzo' }, workflow('ok', '$statusCode == 200'));
      const file = join(folder, 'evidence.json');
      await planner('check', 'operation.notes', '--bundle', path, '--url', url, '--evidence', file);
      const bodies: { evidence: object[] }[] = [];
      const service = await startServer((request, response) => {
        void text(request).then((body) => {
          bodies.push(JSON.parse(body) as { evidence: object[] });
          response.writeHead(202, { 'content-type': 'application/json' });
          const answer = { eventId: 'e', planId: 'p', taskId: TASK, accepted: true, duplicate: false };
          response.end(JSON.stringify({ ...answer, taskStatus: 'ready' }));
        });
      });
      const at = ['--url', service.url];
      const { code } = await planner(
        'complete',
        TASK,
        '--summary',
        's',
        '--evidence',
        file,
        '--evidence',
        'by-hand=passed',
        ...at,
      );
      const other = await planner('complete', TASK.replace('a', 'b'), '--summary', 's', '--evidence', file, ...at);
      const unknown = await planner('complete', TASK, '--summary', 's', '--evidence', 'x=great', ...at);
      service.stop();
      assert.deepEqual([code, other.code, unknown.code], [0, 2, 2]);
      assert.deepEqual(
        bodies.map(({ evidence }) => evidence),
        [
          [
            { checkId: 'ok', outcome: 'passed', url: `${url}/notes` },
            { checkId: 'by-hand', outcome: 'passed' },
          ],
        ],
      );
    });

    it('of a plan is kept task by task', async () => {
      const path = await writeWorkflows(folder, { ok: 'arazzo' }, workflow('ok', '$statusCode == 200'));
      const file = join(folder, 'evidence.json');
      await planner('check', '--bundle', path, '--url', url, '--evidence', file);
      const { planId, tasks } = JSON.parse(await readFile(file, 'utf8')) as { planId: string; tasks: object[] };
      assert.equal(planId, 'pln_x');
      assert.deepEqual(tasks, [
        { taskId: TASK, key: 'operation.notes', evidence: [{ checkId: 'ok', outcome: 'passed', url: `${url}/notes` }] },
      ]);
    });
  });
});
