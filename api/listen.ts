import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Express } from 'express';

export interface HttpListener {
  /** Base address, without a slash at the end. */
  url: string;
  /** Takes no more connections, lets requests end for `graceMs`, then cuts the rest. Idempotent. */
  stop(): Promise<void>;
}

const GRACE_MS = 5_000;
/** A request, body included, must have arrived by then; waiting for a plan counts from there. */
const REQUEST_TIMEOUT_MS = 120_000;

/** Listens; port 0 takes any free one. Rejects if the address cannot be taken. */
export async function listen(
  app: Express,
  { host, port, graceMs = GRACE_MS }: { host: string; port: number; graceMs?: number },
): Promise<HttpListener> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    await ended;
    clearTimeout(timer);
  };
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, stop: () => (stopped ??= stop()) };
}
