import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { CliError } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import { readZip } from './verify/read-bundle.js';
import type { Bundle } from './verify/read-bundle.js';

/**
 * Unpacks a bundle into `folder`/`planId` and gives that path and the files. An older bundle there is replaced, whole;
 * anything else there is left alone and refused with CliError (usage). Throws BundleError where the zip plays tricks
 * with paths.
 */
export async function writeBundle(
  folder: string,
  planId: string,
  archive: Uint8Array,
): Promise<{ path: string; bundle: Bundle }> {
  const bundle = readZip(archive);
  const path = resolve(folder, planId);
  if (dirname(path) !== resolve(folder)) throw new CliError(EXIT.service, `${planId} is no id of a plan.`);
  await mkdir(folder, { recursive: true });
  await refuseStrangeFolder(path);
  const fresh = await mkdtemp(join(folder, '.bundle-'));
  try {
    for (const [name, content] of bundle) {
      const target = join(fresh, name);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
    await rm(path, { recursive: true, force: true });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
  return { path, bundle };
}

async function refuseStrangeFolder(path: string): Promise<void> {
  let entries: string[];
  try {
    entries = await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (entries.length === 0 || entries.includes('manifest.json')) return;
  throw new CliError(EXIT.usage, `${path} holds something other than a bundle.`, 'Name another folder with --out.');
}
