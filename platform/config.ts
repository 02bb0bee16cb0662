import { resolve } from 'node:path';

import { closestName } from './closest-name.js';
import { isVariable } from './config-variable.js';
import type { Section, ValuesOf, Variable } from './config-variable.js';
import { configVariables } from './config-variables.js';
import { loadTemporalSettings, temporalVariables } from './temporal-settings.js';
import type { TemporalSettings } from './temporal-settings.js';

const PREFIX = 'PLANNER_';

type Values = ValuesOf<typeof configVariables>;
type StorageValues = Omit<Values['storage'], 'artifactsDir'> & { readonly artifactsDir: string };

/** All settings, parsed and frozen. `dataDir` and `storage.artifactsDir` are absolute paths. */
export type Config = Omit<Values, 'storage'> & { readonly storage: StorageValues; readonly temporal: TemporalSettings };

/** Settings of a process that talks to the database: the API and the worker. */
export type ServiceConfig = Config & { readonly storage: { readonly databaseUrl: string } };

/** One setting as `npm run config` and docs/configuration.md show it. */
export interface ConfigVariable {
  name: string;
  type: string;
  default: string;
  meaning: string;
  secret: boolean;
}

/** What is wrong with one variable. `got` is null where nothing was given, and hides secrets. */
export interface ConfigFault {
  variable: string;
  accepts: string;
  got: string | null;
}

/** Every fault of the environment at once. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map((fault) => `  ${describeFault(fault)}`);
    super(['The settings in the environment cannot be used ("npm run config" lists them all):', ...lines].join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** One fault as a line for people. */
export function describeFault(fault: ConfigFault): string {
  return `${fault.variable}: accepts ${fault.accepts}; got ${fault.got ?? 'nothing'}`;
}

/**
 * Parses the environment. An empty variable counts as unset. Throws ConfigError with all faults: values that are not accepted,
 * names that do not exist, and combinations that are unsafe.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults = [...unknownNames(env)];
  // The shape follows the table key by key, which is what ValuesOf says and readSection cannot.
  const values = readSection(configVariables, [], env, faults) as Values;
  const temporal = readTemporal(env, faults);
  // A value that was not accepted leaves the default behind, about which a second fault would only mislead.
  const refused = new Set(faults.map(({ variable }) => variable));
  faults.push(...unsafeCombinations(values).filter(({ variable }) => !refused.has(variable)));
  if (faults.length > 0 || temporal === null) throw new ConfigError(faults);
  const dataDir = resolve(values.dataDir);
  const artifactsDir = resolve(values.storage.artifactsDir ?? `${dataDir}/artifacts`);
  return deepFreeze({ ...values, dataDir, storage: { ...values.storage, artifactsDir }, temporal });
}

/** As loadConfig, for a process that cannot start without a database. Throws ConfigError. */
export function loadServiceConfig(env: NodeJS.ProcessEnv = process.env): ServiceConfig {
  const name = variableName(['storage', 'databaseUrl']);
  const missing: ConfigFault = { variable: name, accepts: configVariables.storage.databaseUrl.accepts, got: null };
  let config: Config;
  try {
    config = loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError && !env[name]) throw new ConfigError([...error.faults, missing]);
    throw error;
  }
  const { databaseUrl } = config.storage;
  if (databaseUrl === null) throw new ConfigError([missing]);
  return Object.freeze({ ...config, storage: Object.freeze({ ...config.storage, databaseUrl }) });
}

/** All variables of ours and those of Temporal that matter here, in the order of the table. */
export function describeConfig(): ConfigVariable[] {
  const ours = listVariables(configVariables).map(({ name, variable }) => ({
    name,
    type: variable.accepts,
    default: variable.defaultText ?? String(variable.default),
    meaning: variable.meaning,
    secret: variable.secret,
  }));
  return [...ours, ...temporalVariables];
}

/** The environment of this process, for listing it and for starting others: the one other place that reads it. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env };
}

/** The environment from which a child process loads exactly this configuration, except how to reach Temporal. */
export function environmentOf(config: Config): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith(PREFIX));
  const ours = listVariables(configVariables).flatMap(({ name, path }) => {
    const value = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], config);
    return value === null ? [] : [[name, (value as string | number | boolean | readonly string[]).toString()] as const];
  });
  return Object.fromEntries([...others, ...ours]);
}

