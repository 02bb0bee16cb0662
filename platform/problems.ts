import { PROBLEMS } from './problem-codes.js';
import type { ProblemCode, ProblemKind } from './problem-codes.js';

/** One place that is wrong. `pointer` is a JSON Pointer into the body, `parameter` and `header` name the others. */
export interface ProblemError {
  detail: string;
  pointer?: string;
  parameter?: string;
  header?: string;
  /** Where the body stops being JSON; from 1. */
  line?: number;
  column?: number;
  /** Where in the inputs, for errors inside the PRD, the contract or the options: a Place of planning/finding. */
  where?: object;
}

/** What may differ from one problem to the next of the same code. */
export interface ProblemExtras {
  /** In place of the code's own remediation. */
  remediation?: string;
  errors?: ProblemError[];
  planId?: string;
  headers?: Record<string, string>;
}

/** An answer that is an error, as RFC 9457 has it, with the status and headers it is sent with. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remediation: string;
  readonly errors: ProblemError[];
  readonly planId: string | undefined;
  readonly headers: Record<string, string>;

  constructor(kind: ProblemKind & { code: string }, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.status = kind.status;
    this.code = kind.code;
    this.title = kind.title;
    this.detail = detail;
    this.remediation = extras.remediation ?? kind.remediation;
    this.errors = extras.errors ?? [];
    this.planId = extras.planId;
    this.headers = extras.headers ?? {};
  }
}

/** Makes the problem of a code of the catalogue; `detail` says what happened this time. */
export function problem(code: ProblemCode, detail: string, extras: ProblemExtras = {}): Problem {
  return new Problem({ ...PROBLEMS[code], code }, detail, extras);
}

/** How a plan failed, as stored with it. */
interface PlanFailure {
  code: string;
  message: string;
  remediation: string;
}

/**
 * Turns the stored error of a failed plan into a problem: 422 where other input helps (the codes below), else 500.
 */
export function problemOfPlanFailure(planId: string, failure: PlanFailure): Problem {
  const kind = {
    code: failure.code,
    status: INPUT_FAILURES.has(failure.code) ? 422 : 500,
    title: 'The plan could not be made',
    remediation: failure.remediation,
  };
  return new Problem(kind, failure.message, { planId });
}

/** Failures of a plan that its author can mend: everything else is ours. */
const INPUT_FAILURES: ReadonlySet<string> = new Set([
  'budget-infeasible',
  'contract-refused',
  'step-out-of-memory',
  'step-timeout',
]);

/** An error entry as express-openapi-validator gives it: `/body/options/title`, `/query/limit`, `/headers/x`. */
interface ValidatorError {
  path: string;
  message: string;
}

/** Turns the validator's error entries into ours: a JSON Pointer for the body, names for parameters and headers. */
export function problemErrorsOf(errors: readonly ValidatorError[]): ProblemError[] {
  return errors.map(({ path, message }) => {
    const [, part = '', ...rest] = path.split('/');
    const name = rest.join('/');
    if (part === 'body') return { detail: message, pointer: rest.length === 0 ? '' : `/${name}` };
    if (part === 'query' || part === 'params') return { detail: message, parameter: name };
    if (part === 'headers') return { detail: message, header: name };
    return { detail: message };
  });
}
