/** One thing the service cannot work without. Resolves when it is well, with a remark or nothing; rejects with why not. */
export type Probe = () => Promise<void>;

export interface ReadinessProbes {
  database: Probe;
  /** Rejects while a migration is pending. */
  migrations: Probe;
  temporal: Probe;
  /** How the workers fare with Intelligence Studio, which nothing needs that the service promises. */
  studio: () => Promise<StudioHealth>;
}

export interface StudioHealth {
  /** Of the worker that fares worst; `unused` where none has a flow. */
  state: 'unused' | 'closed' | 'half-open' | 'open';
  since?: string;
  detail?: string;
}

export interface Check {
  ok: boolean;
  milliseconds: number;
  detail?: string;
}

/** Never red: `state` is missing where it cannot be told. */
export interface StudioCheck extends Check, Partial<StudioHealth> {
  ok: true;
  detail?: string;
}

export interface Readiness {
  status: 'ready' | 'not-ready';
  checks: Record<Exclude<keyof ReadinessProbes, 'studio'>, Check> & { studio: StudioCheck };
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
  const [database, migrations, temporal, studio] = await Promise.all([
    runProbe(probes.database),
    runProbe(probes.migrations),
    runProbe(probes.temporal),
    checkStudio(probes.studio),
  ]);
  const status = database.ok && migrations.ok && temporal.ok ? 'ready' : 'not-ready';
  return { status, checks: { database, migrations, temporal, studio } };
}

async function checkStudio(probe: ReadinessProbes['studio']): Promise<StudioCheck> {
  let health: Partial<StudioHealth> = {};
  const { milliseconds, detail } = await runProbe(async () => {
    health = await probe();
  });
  return { ok: true, milliseconds, ...(detail === undefined ? {} : { detail: `not known: ${detail}` }), ...health };
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
