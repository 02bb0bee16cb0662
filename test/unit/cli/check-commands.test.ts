import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isKnownCommand } from '../../../cli/check/run-commands.js';
import { templatesOf } from '../../../planning/acceptance/command-templates.js';
import type { ScaffoldRequest } from '../../../planning/scaffold/scaffold-request.js';
import { startLibrary } from '../../support/library-service.js';
import { planner, startServer, TASK, taskList, writeBundle, writeWorkflows } from './check-sample.js';

describe('planner check with commands and requests', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planner-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('commands', () => {
    const commands = (...argvs: string[][]): Promise<string> =>
      writeBundle(folder, taskList({ written: 'command' }), {
        'operation.notes.json': {
          'x-planner': {
            commands: argvs.map((argv) => ({ checkId: 'written', argv, repository: 'service', what: 'x' })),
            described: [],
          },
        },
      });

    it('are listed as not run unless they are asked for, which is no success', async () => {
      const { code, stdout } = await planner('check', '--bundle', await commands(['make', 'test']));
      assert.equal(code, 1);
      assert.match(stdout, /skip +command[^]*make test: not run without --run-commands --dir/);
    });

    it('run in the folder of their repository; after a failure the criterion’s others do not', async () => {
      await writeFile(join(folder, 'there.md'), 'x');
      const good = await planner(
        'check',
        '--bundle',
        await commands(['test', '-s', 'there.md']),
        '--run-commands',
        '--dir',
        `service=${folder}`,
      );
      assert.equal(good.code, 0, good.stdout);
      const path = await commands(['test', '-s', 'missing.md'], ['test', '-s', 'there.md']);
      const bad = await planner(
        'check',
        'operation.notes',
        '--bundle',
        path,
        '--run-commands',
        '--dir',
        folder,
        '--json',
      );
      assert.equal(bad.code, 1);
      const { evidence } = JSON.parse(bad.stdout) as { evidence: object[] };
      assert.deepEqual(evidence, [
        { checkId: 'written', outcome: 'failed', detail: 'test -s missing.md: it ended with status 1' },
      ]);
    });

    it('are ended when they take too long', async () => {
      const make = join(folder, 'Makefile');
      await writeFile(make, 'test:\n\tsleep 60\n');
      const started = performance.now();
      const argv = ['--run-commands', '--dir', folder, '--timeout', '1'];
      const { code, stdout } = await planner('check', '--bundle', await commands(['make', 'test']), ...argv);
      assert.equal(code, 1);
      assert.match(stdout, /took longer than 1 s/);
      assert.ok(performance.now() - started < 15_000);
    });

    it('are those of the templates and no others', async () => {
      for (const language of ['TypeScript', 'Python', 'Java', 'Go', 'Elixir']) {
        for (const purpose of ['service', 'frontend'] as const) {
          const templates = templatesOf({ purpose, toolchain: { language } } as ScaffoldRequest);
          const { install, build, lint, typeCheck, test, migrate } = templates;
          const file = templates.testFile('src/test/java/app/unit/PetTest.java');
          for (const argv of [...install, ...build, ...lint, ...typeCheck, ...test, ...migrate, file]) {
            assert.ok(isKnownCommand(argv), argv.join(' '));
          }
        }
      }
      for (const argv of [
        ['sh', '-c', 'id'],
        ['npm', 'exec', 'x'],
        ['npx', 'x'],
        ['npx', '--no-install', 'mocha', '--require=x'],
        ['test', '-s', '../x'],
        ['test', '-s', '/etc/passwd'],
        ['make', 'test', 'deploy'],
        ['npm test'],
        ['node', '-e', 'x'],
        [],
      ]) {
        assert.ok(!isKnownCommand(argv), argv.join(' '));
      }
      const marker = join(folder, 'ran');
      const program = join(folder, 'evil');
      await writeFile(program, `#!/bin/sh\ntouch ${marker}\n`);
      await chmod(program, 0o755);
      await planner('check', '--bundle', await commands([program]), '--run-commands', '--dir', folder);
      assert.ok(!(await readdir(folder)).includes('ran'));
    });
  });
  describe('GraphQL', () => {
    const check = {
      id: 'result',
      checkId: 'result',
      step: 'genres',
      query: '{ genres }',
      variables: {},
      auth: 'session',
      before: [],
      expect: { path: 'data.genres', type: '[Genre!]!', errors: 'none', refusals: [], fields: [], equals: [] },
    };
    const requested = (...checks: object[]): Promise<string> =>
      writeBundle(folder, taskList({ result: 'graphql' }), {
        'operation.notes.graphql.json': { checks, 'x-planner': { commands: [], described: [] } },
      });

    it('sends requests to the endpoint with token and headers', async () => {
      const library = await startLibrary();
      try {
        const argv = ['--url', library.url, '--token', 'tok-123456', '--header', 'X-Tenant: t9'];
        assert.equal((await planner('check', '--bundle', await requested(check), ...argv)).code, 0);
        assert.equal(library.requests[0]!.authorization, 'Bearer tok-123456');
      } finally {
        library.stop();
      }
    });

    it('fails on what is no JSON, on an answer without end, and on one that does not come', async () => {
      const endings: ((response: ServerResponse) => void)[] = [
        (response) => response.end('<html>'),
        (response) => {
          const more = (): void => {
            while (!response.destroyed && response.write('x'.repeat(65_536)));
          };
          response.on('drain', more);
          more();
        },
        () => undefined,
      ];
      for (const [index, end] of endings.entries()) {
        const server = await startServer((_request, response) => end(response));
        const argv = ['--url', server.url, '--request-timeout', '2', '--json'];
        const { code, stdout } = await planner('check', '--bundle', await requested(check), ...argv);
        server.stop();
        assert.equal(code, 1);
        assert.match(stdout, [/no JSON/, /larger than/, /took too long/][index]!);
      }
    });
  });
  describe('arguments', () => {
    for (const argv of [
      ['check'],
      ['check', TASK],
      ['check', 'pln_x', '--url', 'ftp://x'],
      ['check', '--bundle', '/nonexistent'],
      ['check', 'pln_x', '--run-commands'],
      ['check', 'pln_x', '--input', 'x'],
      ['check', 'pln_x', '--timeout', '-1'],
      ['check', 'pln_x', '--token', '@/nonexistent', '--url', 'http://x'],
    ]) {
      it(`exits 2 for: planner ${argv.join(' ')}`, async () => {
        assert.equal((await planner(...argv)).code, 2);
      });
    }

    it('exits 3 where no planner answers, and asks none for what a bundle has', async () => {
      assert.equal(
        (await planner('check', 'pln_x', '--planner', 'http://127.0.0.1:1', '--url', 'http://127.0.0.1:1')).code,
        3,
      );
      assert.equal(
        (
          await planner(
            'check',
            'nothing.such',
            '--bundle',
            await writeWorkflows(folder, {}),
            '--url',
            'http://127.0.0.1:1',
          )
        ).code,
        2,
      );
    });

    it('says in its help what --url is here', async () => {
      const { stdout } = await planner('check', '--help');
      assert.match(stdout, /--url <url> +base address of the service under test/);
      assert.match(stdout, /--planner <url>/);
    });
  });
});
