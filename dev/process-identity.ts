import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own notation; null where the system does not tell. */
  started: string | null;
}

/** The identity of a running process; null when there is none with this number. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  return isAlive(pid) ? { pid, started: startTime(pid) } : null;
}

/** Whether the very process is still there. Without a start time a process with the same number counts as the same. */
export function isStillRunning(identity: ProcessIdentity): boolean {
  const now = identifyProcess(identity.pid);
  return now !== null && (identity.started === null || now.started === identity.started);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: it is there, and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  return process.platform === 'linux' && statFields(pid)[0] === 'Z';
}

function startTime(pid: number): string | null {
  if (process.platform === 'linux') return statFields(pid)[19] ?? null;
  if (process.platform === 'win32') return null;
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

/** The fields of /proc/PID/stat from the third (state) on; the second may hold blanks and parentheses. Field 22 is the start. */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
