import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

import { CliError } from './cli-error.js';
import type { Upload } from './client.js';
import { EXIT } from './exit-codes.js';
import { readUpload } from './inputs.js';

/** Help text of the options that take a contract. */
export const CONTRACT_FORMS = 'of several files: repeat it (the root first), or name a folder or a zip';

/** Endings that files of a contract have; others in a folder are not sent. */
const CONTRACT_NAME = /\.(?:ya?ml|json|graphqls?|gql)$/i;
const ROOT_NAME = /^(?:openapi|swagger)\.(?:ya?ml|json)$|^schema\.graphqls?$/i;
/** As many as the service takes unless its operator says otherwise. */
const MAX_FILES = 1000;

/** Collects the paths of a repeated option for commander. */
export function collectPath(path: string, previous: string[] = []): string[] {
  return [...previous, path];
}

/**
 * Reads the files of a contract: one file as it is; several under their paths below the folder they share, in the order
 * given; a folder with all files in it that can be part of a contract, one called openapi, swagger or schema first.
 * Throws CliError (usage).
 */
export async function readContract(paths: readonly string[]): Promise<Upload[]> {
  const [first, ...more] = paths;
  if (first === undefined) return [];
  if (more.length > 0) return readAll(paths, sharedFolder(paths));
  if (!(await isFolder(first))) return [await readUpload(first, 'contract')];
  const found = await filesIn(first);
  if (found.length === 0) throw new CliError(EXIT.usage, `The folder ${first} holds no YAML, JSON or GraphQL file.`);
  return readAll(found, first);
}

async function readAll(paths: readonly string[], folder: string): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const path of paths) {
    const name = relative(resolve(folder), resolve(path)).split(sep).join('/');
    uploads.push({ ...(await readUpload(path, 'contract')), name });
  }
  return uploads;
}

function sharedFolder(paths: readonly string[]): string {
  let folder = dirname(resolve(paths[0] ?? ''));
  const isShared = (path: string): boolean => resolve(path).startsWith(folder.endsWith(sep) ? folder : folder + sep);
  while (!paths.every(isShared) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Reading it says what is wrong with it.
    return false;
  }
}

/** The files of a folder and those below it, hidden ones and packages left out: roots first, then by path. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const open = [''];
  for (let inside = open.pop(); inside !== undefined; inside = open.pop()) {
    for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(inside, entry.name);
      if (entry.isDirectory()) open.push(path);
      else if (entry.isFile() && CONTRACT_NAME.test(entry.name)) found.push(path);
    }
    if (found.length > MAX_FILES) {
      throw new CliError(EXIT.usage, `The folder ${folder} holds more than ${MAX_FILES} files of contracts.`);
    }
  }
  const rank = (path: string): number => (ROOT_NAME.test(path) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).map((path) => join(folder, path));
}
