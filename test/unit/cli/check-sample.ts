import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { run } from '../../../cli/main.js';

/** Runs the program in this process. */
export async function planner(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const output = Promise.all([text(streams.stdout), text(streams.stderr)]);
  const code = await run(argv, streams);
  streams.stdout.end();
  streams.stderr.end();
  const [stdout, stderr] = await output;
  return { code, stdout, stderr };
}

export const CONTRACT = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  servers: [{ url: 'http://192.0.2.1/never' }],
  paths: {
    '/notes': {
      servers: [{ url: 'http://192.0.2.1/never' }],
      get: {
        operationId: 'listNotes',
        responses: {
          200: {
            description: 'All',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Note' } } },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: { Note: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
  },
};

export function workflow(workflowId: string, condition: string, parameters: object[] = []): object {
  const inputs = { $ref: '#/components/inputs/run' };
  const step = { stepId: 'ask', operationId: 'listNotes', parameters, successCriteria: [{ condition }] };
  return { workflowId, inputs, steps: [step] };
}

export function arazzo(...workflows: object[]): Record<string, unknown> {
  const properties = {
    runId: { type: 'string', default: 'r1' },
    bearer: { type: 'string', format: 'password' },
    shelfId: { type: 'string' },
  };
  return {
    arazzo: '1.0.1',
    info: { title: 'Checks', version: '1' },
    sourceDescriptions: [{ name: 'api', type: 'openapi', url: 'acceptance/contract.openapi.json' }],
    workflows,
    components: { inputs: { run: { type: 'object', properties } } },
    'x-planner': { commands: [], described: [{ checkId: 'pretty', why: 'Taste decides.' }] },
  };
}

export const TASK = `tsk_${'a'.repeat(26)}`;

export function taskList(ids: Record<string, string>): object {
  const acceptance = Object.entries(ids).map(([id, kind]) => ({
    id,
    what: id,
    required: true,
    ...(kind !== '' && { check: { kind, href: `acceptance#${id}` } }),
  }));
  return { planId: 'pln_x', revision: 1, nextCursor: null, tasks: [{ id: TASK, key: 'operation.notes', acceptance }] };
}

/** Writes a bundle of one task below a folder; the name of each file stands below `acceptance/`. */
export async function writeBundle(folder: string, tasks: object, files: Record<string, unknown>): Promise<string> {
  const path = join(folder, 'bundle');
  await mkdir(join(path, 'acceptance'), { recursive: true });
  await writeFile(join(path, 'tasks.json'), JSON.stringify(tasks));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(path, 'acceptance', name), JSON.stringify(content));
  }
  return path;
}

/** A bundle with workflows; `ids` are the criteria with the kind of their checks. */
export function writeWorkflows(folder: string, ids: Record<string, string>, ...workflows: object[]): Promise<string> {
  return writeBundle(folder, taskList(ids), {
    'operation.notes.arazzo.yaml': arazzo(...workflows),
    'operation.notes.openapi.json': CONTRACT,
  });
}

/** A server that answers as it is told, and remembers what it was asked. */
export async function startServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}
