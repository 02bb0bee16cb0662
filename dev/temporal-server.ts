import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { childEnvironment } from '../platform/config.js';
import { ensureSearchAttributes, searchAttributeTypes } from '../platform/search-attributes.js';
import { connectTemporal } from '../platform/temporal-client.js';
import type { TemporalSettings } from '../platform/temporal-settings.js';
import { startChild, tailOf } from './child-process.js';
import type { RunningChild } from './child-process.js';
import { findFreePort } from './free-port.js';
import { underLock } from './lock-file.js';
import { identifyProcess, isStillRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { attachedService, ownedService } from './service.js';
import type { Service } from './service.js';
import { findTemporalBinary, knowsFlag } from './temporal-binary.js';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));
const NAMESPACE = 'default';
const READY_MS = 30_000;
/** The guard gives the server 5 s before it kills it. */
const STOP_MS = 8_000;

export interface TemporalServer extends Service {
  /** `host:port`. */
  address: string;
  namespace: string;
  /** Address of its web UI; null without one, or where we do not know. */
  uiUrl: string | null;
}

export interface TemporalServerOptions {
  /** Folder for its database, state file and log; null keeps everything in memory, for tests. */
  dataDir: string | null;
  ui: boolean;
  /** The server's own limits, by name (`--dynamic-config-value`); tests lower them to reach them cheaply. */
  dynamicConfig?: Record<string, number | boolean | string>;
}

/** What a later start needs to find a server again. */
interface ServerState {
  server: ProcessIdentity;
  /** Whose end is the end of the server, brought about by the guard. */
  owner: ProcessIdentity;
  guard: ProcessIdentity;
  port: number;
  uiPort: number;
  ui: boolean;
}

/** The Temporal server was started and did not come up. */
export class TemporalServerFailed extends Error {
  constructor(reason: string, logFile: string, tail: string) {
    super(`the Temporal server did not come up: ${reason}\nThe end of ${logFile}:\n${tail}`);
    this.name = 'TemporalServerFailed';
  }
}

/**
 * Starts a Temporal development server that ends with this process, on the usual ports where they are free. A server that
 * still runs on the same data folder is used instead. Throws TemporalMissing, TemporalServerFailed or ChildFailed.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const { dataDir, ui, dynamicConfig = {} } = options;
  if (dataDir === null) {
    const folder = await mkdtemp(join(tmpdir(), 'planner-temporal-'));
    const server = await launch({ folder, database: null, ui, dynamicConfig, ports: [], uiPorts: [] });
    return { ...server, stop: () => server.stop().then(() => rm(folder, { recursive: true, force: true })) };
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const statePath = join(dataDir, 'temporal-server.json');
  return underLock(join(dataDir, 'temporal-server.lock'), READY_MS * 2, async () => {
    const last = await readState(statePath);
    if (last !== null && (await staysRunning(last))) return findAgain(last, statePath);
    const database = join(dataDir, 'temporal.db');
    const ports = { ports: [...(last ? [last.port] : []), 7233], uiPorts: [...(last ? [last.uiPort] : []), 8233] };
    const server = await launch({ folder: dataDir, database, ui, dynamicConfig, ...ports });
    await writeFile(statePath, JSON.stringify(server.state));
    return server;
  });
}

/**
 * Checks that the server named in the environment can be used, and adds the search attributes it lacks.
 * Throws TemporalUnreachable or SearchAttributesMissing, or the server's own error when the namespace does not exist.
 */
export async function useTemporalServer(settings: TemporalSettings): Promise<TemporalServer> {
  const temporal = await connectTemporal(settings, 'setup');
  try {
    await temporal.connection.workflowService.describeNamespace({ namespace: settings.namespace });
    await ensureSearchAttributes(temporal.connection, settings.namespace);
  } finally {
    await temporal.close();
  }
  const never = new Promise<string>(() => undefined);
  const stop = (): Promise<void> => Promise.resolve();
  return { owned: false, lost: never, stop, address: settings.address, namespace: settings.namespace, uiUrl: null };
}

interface LaunchOptions {
  folder: string;
  database: string | null;
  ui: boolean;
  dynamicConfig: Record<string, number | boolean | string>;
  ports: readonly number[];
  uiPorts: readonly number[];
}

