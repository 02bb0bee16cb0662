import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { run } from '../../../cli/main.js';

const dependsOn = [{ task: 'tsk_a', type: 'schema', reason: 'r', confidence: 1, hard: true }];
const TASKS = [
  { id: 'tsk_a', key: 'schema.pet', kind: 'schema', covers: ['entity:Pet'], dependsOn: [] },
  { id: 'tsk_b', key: 'test.pet', kind: 'test', covers: ['entity:Pet'], dependsOn },
  { id: 'tsk_c', key: 'docs.service', kind: 'docs', covers: ['scaffold'], dependsOn },
];
const EXPORTED = {
  tasks: [
    { id: 'tsk_a', covers: ['entity:Pet'], dependsOn: [] },
    { id: 'tsk_b', covers: [], dependsOn: ['tsk_a'] },
    { id: 'tsk_c', covers: [], dependsOn: ['tsk_a'] },
  ],
};

describe('planner export --score', () => {
  let service: Server;
  let folder: string;
  let url: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planner-export-'));
    service = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ planId: 'pln_x', revision: 1, nextCursor: null, tasks: TASKS }));
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });

  after(async () => {
    service.closeAllConnections();
    service.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function planner(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const output = Promise.all([text(streams.stdout), text(streams.stderr)]);
    const code = await run(['export', 'pln_x', '--score', '--url', url, ...argv], streams);
    streams.stdout.end();
    streams.stderr.end();
    const [stdout, stderr] = await output;
    return { code, stdout, stderr };
  }

  it('prints what each task implements, which tests and documentation do not, and what it waits for', async () => {
    const { code, stdout } = await planner();
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), EXPORTED);
  });

  it('writes it to a file, and says so in one JSON document with --json', async () => {
    const file = join(folder, 'order.json');
    const { stdout } = await planner('--out', file, '--json');
    assert.deepEqual(JSON.parse(stdout), { file, tasks: 3 });
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), EXPORTED);
  });

  it('exits 2 where the file cannot be written', async () => {
    const { code, stderr } = await planner('--out', join(folder, 'no', 'x'));
    assert.equal(code, 2);
    assert.match(stderr, /cannot be written/);
  });
});
