import type { Callback } from '../api-types.js';

export type CheckKind = 'arazzo' | 'graphql' | 'command' | 'described';

/** What one check of a criterion came to. */
export interface CheckResult {
  /** Acceptance criterion it is about; several results may be about one. */
  checkId: string;
  kind: CheckKind;
  outcome: 'passed' | 'failed' | 'skipped';
  /** Why it did not pass, '' where it did. */
  detail: string;
  /** Address that was asked, where one was. */
  url?: string;
}

/** The results of one task's checks. */
export interface TaskResults {
  taskId: string;
  key: string;
  results: CheckResult[];
}

export type Evidence = NonNullable<Callback['evidence']>;

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What the API takes at most of one report. */
const MAX_EVIDENCE = 500;
const MAX_DETAIL = 4000;

/**
 * The results as a callback takes them: one entry per criterion, the worst of its results, with what was wrong. Described
 * checks are left out: nobody ran them.
 */
export function evidenceOf({ results }: Pick<TaskResults, 'results'>): Evidence {
  const byCheck = new Map<string, CheckResult[]>();
  for (const result of results) {
    if (result.kind !== 'described') byCheck.set(result.checkId, [...(byCheck.get(result.checkId) ?? []), result]);
  }
  return [...byCheck].slice(0, MAX_EVIDENCE).map(([checkId, some]) => {
    const outcome = worst(some);
    const detail = [...new Set(some.filter((one) => one.outcome === outcome).map((one) => one.detail))]
      .filter((text) => text !== '')
      .join('\n');
    const url = some.find((one) => one.outcome === outcome)?.url;
    return {
      checkId: checkId.slice(0, 200),
      outcome,
      ...(detail === '' ? {} : { detail: detail.length > MAX_DETAIL ? `${detail.slice(0, MAX_DETAIL - 1)}…` : detail }),
      ...(url === undefined || url.length > 2000 ? {} : { url }),
    };
  });
}

function worst(results: readonly CheckResult[]): CheckResult['outcome'] {
  if (results.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return results.some(({ outcome }) => outcome === 'skipped') ? 'skipped' : 'passed';
}

/** How many results of each kind came to what. */
export function countResults(tasks: readonly TaskResults[]): Record<CheckKind, Counts> {
  const zero = (): Counts => ({ passed: 0, failed: 0, skipped: 0 });
  const counts = { arazzo: zero(), graphql: zero(), command: zero(), described: zero() };
  for (const { results } of tasks) for (const { kind, outcome } of results) counts[kind][outcome] += 1;
  return counts;
}