async function launch(options: LaunchOptions): Promise<TemporalServer & { state: ServerState }> {
  const binary = await findTemporalBinary();
  const port = await findFreePort(options.ports);
  const uiPort = await findFreePort(options.uiPorts.filter((wanted) => wanted !== port));
  const logFile = join(options.folder, 'temporal-server.log');
  const child = await startChild({
    name: 'the Temporal server',
    args: [GUARD, binary, ...(await serverArguments(binary, { ...options, port, uiPort }))],
    env: childEnvironment(),
    logFile,
    readyMs: READY_MS,
  });
  const address = `127.0.0.1:${port}`;
  try {
    await waitUntilServing(address, child);
  } catch (error) {
    await child.stop(STOP_MS);
    throw new TemporalServerFailed(
      error instanceof Error ? error.message : String(error),
      logFile,
      await tailOf(logFile),
    );
  }
  const pid = Number(child.announcement['pid']);
  return {
    ...ownedService('the Temporal server', child.exited, () => child.stop(STOP_MS)),
    address,
    namespace: NAMESPACE,
    uiUrl: options.ui ? `http://127.0.0.1:${uiPort}` : null,
    state: {
      server: identify(pid),
      owner: identify(process.pid),
      guard: identify(child.pid),
      port,
      uiPort,
      ui: options.ui,
    },
  };
}

async function serverArguments(
  binary: string,
  options: LaunchOptions & { port: number; uiPort: number },
): Promise<string[]> {
  const attributes = Object.entries(searchAttributeTypes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  const noNews = '--ui-disable-news-fetch';
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port), '--log-level', 'warn'],
    ...(options.database === null ? [] : ['--db-filename', options.database]),
    ...(options.ui ? ['--ui-port', String(options.uiPort)] : ['--headless']),
    ...(options.ui && (await knowsFlag(binary, noNews)) ? [noNews] : []),
    ...attributes,
    ...Object.entries(options.dynamicConfig).flatMap(([name, value]) => [
      '--dynamic-config-value',
      `${name}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** Polls until the namespace is served: the port answers before that. Throws when the child ends or time is up. */
async function waitUntilServing(address: string, child: RunningChild): Promise<void> {
  const end: { how?: string } = {};
  void child.exited.then((how) => (end.how = how));
  const deadline = Date.now() + READY_MS;
  const connection = Connection.lazy({ address });
  try {
    for (;;) {
      if (end.how !== undefined) throw new Error(end.how);
      const reason = await servingFault(connection);
      if (reason === null) return;
      if (Date.now() > deadline) throw new Error(`no answer at ${address} after ${READY_MS / 1000} s (${reason})`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await connection.close();
  }
}

async function servingFault(connection: Connection): Promise<string | null> {
  try {
    await connection.withDeadline(Date.now() + 1000, () =>
      connection.workflowService.describeNamespace({ namespace: NAMESPACE }),
    );
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A server whose owner is gone is being ended by its guard, unless that was killed too: wait and see. */
async function staysRunning({ server, owner, guard }: ServerState): Promise<boolean> {
  const deadline = Date.now() + STOP_MS;
  while (isStillRunning(server)) {
    if (isStillRunning(owner) || !isStillRunning(guard) || Date.now() > deadline) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Uses a server that runs already. One that has lost both owner and guard becomes ours, to be ended with us. */
async function findAgain(state: ServerState, statePath: string): Promise<TemporalServer> {
  const address = `127.0.0.1:${state.port}`;
  const connection = await Connection.connect({ address });
  await connection.close();
  const uiUrl = state.ui ? `http://127.0.0.1:${state.uiPort}` : null;
  const attached = { ...attachedService('the Temporal server', state.server), address, namespace: NAMESPACE, uiUrl };
  if (isStillRunning(state.owner)) return attached;
  await writeFile(statePath, JSON.stringify({ ...state, owner: identify(process.pid) }));
  const stop = async (): Promise<void> => {
    await attached.stop();
    process.kill(state.server.pid, 'SIGTERM');
  };
  return { ...attached, owned: true, stop };
}

function identify(pid: number): ProcessIdentity {
  return identifyProcess(pid) ?? { pid, started: null };
}

async function readState(path: string): Promise<ServerState | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ServerState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
