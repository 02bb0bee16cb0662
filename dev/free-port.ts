import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The first of the wanted loopback ports that is free, else any free one. Another process may still take it first. */
export async function findFreePort(wanted: readonly number[]): Promise<number> {
  for (const port of wanted) {
    const found = await tryPort(port);
    if (found !== null) return found;
  }
  const any = await tryPort(0);
  if (any === null) throw new NoFreePort();
  return any;
}

/** The system has no loopback port left. */
export class NoFreePort extends Error {
  constructor() {
    super('no free port on 127.0.0.1');
    this.name = 'NoFreePort';
  }
}

/** Whether a loopback port is free at this moment. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== null;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address() as AddressInfo;
      server.close(() => resolve(actual));
    });
  });
}
