import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import express from 'express';

// Started by reads.ts as: bare-server.ts <file>. Sends the file's bytes as Express does by default, ETag included.
const bytes = await readFile(process.argv[2] ?? '');

const app = express();
app.get('/plans/:planId/tasks.json', (_request, response) => {
  response.type('json').send(bytes);
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ ready: true, url: `http://127.0.0.1:${port}` });
});
process.once('disconnect', () => server.close());
