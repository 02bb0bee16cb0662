import { isStillRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/** A part of the embedded stack. */
export interface Service {
  /** False when a process of somebody else was found and is used: stopping then leaves it running. */
  owned: boolean;
  /** Resolves, with what happened, when it ends without having been asked to; never rejects. */
  lost: Promise<string>;
  stop(): Promise<void>;
}

const WATCH_MS = 1_000;

/** A service that runs in a process of somebody else: watched, never stopped. */
export function attachedService(name: string, holder: ProcessIdentity): Service {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<string>((resolve) => {
    timer = setInterval(() => {
      if (!isStillRunning(holder)) resolve(`${name} has ended with process ${holder.pid}, which had started it`);
    }, WATCH_MS);
    timer.unref();
  });
  return {
    owned: false,
    lost,
    stop: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}

/** A service in a child process of ours. `exited` tells how the child ended, `end` asks it to. */
export function ownedService(name: string, exited: Promise<string>, end: () => Promise<void>): Service {
  let asked = false;
  const lost = new Promise<string>((resolve) => {
    void exited.then((how) => {
      if (!asked) resolve(`${name} has ended unexpectedly (${how})`);
    });
  });
  return {
    owned: true,
    lost,
    stop: () => {
      asked = true;
      return end();
    },
  };
}
