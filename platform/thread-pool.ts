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
  /** The task takes long: it leaves the spare thread, if the pool has one, to those that do not. */
  large?: boolean;
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
  /** One thread more, which no large task may take, so that small ones never wait for those. */
  spare?: boolean;
}): ThreadPool<T> {
  const { threads, memoryMb, spare = false } = options;
  const width = threads + (spare ? 1 : 0);
  const pool = new Piscina<{ name: string; input: unknown }, unknown>({
    filename: BOOTSTRAP,
    name: 'runTask',
    workerData: { module: options.module.href },
    minThreads: width,
    maxThreads: width,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    // The bootstrap registers the TypeScript loader itself, whatever flags this process was started with.
    execArgv: [],
  });
  const gate = makeGate(width, threads);

  return {
    async run<K extends keyof T & string>(
      name: K,
      input: Parameters<T[K]>[0],
      { timeoutMs, signal, large = false }: ThreadRunOptions,
    ): Promise<Awaited<ReturnType<T[K]>>> {
      const leave = await gate.enter(large, signal);
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

interface Waiting {
  large: boolean;
  proceed: () => void;
}

/**
 * Lets `width` callers in at a time, of them at most `mostLarge` large ones: first come first served among those that
 * may enter. The pool's own queue gives no sign when a task leaves it.
 */
function makeGate(
  width: number,
  mostLarge: number,
): { enter(large: boolean, signal?: AbortSignal): Promise<() => void> } {
  const waiting: Waiting[] = [];
  let inside = 0;
  let largeInside = 0;
  const mayEnter = (large: boolean): boolean => inside < width && (!large || largeInside < mostLarge);
  const count = (large: boolean, by: 1 | -1): void => {
    inside += by;
    if (large) largeInside += by;
  };
  // A place is handed straight to the next caller, so that nobody can slip in between.
  const leaver = (large: boolean) => (): void => {
    count(large, -1);
    const next = waiting.findIndex((one) => mayEnter(one.large));
    if (next >= 0) waiting.splice(next, 1)[0]?.proceed();
  };

  return {
    async enter(large, signal) {
      signal?.throwIfAborted();
      if (mayEnter(large)) {
        count(large, 1);
        return leaver(large);
      }
      await new Promise<void>((resolve, reject) => {
        const one: Waiting = {
          large,
          proceed: () => {
            signal?.removeEventListener('abort', drop);
            count(large, 1);
            resolve();
          },
        };
        const drop = (): void => {
          waiting.splice(waiting.indexOf(one), 1);
          reject(reasonOf(signal));
        };
        signal?.addEventListener('abort', drop, { once: true });
        waiting.push(one);
      });
      return leaver(large);
    },
  };
}
