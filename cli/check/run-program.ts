import { spawn } from 'node:child_process';

/** How a program ended. */
export interface ProgramEnd {
  /** Its status; null where it was stopped or could not be started. */
  status: number | null;
  /** Why there is no status: it took too long, or what the system says. */
  fault: string | null;
  /** The end of what it printed, both streams as they came. */
  output: string;
}

export interface ProgramCall {
  /** Program and arguments; no shell reads them. */
  argv: readonly string[];
  cwd: string;
  /** Instead of the environment of this process. */
  env?: Record<string, string>;
  timeoutMs: number;
}

/** Most characters of output that are kept. */
const KEPT_OUTPUT = 4000;
/** Between asking a program to end and ending it. */
const GRACE_MS = 2000;

/**
 * Runs a program without a shell and without input. What takes longer than `timeoutMs` is ended with all it started; only
 * the end of its output is kept. Never throws.
 */
export function runProgram({ argv, cwd, env, timeoutMs }: ProgramCall): Promise<ProgramEnd> {
  const [program = '', ...rest] = argv;
  const grouped = process.platform !== 'win32';
  return new Promise((resolve) => {
    const options = { cwd, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'], shell: false };
    const child = spawn(program, rest, { ...options, detached: grouped, ...(env === undefined ? {} : { env }) });
    let output = '';
    let fault: string | null = null;
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const end = (signal: NodeJS.Signals): void => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        endGroup(child.pid, grouped, signal);
      }
    };
    const timers: NodeJS.Timeout[] = [];
    const onExit = (): void => end('SIGKILL');
    process.once('exit', onExit);
    timers.push(
      setTimeout(() => {
        fault = `it took longer than ${Math.round(timeoutMs / 1000)} s`;
        end('SIGTERM');
        timers.push(setTimeout(() => end('SIGKILL'), GRACE_MS));
      }, timeoutMs),
    );
    const settle = (status: number | null): void => {
      for (const timer of timers) clearTimeout(timer);
      process.removeListener('exit', onExit);
      resolve({ status: fault === null ? status : null, fault, output });
    };
    child.once('error', (error) => {
      fault = `${program} cannot be run: ${'code' in error ? String(error.code) : error.message}`;
      settle(null);
    });
    child.once('close', settle);
  });
}

function endGroup(pid: number, grouped: boolean, signal: NodeJS.Signals): void {
  try {
    process.kill(grouped ? -pid : pid, signal);
  } catch (error) {
    // It ended by itself in between.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
