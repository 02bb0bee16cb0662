import { ApplicationFailure } from '@temporalio/common';

/**
 * Every way an activity of ours can fail for good or for now. `retry: false` means that the same call can only fail
 * again. `remediation` is what the plan's reader is told to do.
 */
export const FAILURES = {
  'contract-refused': {
    retry: false,
    remediation: 'Mend the contract at the place named and send it again with a rerun.',
  },
  'plan-missing': { retry: false, remediation: 'The plan or revision is not in the database: create the plan anew.' },
  'step-timeout': {
    retry: false,
    remediation:
      'The input needs more time than PLANNER_WORKER__STEP_SECONDS allows: raise it or send a smaller contract.',
  },
  'step-out-of-memory': {
    retry: false,
    remediation:
      'The input needs more memory than PLANNER_WORKER__THREAD_MEMORY_MB allows: raise it or send a smaller contract.',
  },
  'no-valid-candidate': {
    retry: false,
    remediation: 'No candidate passed validation: see the violations in the search trace and report them as a defect.',
  },
  'coverage-incomplete': {
    retry: false,
    remediation:
      'The plan misses contract elements and is not published: see the elements named and report them as a defect.',
  },
  'budget-infeasible': {
    retry: false,
    remediation: 'Raise options.tokenBudget or choose a target model with a larger window, then rerun.',
  },
  'storage-unavailable': {
    retry: true,
    remediation: 'The database or the artifact store did not answer: check /readyz.',
  },
} as const;

export type FailureCode = keyof typeof FAILURES;

/** The one way activities fail on purpose: `type` is the code, so that workflows and operators can tell failures apart. */
export function failure(code: FailureCode, message: string, cause?: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: !FAILURES[code].retry,
    ...(cause instanceof Error ? { cause } : {}),
  });
}

/** What to tell a reader about a failure whose type is `code`; unknown codes are our own defects. */
export function remediationOf(code: string): string {
  return code in FAILURES
    ? FAILURES[code as FailureCode].remediation
    : 'Rerun the plan; if it fails again, report it with the correlation id.';
}
