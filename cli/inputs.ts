import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { InvalidArgumentError } from 'commander';

import { CliError } from './cli-error.js';
import type { Upload } from './client.js';
import { EXIT } from './exit-codes.js';

type Options = Record<string, unknown>;

const REASONS = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'reading it is not allowed'],
]);

/** Reads a file to upload. Throws CliError (usage) where it cannot be read or is empty. */
export async function readUpload(path: string, what: string): Promise<Upload> {
  const content = await readInput(path, what);
  if (content.byteLength === 0) throw new CliError(EXIT.usage, `The ${what} ${path} is empty.`);
  return { name: basename(path), content };
}

/**
 * The options of a plan: those of a JSON file, then single ones over them. Undefined where there are none. Throws
 * CliError (usage).
 */
export async function readOptions(file: string | undefined, single: [string, unknown][]): Promise<Options | undefined> {
  if (file === undefined && single.length === 0) return undefined;
  const options: Options = file === undefined ? {} : await readOptionsFile(file);
  for (const [path, value] of single) assign(options, path.split('.'), value);
  return options;
}

/**
 * Collects `name=value` for commander: names may have dots (`search.maxTrials=12`); a value that is JSON is taken as
 * such (`12`, `true`, `["GET /x"]`), any other as text.
 */
export function collectOption(text: string, previous: [string, unknown][] = []): [string, unknown][] {
  const match = /^([^=]+)=(.*)$/s.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new InvalidArgumentError('Write it as name=value, such as search.maxTrials=12.');
  }
  return [...previous, [match[1], parseValue(match[2])]];
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

async function readOptionsFile(path: string): Promise<Options> {
  const text = new TextDecoder().decode(await readInput(path, 'options file'));
  const value = parseValue(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new CliError(EXIT.usage, `The options file ${path} is no JSON object.`);
  }
  return value as Options;
}

async function readInput(path: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CliError(EXIT.usage, `The ${what} ${path} cannot be read: ${REASONS.get(code) ?? String(error)}.`, '', {
      cause: error,
    });
  }
}

/** Sets a nested member as an own property, whatever its name is. */
function assign(target: Options, path: string[], value: unknown): void {
  let place = target;
  path.slice(0, -1).forEach((name) => {
    const known = Object.hasOwn(place, name) ? place[name] : undefined;
    const next = known !== null && typeof known === 'object' ? (known as Options) : {};
    Object.defineProperty(place, name, { value: next, enumerable: true, configurable: true, writable: true });
    place = next;
  });
  const last = path[path.length - 1] ?? '';
  Object.defineProperty(place, last, { value, enumerable: true, configurable: true, writable: true });
}
