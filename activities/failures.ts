import { ApplicationFailure } from '@temporalio/common';

/**
 * Every way an activity of ours fails on purpose, with what the plan's reader is told to do. The same call could only
 * fail again, so none of them is retried; whatever else is thrown (a database that is away, a bug) is.
 */
export const FAILURES = {
  'contract-refused': 'Mend the contract at the place named and send it again with a rerun.',
  'plan-missing': 'The plan or revision is not in the database: create the plan anew.',
  'step-timeout':
    'The input needs more time than PLANNER_WORKER__STEP_SECONDS allows: raise it or send a smaller contract.',
  'step-out-of-memory':
    'The input needs more memory than PLANNER_WORKER__THREAD_MEMORY_MB allows: raise it or send a smaller contract.',
  'trial-unsupported': 'The search asked for a way to make a candidate that this version lacks: report it as a defect.',
  'no-valid-candidate':
    'No candidate passed validation: see the violations in the search trace and report them as a defect.',
  'coverage-incomplete':
    'The plan misses contract elements and is not published: see the elements named and report them as a defect.',
  'budget-infeasible': 'Raise options.tokenBudget or choose a target model with a larger window, then rerun.',
} as const;

export type FailureCode = keyof typeof FAILURES;

/** The one way activities fail on purpose: `type` is the code, so that workflows and operators can tell failures apart. */
export function failure(code: FailureCode, message: string, cause?: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: true,
    ...(cause instanceof Error ? { cause } : {}),
  });
}

/** What to tell a reader about a failure whose type is `code`; unknown codes are our own defects. */
export function remediationOf(code: string): string {
  return code in FAILURES
    ? FAILURES[code as FailureCode]
    : 'Rerun the plan; if it fails again, report it with the correlation id.';
}
