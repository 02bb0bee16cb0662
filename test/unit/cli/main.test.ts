import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { zipSync } from 'fflate';

import { run } from '../../../cli/main.js';
import { taskIdOf } from '../../../cli/task-id.js';
import { restBundle } from './sound-bundles.js';

const BIN = fileURLToPath(new URL('../../../cli/bin.mjs', import.meta.url));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the program in this process. */
async function planner(...argv: string[]): Promise<Outcome> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const output = Promise.all([text(streams.stdout), text(streams.stderr)]);
  const code = await run(argv, streams);
  streams.stdout.end();
  streams.stderr.end();
  const [stdout, stderr] = await output;
  return { code, stdout, stderr };
}

/** What a service answers to one request. */
interface Answer {
  status: number;
  type?: string;
  body: object | string;
}

describe('planner', () => {
  let folder: string;
  let service: Server;
  let url: string;
  let answer: Answer;
  let requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];

  before(async () => {
    service = createServer((request, response) => {
      void text(request).then((body) => {
        requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
        response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' });
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });

  after(() => {
    service.closeAllConnections();
    service.close();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planner-cli-'));
    requests = [];
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('arguments', () => {
    for (const argv of [
      [],
      ['bogus'],
      ['show'],
      ['show', 'pln_x', '--nope'],
      ['plan', '--prd', 'x'],
      ['plan', '--prd', 'x', '--contract', 'y', '--option', 'novalue'],
      ['complete', 'tsk_x'],
      ['complete', 'not-an-id', '--summary', 's'],
      ['complete', 'x', '--summary', 's', '--status', 'great'],
      ['tasks', 'pln_x', '--status', 'great'],
      ['show', 'pln_x', '--url', 'ftp://x'],
      ['verify', '/nonexistent'],
      ['export', 'pln_x'],
    ]) {
      it(`exits 2 for: planner ${argv.join(' ')}`, async () => {
        const { code, stdout, stderr } = await planner(...argv);
        assert.equal(code, 2);
        assert.equal(stdout, '');
        assert.notEqual(stderr, '');
      });
    }

    it('lists the exit codes in every help', async () => {
      for (const argv of [['--help'], ['plan', '--help'], ['verify', '--help']]) {
        const { code, stdout } = await planner(...argv);
        assert.equal(code, 0);
        assert.match(stdout, /Exit codes:/);
        assert.match(stdout, /--url/);
      }
    });

    it('prints one JSON document for an error, with --json', async () => {
      const { code, stdout } = await planner('plan', '--prd', '/nonexistent', '--contract', 'y', '--json');
      assert.equal(code, 2);
      assert.match((JSON.parse(stdout) as { error: { detail: string } }).error.detail, /no such file/);
    });
  });

  describe('service', () => {
    it('exits 3 where nothing answers', async () => {
      const { code, stderr } = await planner('show', 'pln_x', '--url', 'http://127.0.0.1:1');
      assert.equal(code, 3);
      assert.match(stderr, /npm start/);
    });

    it('exits 4 for a refusal, and says what, where, what to do and what to quote, without control characters', async () => {
      answer = {
        status: 422,
        type: 'application/problem+json; charset=utf-8',
        body: {
          type: 'about:blank',
          title: 'The contract cannot be used',
          status: 422,
          detail: 'The YAML\u001b[2J ends early.',
          instance: '/plans',
          code: 'contract-syntax',
          remediation: 'Send the whole document.',
          correlationId: 'abc-123',
          errors: [
            { detail: 'The YAML\u001b[2J ends early.', where: { in: 'contract', line: 3, column: 7 } },
            { detail: 'must be a string', pointer: '/options/title' },
          ],
        },
      };
      const { code, stdout, stderr } = await planner('show', 'pln_x', '--url', url);
      assert.equal(code, 4);
      assert.equal(stdout, '');
      assert.deepEqual(stderr.trimEnd().split('\n'), [
        'Refused: The contract cannot be used (422 contract-syntax)',
        'what    The YAML[2J ends early.',
        'where   contract line 3, column 7',
        'where   body #/options/title: must be a string',
        'remedy  Send the whole document.',
        'quote   correlation id abc-123',
      ]);
    });

    it('exits 5 where what answers is no planner', async () => {
      answer = { status: 200, type: 'text/html', body: '<h1>It works!</h1>' };
      const { code, stderr } = await planner('show', 'pln_x', '--url', url);
      assert.equal(code, 5);
      assert.match(stderr, /no planner/);
    });

    it('uploads the files with their names and bytes, options merged, under the key given', async () => {
      answer = { status: 202, body: { id: 'pln_x', lastRevision: { n: 1 } } };
      const paths = {
        prd: join(folder, 'my prd.md'),
        contract: join(folder, 'c.yaml'),
        options: join(folder, 'o.json'),
      };
      await writeFile(paths.prd, '- FR-1: é\r\n');
      await writeFile(paths.contract, 'openapi: 3.1.0\n');
      await writeFile(paths.options, '{"frontEnd":"never","search":{"seed":7}}');
      const files = ['--prd', paths.prd, '--contract', paths.contract, '--options', paths.options];
      const single = ['--option', 'search.maxTrials=12', '--option', 'title=Two words', '--option', '__proto__.x=1'];
      const { code, stdout } = await planner('plan', ...files, ...single, '--idempotency-key', 'k1', '--url', url);
      assert.deepEqual([code, stdout.split('\n')[0]], [0, 'pln_x']);
      const { headers, body } = requests[0]!;
      assert.equal(headers['idempotency-key'], 'k1');
      assert.match(body, /name="prd"; filename="my prd\.md"[^]*- FR-1: é\r\n\r\n/);
      assert.match(body, /name="contract"; filename="c\.yaml"[^]*openapi: 3\.1\.0\n/);
      assert.ok(
        body.includes(
          '{"frontEnd":"never","search":{"seed":7,"maxTrials":12},"title":"Two words","__proto__":{"x":1}}',
        ),
      );
      assert.equal(({} as { x?: number }).x, undefined);
    });

    it('finds a task by its key', async () => {
      answer = {
        status: 202,
        body: { eventId: 'e', planId: 'p', taskId: 't', accepted: true, duplicate: false, taskStatus: 'ready' },
      };
      const { code } = await planner(
        'complete',
        'schema.note',
        '--plan',
        'pln_x',
        '--summary',
        's',
        '--event-id',
        'e',
        '--url',
        url,
      );
      assert.equal(code, 0);
      assert.equal(requests[0]!.url, `/executor/callbacks/${taskIdOf('pln_x', 'schema.note')}`);
      assert.deepEqual(JSON.parse(requests[0]!.body), { eventId: 'e', status: 'succeeded', summary: 's' });
    });

    it('names the event to repeat where a report may have been lost', async () => {
      const id = taskIdOf('pln_x', 'schema.note');
      const { code, stderr } = await planner(
        'complete',
        id,
        '--summary',
        's',
        '--event-id',
        'e7',
        '--url',
        'http://127.0.0.1:1',
      );
      assert.equal(code, 3);
      assert.match(stderr, /--event-id e7/);
    });
  });

  describe('verify', () => {
    it('exits 0 for a sound bundle and 1 for a faulty one, naming the violation', async () => {
      const bundle = await restBundle();
      await writeFile(join(folder, 'sound.zip'), zipSync(Object.fromEntries(bundle)));
      bundle.set('scaffold.json', Buffer.concat([bundle.get('scaffold.json')!, Buffer.from(' ')]));
      await writeFile(join(folder, 'faulty.zip'), zipSync(Object.fromEntries(bundle)));
      const sound = await planner('verify', join(folder, 'sound.zip'));
      assert.equal(sound.code, 0);
      assert.match(
        sound.stdout,
        /^Sound: pln_\w+\n {2}\d+ files, 17 tasks, 9 candidates; 8 of 8 contract elements covered\n$/,
      );
      const faulty = await planner('verify', join(folder, 'faulty.zip'), '--json');
      assert.equal(faulty.code, 1);
      const { violations } = JSON.parse(faulty.stdout) as { violations: { rule: string }[] };
      assert.deepEqual(
        violations.map(({ rule }) => rule),
        ['hash-mismatch', 'size-mismatch'],
      );
    });

    it('exits 1 for a file that is no bundle', async () => {
      await writeFile(join(folder, 'x.zip'), 'not a zip');
      assert.equal((await planner('verify', join(folder, 'x.zip'))).code, 1);
    });
  });

  describe('bin', () => {
    it('works from any folder and passes the exit code on', async function () {
      this.timeout(20_000);
      const argv = [BIN, 'verify', 'nothing-here'];
      await assert.rejects(
        promisify(execFile)(process.execPath, argv, { cwd: folder }),
        (error: { code: number; stderr: string }) => {
          assert.equal(error.code, 2);
          assert.match(error.stderr, /nothing-here cannot be read/);
          return true;
        },
      );
    });
  });
});
