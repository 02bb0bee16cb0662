import type { Logger } from './logging.js';

type Release = () => Promise<void> | void;

export interface Lifecycle {
  /** Registers how to undo what was just started. Releases run one after the other, the last registered first. */
  onStop(name: string, release: Release, timeoutMs?: number): void;
  /**
   * Runs all releases once; later calls get the same promise. True when each ended in
   * time and without an error, and nothing had failed before.
   */
  stop(reason: string): Promise<boolean>;
  /** As stop, because of a fault: the process then ends with exit code 1. */
  fail(error: unknown, message: string): void;
  /** Aborted when stopping begins. */
  readonly stopping: AbortSignal;
}

const RELEASE_MS = 15_000;

/** The things a process has started, to be stopped in reverse order; a release that fails or hangs is logged and passed over. */
export function makeLifecycle(log: Logger): Lifecycle {
  const releases: { name: string; release: Release; timeoutMs: number }[] = [];
  const abort = new AbortController();
  let stopped: Promise<boolean> | null = null;
  let faulty = false;

  const releaseAll = async (reason: string): Promise<boolean> => {
    abort.abort(new Error(`stopping: ${reason}`));
    log.info({ reason }, 'stopping');
    let clean = true;
    for (let next = releases.pop(); next !== undefined; next = releases.pop()) {
      clean = (await releaseOne(next, log)) && clean;
    }
    log.info({ clean }, 'stopped');
    return clean && !faulty;
  };
  const stop = (reason: string): Promise<boolean> => (stopped ??= releaseAll(reason));

  return {
    onStop: (name, release, timeoutMs = RELEASE_MS) => releases.push({ name, release, timeoutMs }),
    stop,
    fail: (error, message) => {
      faulty = true;
      log.fatal({ err: error }, message);
      void stop(message);
    },
    stopping: abort.signal,
  };
}

async function releaseOne(entry: { name: string; release: Release; timeoutMs: number }, log: Logger): Promise<boolean> {
  const { name, release, timeoutMs } = entry;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not stopped after ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([Promise.resolve().then(release), late]);
    log.debug({ part: name }, 'part stopped');
    return true;
  } catch (error) {
    log.error({ part: name, err: error }, 'a part did not stop cleanly');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
