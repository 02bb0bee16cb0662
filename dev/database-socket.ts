import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lifecycle } from '../platform/lifecycle.js';
import { findFreePort } from './free-port.js';

/** The name PostgreSQL clients look for in the folder they are given as host. */
export const SOCKET_NAME = '.s.PGSQL.5432';
/** Longest path the system takes for a Unix socket is 104 bytes on macOS, 108 on Linux, with the end mark. */
const MAX_SOCKET_PATH = 100;

/** Where the embedded database listens, and the URL that leads there. */
export interface Endpoint {
  url: string;
  listen: { path: string } | { host: string; port: number };
}

/** A Unix socket in a folder only we may enter; where the path is too long, one in the temporary folder; else loopback. */
export async function chooseEndpoint(dataDir: string | null, lifecycle: Lifecycle): Promise<Endpoint> {
  if (process.platform === 'win32') return loopback();
  const own = dataDir === null ? null : join(dataDir, 'run');
  if (own !== null && fits(own)) {
    await mkdir(own, { recursive: true, mode: 0o700 });
    await chmod(own, 0o700);
    return socketIn(own);
  }
  const temporary = await mkdtemp(join(tmpdir(), 'planner-'));
  lifecycle.onStop('socket folder', () => rm(temporary, { recursive: true, force: true }));
  return fits(temporary) ? socketIn(temporary) : loopback();
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET_NAME)) <= MAX_SOCKET_PATH;
}

function socketIn(folder: string): Endpoint {
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}&port=5432`;
  return { url, listen: { path: join(folder, SOCKET_NAME) } };
}

async function loopback(): Promise<Endpoint> {
  const port = await findFreePort([]);
  return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, listen: { host: '127.0.0.1', port } };
}
