import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files lie from the moment they arrive until they are stored or thrown away. */
export interface StagingArea {
  /** A path in the area that nothing else has. */
  newPath(): string;
  /** Removes a file, whether it is there or not. */
  remove(path: string): Promise<void>;
}

/** `.` is in no tenant's folder name, so that the area can lie beside those. */
const FOLDER = '.staging';
/** No request takes as long: what is older was left by a process that was killed. */
const LEFT_BEHIND_MS = 24 * 3600 * 1000;

/** The staging area in the folder of the artifact files: on the same disk, so that adopting a file is a rename. */
export function makeStagingArea({ dir }: { dir: string }): StagingArea & {
  /** Removes what killed processes have left behind. */
  sweep(now: number): Promise<void>;
} {
  const folder = join(dir, FOLDER);
  const remove = (path: string): Promise<void> => rm(path, { force: true });
  return {
    newPath: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return join(folder, randomUUID());
    },
    remove,
    sweep: async (now) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const age = now - (await modifiedAt(path, now));
        if (age > LEFT_BEHIND_MS) await remove(path);
      }
    },
  };
}

/** Another process may sweep at the same moment: a file that is gone counts as new. */
async function modifiedAt(path: string, now: number): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return now;
    throw error;
  }
}
