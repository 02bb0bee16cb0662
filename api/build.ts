import { readFile } from 'node:fs/promises';

import type { Build } from './deps.js';

const ROOT = new URL('../', import.meta.url);
const COMMIT = /^[0-9a-f]{40}$/;

/** What this installation is: the version in package.json and, in a Git checkout, its commit. */
export async function readBuild(): Promise<Build> {
  const { version } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')) as { version: string };
  const head = (await readIfThere('.git/HEAD'))?.trim() ?? '';
  const branch = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  const commit = branch === undefined ? head : ((await readIfThere(`.git/${branch}`))?.trim() ?? '');
  return { version, commit: COMMIT.test(commit) ? commit : null };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(new URL(path, ROOT), 'utf8');
  } catch (error) {
    // ENOTDIR: in a linked worktree .git is a file.
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