/** `['api', 'maxWaitSeconds']` → `PLANNER_API__MAX_WAIT_SECONDS`. */
function variableName(path: readonly string[]): string {
  return PREFIX + path.map((part) => part.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join('__');
}

interface NamedVariable {
  name: string;
  path: readonly string[];
  variable: Variable<unknown>;
}

function listVariables(section: Section, path: readonly string[] = []): NamedVariable[] {
  return Object.entries(section).flatMap(([key, node]) => {
    const here = [...path, key];
    return isVariable(node) ? [{ name: variableName(here), path: here, variable: node }] : listVariables(node, here);
  });
}

function unknownNames(env: NodeJS.ProcessEnv): ConfigFault[] {
  const known = listVariables(configVariables).map(({ name }) => name);
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .sort()
    .map((name) => {
      const near = closestName(name, known);
      const accepts =
        near === null
          ? 'nothing, as there is no such setting'
          : `nothing, as there is no such setting (did you mean ${near}?)`;
      return { variable: name, accepts, got: '(hidden)' };
    });
}

function readSection(
  section: Section,
  path: readonly string[],
  env: NodeJS.ProcessEnv,
  faults: ConfigFault[],
): Record<string, unknown> {
  const entries = Object.entries(section).map(([key, node]) => [
    key,
    isVariable(node)
      ? readVariable(node, variableName([...path, key]), env, faults)
      : readSection(node, [...path, key], env, faults),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function readVariable(
  variable: Variable<unknown>,
  name: string,
  env: NodeJS.ProcessEnv,
  faults: ConfigFault[],
): unknown {
  const raw = env[name]?.trim();
  if (!raw) return variable.default;
  const value = variable.parse(raw);
  if (value !== undefined) return value;
  faults.push({
    variable: name,
    accepts: variable.accepts,
    got: variable.secret ? '(hidden)' : JSON.stringify(raw.slice(0, 200)),
  });
  return variable.default;
}

function readTemporal(env: NodeJS.ProcessEnv, faults: ConfigFault[]): TemporalSettings | null {
  try {
    return loadTemporalSettings(env);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push({
      variable: 'TEMPORAL_*',
      accepts: "what Temporal's environment configuration accepts",
      got: `a fault: ${reason}`,
    });
    return null;
  }
}

function unsafeCombinations(values: Values): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const { host } = values.api;
  if (!values.security.allowAnonymous && !isLoopback(host)) {
    faults.push({
      variable: variableName(['api', 'host']),
      accepts: `a loopback address as long as callers are not authenticated, unless ${variableName(['security', 'allowAnonymous'])} is true`,
      got: JSON.stringify(host),
    });
  }
  for (const group of ['complexity', 'critics'] as const) {
    if (Object.values(values[group].weights).some((weight) => weight > 0)) continue;
    faults.push({
      variable: `${variableName([group, 'weights'])}__*`,
      accepts: 'at least one weight above 0',
      got: 'zero for all of them',
    });
  }
  return [...faults, ...incompleteStudio(values.intelligenceStudio)];
}

/** Settings that mean nothing without another one: they are a typo more likely than a wish. */
function incompleteStudio(studio: Values['intelligenceStudio']): ConfigFault[] {
  const operations = Object.values(studio.flowUrls).some((url) => url !== null);
  const client = [studio.tokenUrl, studio.clientId, studio.clientSecret].some((value) => value !== null);
  const wanted: [keyof typeof studio, boolean, string][] = [
    ['flowUrl', operations, 'the URL of the flow for all other operations, as one operation has a URL of its own'],
    ['tokenUrl', client || studio.scope !== null, 'a token endpoint, as there are client credentials'],
    ['clientId', client, 'a client id, as a bearer token is to be got'],
    ['clientSecret', client, 'a client secret, as a bearer token is to be got'],
  ];
  return wanted
    .filter(([key, needed]) => needed && studio[key] === null)
    .map(([key, , accepts]) => ({ variable: variableName(['intelligenceStudio', key]), accepts, got: null }));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function deepFreeze<T extends object>(value: T): T {
  for (const nested of Object.values(value)) {
    if (typeof nested === 'object' && nested !== null && !ArrayBuffer.isView(nested)) deepFreeze(nested);
  }
  return Object.freeze(value);
}
