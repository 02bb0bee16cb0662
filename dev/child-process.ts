import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface ChildOptions {
  /** How messages call it. */
  name: string;
  /** Arguments of Node: the script, its arguments, and flags before it. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** File that takes what it prints; null prints it to our own standard error. */
  logFile: string | null;
  /** Upper bound until its first message. */
  readyMs: number;
}

export interface RunningChild {
  pid: number;
  /** The first message it sent. */
  announcement: Record<string, unknown>;
  /** Resolves, with how it ended, when the process is gone; never rejects. */
  exited: Promise<string>;
  /** Asks it to end by closing its channel, and kills it after `graceMs`. Idempotent. */
  stop(graceMs: number): Promise<void>;
}

/** A child that was not ready in time may itself have a child to end: it is not killed at once. */
const FAILED_GRACE_MS = 8_000;

/** A child process ended, or said nothing, before it was ready. */
export class ChildFailed extends Error {
  constructor(name: string, how: string, logFile: string | null, tail: string) {
    const shown = tail === '' ? '' : `\nThe end of ${logFile ?? 'its output'}:\n${tail}`;
    super(`${name} did not start: ${how}${shown}`);
    this.name = 'ChildFailed';
  }
}

/**
 * Starts a Node process that announces itself over IPC and ends when the channel closes, that is when we stop it or die.
 * It gets a process group of its own: Ctrl-C in a terminal must reach us alone, who know the order of stopping.
 */
export async function startChild(options: ChildOptions): Promise<RunningChild> {
  const output = options.logFile === null ? 2 : openSync(options.logFile, 'w', 0o600);
  const child = spawn(process.execPath, options.args, {
    env: options.env,
    stdio: ['ignore', output, output, 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  if (options.logFile !== null) closeSync(output);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `ended by ${signal}`));
    child.once('error', (error) => resolve(error.message));
  });
  const stop = (graceMs: number): Promise<void> => stopChild(child, exited, graceMs);
  try {
    const announcement = await firstMessage(child, exited, options.readyMs);
    return { pid: child.pid ?? 0, announcement, exited, stop };
  } catch (error) {
    await stop(FAILED_GRACE_MS);
    const how = error instanceof Error ? error.message : String(error);
    throw new ChildFailed(options.name, how, options.logFile, await tailOf(options.logFile));
  }
}

/** The last lines of a log file, for error messages; empty when there is none. */
export async function tailOf(logFile: string | null): Promise<string> {
  if (logFile === null) return '';
  const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n');
  return lines.slice(-20).join('\n').slice(-4000);
}

function firstMessage(child: ChildProcess, exited: Promise<string>, readyMs: number): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${readyMs / 1000} s`)), readyMs);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message as Record<string, unknown>);
    });
    void exited.then((how) => {
      clearTimeout(timer);
      reject(new Error(how));
    });
  });
}

async function stopChild(child: ChildProcess, exited: Promise<string>, graceMs: number): Promise<void> {
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
}
