import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SETUP = fileURLToPath(new URL('../scripts/setup.mjs', import.meta.url));
const run = promisify(execFile);

/** There is no Temporal server to start on this machine. */
export class TemporalMissing extends Error {
  constructor(cause: unknown) {
    super('no Temporal server was found on this machine; "node scripts/setup.mjs" gets one', { cause });
    this.name = 'TemporalMissing';
  }
}

/** The `temporal` program that setup found or got: on PATH or in our cache. Throws TemporalMissing. */
export async function findTemporalBinary(): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, [SETUP, '--where']);
    return (JSON.parse(stdout) as { path: string }).path;
  } catch (error) {
    throw new TemporalMissing(error);
  }
}

/** Whether `temporal server start-dev` of this version knows a flag: an unknown one is an error to it. */
export async function knowsFlag(binary: string, flag: string): Promise<boolean> {
  const { stdout } = await run(binary, ['server', 'start-dev', '--help']);
  return stdout.includes(flag);
}
