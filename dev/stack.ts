import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateToLatest, openDatabase } from '../db/database.js';
import { environmentOf } from '../platform/config.js';
import type { Config } from '../platform/config.js';
import { makeLifecycle } from '../platform/lifecycle.js';
import type { Lifecycle } from '../platform/lifecycle.js';
import { makeLogger } from '../platform/logging.js';
import type { Logger } from '../platform/logging.js';
import { pinTemporal } from '../platform/temporal-settings.js';
import { startChild } from './child-process.js';
import type { RunningChild } from './child-process.js';
import { isPortFree } from './free-port.js';
import { startPglite } from './pglite.js';
import { ownedService } from './service.js';
import type { Service } from './service.js';
import { startTemporalServer, useTemporalServer } from './temporal-server.js';
import type { TemporalServer } from './temporal-server.js';

const READY_MS = 60_000;

export interface StackOptions {
  /** Its `dataDir` holds everything; a database or Temporal server named in the environment is used instead of ours. */
  config: Config;
  api: boolean;
  worker: boolean;
  log?: Logger;
  /** Where the API and the worker log: into files in the data folder, or to our standard error. */
  output?: 'files' | 'inherit';
}

export interface Stack {
  /** Null without an API. */
  apiUrl: string | null;
  temporalAddress: string;
  temporalNamespace: string;
  /** Null where it is not known. */
  temporalUiUrl: string | null;
  databaseUrl: string;
  /** Resolves, with what happened, when a part ends without having been asked to; never rejects. */
  lost: Promise<string>;
  /** Stops what was started, in the order API, worker, Temporal server, database. True when all ended cleanly. */
  stop(): Promise<boolean>;
}

/** Something else listens on the API's port, most often a planner that runs already. */
export class ApiPortTaken extends Error {
  constructor(port: number) {
    super(
      `port ${port} is taken, perhaps by a planner that runs already; set PLANNER_API__PORT to another port, or to 0`,
    );
    this.name = 'ApiPortTaken';
  }
}

/**
 * Starts the embedded stack: database and Temporal server, then migrations, then the API and the worker as processes of
 * their own. All of it ends with this process, however that ends. When a part fails to start, the others are stopped
 * and the part's error is thrown.
 */
export async function startStack(options: StackOptions & { api: true }): Promise<Stack & { apiUrl: string }>;
export async function startStack(options: StackOptions): Promise<Stack>;
export async function startStack(options: StackOptions): Promise<Stack> {
  const log = options.log ?? makeLogger(options.config.log, 'stack');
  const lifecycle = makeLifecycle(log);
  try {
    return await startParts(options, lifecycle, log);
  } catch (error) {
    await lifecycle.stop('a part did not start');
    throw error;
  }
}

async function startParts(options: StackOptions, lifecycle: Lifecycle, log: Logger): Promise<Stack> {
  const { config } = options;
  const { port } = config.api;
  if (options.api && port !== 0 && !(await isPortFree(port))) throw new ApiPortTaken(port);
  const logDir = join(config.dataDir, 'logs');
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  const { databaseUrl, temporal, services } = await startServices(config, lifecycle);
  log.debug({ temporal: temporal.address }, 'services are up');
  await migrate(databaseUrl, log);

  const env = childSettings(config, databaseUrl, temporal);
  const start = async (name: 'api' | 'worker'): Promise<RunningChild> => {
    const logFile = options.output === 'inherit' ? null : join(logDir, `${name}.log`);
    const main = fileURLToPath(new URL(`../${name}/main.ts`, import.meta.url));
    return startChild({ name: `the ${name}`, args: ['--import', 'tsx', main], env, logFile, readyMs: READY_MS });
  };
  // Both at once, for a quick start; registered worker first, so that the API stops first and takes no more plans.
  const [worker, api] = await Promise.allSettled([
    options.worker ? start('worker') : null,
    options.api ? start('api') : null,
  ]);
  for (const [name, result] of [
    ['worker', worker],
    ['API', api],
  ] as const) {
    if (result.status === 'rejected' || result.value === null) continue;
    const child = result.value;
    const grace = (config.worker.shutdownGraceSeconds + 15) * 1000;
    const service = ownedService(`the ${name}`, child.exited, () => child.stop(grace));
    services.push(service);
    lifecycle.onStop(name, () => service.stop(), grace + 5_000);
  }
  for (const result of [worker, api]) if (result.status === 'rejected') throw result.reason;

  return {
    apiUrl: api.status === 'fulfilled' && api.value !== null ? String(api.value.announcement['url']) : null,
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    temporalUiUrl: temporal.uiUrl,
    databaseUrl,
    lost: Promise.race(services.map((service) => service.lost)),
    stop: () => lifecycle.stop('asked to'),
  };
}

/** Database and Temporal server side by side. When one fails the other is registered all the same, to be stopped. */
async function startServices(
  config: Config,
  lifecycle: Lifecycle,
): Promise<{ databaseUrl: string; temporal: TemporalServer; services: Service[] }> {
  const named = config.storage.databaseUrl;
  const [database, temporal] = await Promise.allSettled([
    named === null ? startPglite({ dataDir: config.dataDir }) : null,
    config.temporal.addressFromEnvironment
      ? useTemporalServer(config.temporal)
      : startTemporalServer({ dataDir: config.dataDir, ui: true }),
  ]);
  const services: Service[] = [];
  for (const [name, result] of [
    ['database', database],
    ['temporal', temporal],
  ] as const) {
    if (result.status === 'rejected' || result.value === null) continue;
    const service = result.value;
    services.push(service);
    lifecycle.onStop(name, () => service.stop(), 20_000);
  }
  if (database.status === 'rejected') throw database.reason;
  if (temporal.status === 'rejected') throw temporal.reason;
  return { databaseUrl: database.value?.databaseUrl ?? String(named), temporal: temporal.value, services };
}

async function migrate(databaseUrl: string, log: Logger): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolMax: 1 });
  try {
    const applied = await migrateToLatest(db);
    if (applied.length > 0) log.info({ applied }, 'database migrated');
  } finally {
    await db.destroy();
  }
}

/** Settings of the API and the worker: ours, the services just started, and of Temporal's own variables only what fits. */
function childSettings(config: Config, databaseUrl: string, temporal: TemporalServer): NodeJS.ProcessEnv {
  const env = { ...environmentOf(config), PLANNER_STORAGE__DATABASE_URL: databaseUrl };
  if (config.temporal.addressFromEnvironment) return env;
  return pinTemporal(env, { address: temporal.address, namespace: temporal.namespace, dataDir: config.dataDir });
}
