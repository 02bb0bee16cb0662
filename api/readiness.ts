/** One thing the service cannot work without. Resolves when it is well, with a remark or nothing; rejects with why not. */
export type Probe = () => Promise<void>;

export interface ReadinessProbes {
  database: Probe;
  /** Rejects while a migration is pending. */
  migrations: Probe;
  temporal: Probe;
}

export interface Check {
  ok: boolean;
  milliseconds: number;
  detail?: string;
}

export interface Readiness {
  status: 'ready' | 'not-ready';
  checks: Record<keyof ReadinessProbes, Check>;
}

const DEADLINE_MS = 2_000;
const CACHE_MS = 1_000;

/** A probe that fails on purpose, with words for the operator. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

/**
 * Runs the probes, all at once and each with a deadline of 2 s. Answers are shared for a second, so that however often
 * somebody asks, the probes cost nothing.
 */
export function makeReadiness(probes: ReadinessProbes): () => Promise<Readiness> {
  let latest: { at: number; answer: Promise<Readiness> } | null = null;
  return () => {
    const now = performance.now();
    if (latest === null || now - latest.at > CACHE_MS) latest = { at: now, answer: runProbes(probes) };
    return latest.answer;
  };
}

async function runProbes(probes: ReadinessProbes): Promise<Readiness> {
  const [database, migrations, temporal] = await Promise.all([
    runProbe(probes.database),
    runProbe(probes.migrations),
    runProbe(probes.temporal),
  ]);
  const status = database.ok && migrations.ok && temporal.ok ? 'ready' : 'not-ready';
  return { status, checks: { database, migrations, temporal } };
}

async function runProbe(probe: Probe): Promise<Check> {
  const started = performance.now();
  const check = (ok: boolean, detail?: string): Check => ({
    ok,
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
    ...(detail === undefined ? {} : { detail }),
  });
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotReadyError(`no answer within ${DEADLINE_MS} ms`)), DEADLINE_MS);
  });
  try {
    await Promise.race([probe(), deadline]);
    return check(true);
  } catch (error) {
    // Connection errors name hosts and users; what operators may read here is whether it works.
    return check(false, error instanceof NotReadyError ? error.message : 'it cannot be reached');
  } finally {
    clearTimeout(timer);
  }
}
