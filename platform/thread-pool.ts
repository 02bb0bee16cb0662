import { fileURLToPath } from 'node:url';

import { Piscina } from 'piscina';

const BOOTSTRAP = fileURLToPath(new URL('./thread-bootstrap.mjs', import.meta.url));
/** An idle thread keeps its loaded modules this long; starting one takes some hundred milliseconds. */
const IDLE_MS = 60_000;
/** Tasks make many short-lived values: with the small default most of their time would go into collecting them. */
const YOUNG_GENERATION_MB = 96;

/** A task was still running when its time was up; its thread was killed. */
export class ThreadTimeout extends Error {
  constructor(task: string, timeoutMs: number) {
    super(`the task ${task} was ended after ${timeoutMs} ms`);
    this.name = 'ThreadTimeout';
  }
}

/** A task needed more heap than its thread may have; its thread was killed. */
export class ThreadOutOfMemory extends Error {
  constructor(task: string, memoryMb: number) {
    super(`the task ${task} was ended because it needed more than ${memoryMb} MiB of memory`);
    this.name = 'ThreadOutOfMemory';
  }
}

/** The tasks of a module: each exported function takes one structured-cloneable input and returns such a result. */
export type ThreadTasks<T> = { [K in keyof T]: (input: never) => unknown };

export interface ThreadRunOptions {
  /** Counted from when a thread takes the task, not from when it is queued. */
  timeoutMs: number;
  /** Ends the task, or drops it from the queue; `run` then rejects with the reason of the signal. */
  signal?: AbortSignal;
}

export interface ThreadPool<T extends ThreadTasks<T>> {
  /** Rejects with ThreadTimeout, ThreadOutOfMemory, the signal's reason, or what the task threw (as a plain copy of the error). */
  run<K extends keyof T & string>(
    name: K,
    input: Parameters<T[K]>[0],
    options: ThreadRunOptions,
  ): Promise<Awaited<ReturnType<T[K]>>>;
  /** Kills all threads; running and queued tasks reject. Idempotent. */
  close(): Promise<void>;
}

/**
 * Threads for CPU-bound work, so that it neither delays the event loop nor outlives its limits.
 * `module` is the URL of a TypeScript module that exports the tasks, `memoryMb` the heap of one thread in MiB:
 * `makeThreadPool<typeof import('./cpu-tasks.js')>({ module: new URL('./cpu-tasks.ts', import.meta.url), … })`.
 */
export function makeThreadPool<T extends ThreadTasks<T>>(options: {
  module: URL;
  threads: number;
  memoryMb: number;
}): ThreadPool<T> {
  const { threads, memoryMb } = options;
  const pool = new Piscina<{ name: string; input: unknown }, unknown>({
    filename: BOOTSTRAP,
    name: 'runTask',
    workerData: { module: options.module.href },
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    // The bootstrap registers the TypeScript loader itself, whatever flags this process was started with.
    execArgv: [],
  });
  const gate = makeGate(threads);

  return {
    async run<K extends keyof T & string>(
      name: K,
      input: Parameters<T[K]>[0],
      { timeoutMs, signal }: ThreadRunOptions,
    ): Promise<Awaited<ReturnType<T[K]>>> {
      const leave = await gate.enter(signal);
      const abort = new AbortController();
      const onAbort = (): void => abort.abort(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted) onAbort();
      const timer = setTimeout(() => abort.abort(new ThreadTimeout(name, timeoutMs)), timeoutMs);
      try {
        const result = await pool.run({ name, input }, { signal: abort.signal });
        // What came back is a structured clone of what the task of this name returned.
        return result as Awaited<ReturnType<T[K]>>;
      } catch (error) {
        if (abort.signal.aborted) throw reasonOf(abort.signal);
        if (isOutOfMemory(error)) throw new ThreadOutOfMemory(name, memoryMb);
        throw error;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        leave();
      }
    },
    close: () => pool.destroy(),
  };
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('the task was aborted', 'AbortError');
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Lets `width` callers in at a time, first come first served. The pool's own queue gives no sign when a task leaves it. */
function makeGate(width: number): { enter(signal?: AbortSignal): Promise<() => void> } {
  const waiting: (() => void)[] = [];
  let inside = 0;
  // A place is handed straight to the next caller, so that nobody can slip in between.
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next();
  };

  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (inside < width) {
        inside += 1;
        return leave;
      }
      await new Promise<void>((resolve, reject) => {
        const proceed = (): void => {
          signal?.removeEventListener('abort', drop);
          resolve();
        };
        const drop = (): void => {
          waiting.splice(waiting.indexOf(proceed), 1);
          reject(reasonOf(signal));
        };
        signal?.addEventListener('abort', drop, { once: true });
        waiting.push(proceed);
      });
      return leave;
    },
  };
}
