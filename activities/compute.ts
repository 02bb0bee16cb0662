import { Context } from '@temporalio/activity';
import type { ThreadPool } from '../platform/thread-pool.js';
import { ThreadOutOfMemory, ThreadTimeout } from '../platform/thread-pool.js';
import type * as cpuTasks from './cpu-tasks.js';
import { failure } from './failures.js';

type CpuTasks = typeof cpuTasks;

/** Runs one of the CPU tasks; the result is a structured clone of what the task returned. */
export type Compute = <K extends keyof CpuTasks>(
  name: K,
  input: Parameters<CpuTasks[K]>[0],
) => Promise<Awaited<ReturnType<CpuTasks[K]>>>;

/** A task with an input artifact larger than this takes a second or more. */
const LARGE_BYTES = 2_000_000;

/** Well below the heartbeat timeout of the activities that compute (15 s). */
const HEARTBEAT_MS = 4_000;

/**
 * Binds the thread pool to the activity that calls: beats while the thread works, stops the thread when the activity
 * is cancelled, and turns the pool's errors into our closed set of failures.
 * @param timeoutMs of one task, counted from when a thread takes it
 */
export function makeCompute(threads: ThreadPool<CpuTasks>, timeoutMs: number): Compute {
  return (name, input) => {
    const activity = Context.current();
    const beat = setInterval(() => {
      activity.heartbeat();
    }, HEARTBEAT_MS);
    return threads
      .run(name, input, { timeoutMs, signal: activity.cancellationSignal, large: isLarge(input) })
      .catch((error: unknown): never => {
        if (error instanceof ThreadTimeout) throw failure('step-timeout', error.message, error);
        if (error instanceof ThreadOutOfMemory) throw failure('step-out-of-memory', error.message, error);
        throw error;
      })
      .finally(() => {
        clearInterval(beat);
      });
  };
}

/** Whether an artifact that the input names is large. */
function isLarge(input: object): boolean {
  return Object.values(input).some((value: unknown) => {
    const bytes: unknown = typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : 0;
    return typeof bytes === 'number' && bytes > LARGE_BYTES;
  });
}
