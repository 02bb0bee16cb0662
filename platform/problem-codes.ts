/** What every problem of one code has in common. */
export interface ProblemKind {
  status: number;
  title: string;
  /** Imperative sentence; used where the place that raises the problem knows nothing better. */
  remediation: string;
}

/** Every code the HTTP surface raises by itself. Codes of refused inputs and of failed plans come from planning. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'The request does not match the API description',
    remediation: 'Correct the places listed in errors; /openapi.json describes the request.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body is not JSON',
    remediation: 'Send one well-formed JSON document in UTF-8.',
  },
  'invalid-encoding': {
    status: 400,
    title: 'The text is not UTF-8',
    remediation: 'Convert the text to UTF-8 and send it again.',
  },
  'malformed-multipart': {
    status: 400,
    title: 'The multipart body cannot be read',
    remediation: 'Send the parts prd, contract and, if wanted, options, with the boundary named in Content-Type.',
  },
  'incomplete-body': {
    status: 400,
    title: 'The body ended early',
    remediation: 'Send the request again, whole.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is not one of ours',
    remediation: 'Take nextCursor as it was given, with the same filters, or start again without a cursor.',
  },
  'host-not-allowed': {
    status: 421,
    title: 'This service does not answer for that host',
    remediation: 'Call it by a name in PLANNER_API__ALLOWED_HOSTS, or add the name there.',
  },
  'cross-site-write': {
    status: 403,
    title: 'Writes from another site are refused',
    remediation: 'Call the API from a program or from a page of its own origin, not from another web site.',
  },
  'unknown-route': {
    status: 404,
    title: 'There is nothing at this path',
    remediation: 'See /docs or /openapi.json for the paths there are.',
  },
  'unknown-plan': {
    status: 404,
    title: 'There is no such plan',
    remediation: 'List the plans with GET /plans.',
  },
  'unknown-revision': {
    status: 404,
    title: 'The plan has no such published revision',
    remediation: 'Leave out revision to get the current one.',
  },
  'unknown-task': {
    status: 404,
    title: 'There is no such task',
    remediation: 'List the tasks with GET /plans/{planId}/tasks.json.',
  },
  'unknown-element': {
    status: 404,
    title: 'The contract has no such element',
    remediation: 'Elements are named as in GET /plans/{planId}/coverage, with op: or entity: before the id.',
  },
  'unknown-candidate': {
    status: 404,
    title: 'The revision has no such candidate',
    remediation: 'List the candidates with GET /plans/{planId}/candidates.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The path does not take this method',
    remediation: 'Use a method named in the Allow header.',
  },
  'not-acceptable': {
    status: 406,
    title: 'The resource has no representation of that type',
    remediation: 'Ask for a media type that /openapi.json lists for this path.',
  },
  'plan-not-ready': {
    status: 409,
    title: 'The plan has no published revision yet',
    remediation: 'Ask again after the seconds in Retry-After; GET /plans/{planId} shows the progress.',
  },
  'plan-failed': {
    status: 409,
    title: 'The plan failed before anything was published',
    remediation: 'Read error in GET /plans/{planId}, then rerun the plan with corrected input.',
  },
  'plan-cancelled': {
    status: 409,
    title: 'The plan is cancelled',
    remediation: 'Make a new plan with POST /plans; a cancelled one takes nothing more.',
  },
  'revision-running': {
    status: 409,
    title: 'A revision of this plan is being made',
    remediation: 'Wait until GET /plans/{planId} shows its end, then ask for the next one.',
  },
  'task-changed': {
    status: 409,
    title: 'The task changed since the revision named',
    remediation: 'Get the payload of the current revision, do what is new in it, and report that.',
  },
  'task-superseded': {
    status: 409,
    title: 'The task is no part of the plan any more',
    remediation: 'Stop work on it and take a task from GET /plans/{planId}/ready.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    remediation: 'Send less, or raise PLANNER_LIMITS__MAX_BODY_BYTES.',
  },
  'input-too-large': {
    status: 413,
    title: 'An input is over its limit',
    remediation: 'Send a smaller document, or raise the limit named.',
  },
  'too-many-files': {
    status: 413,
    title: 'The body has too many files',
    remediation: 'Send fewer files, or one zip archive, or raise PLANNER_LIMITS__MAX_CONTRACT_FILES.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a type this path does not take',
    remediation: 'Send application/json, or multipart/form-data where /openapi.json lists it.',
  },
  'unsupported-encoding': {
    status: 415,
    title: 'The body is encoded in a way this service does not take',
    remediation: 'Send the body without Content-Encoding, or with gzip, deflate or br.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    remediation: 'Use a new key for a new request; repeat the old body to get the old plan.',
  },
  'event-id-reused': {
    status: 422,
    title: 'The eventId was used for another report on this task',
    remediation: 'Give every report an eventId of its own; repeat the old body to have it confirmed.',
  },
  'invalid-options': {
    status: 422,
    title: 'The options cannot be used',
    remediation: 'Correct the places listed in errors.',
  },
  'budget-infeasible': {
    status: 422,
    title: 'The smallest payload of a task is over the token budget',
    remediation: 'Name a model with a larger window, or raise tokenBudget.',
  },
  'inspection-limit': {
    status: 422,
    title: 'An input took too long or too much memory to inspect',
    remediation: 'Send a smaller or simpler document, or raise PLANNER_LIMITS__INSPECTION_SECONDS.',
  },
  'internal-error': {
    status: 500,
    title: 'Something failed on our side',
    remediation: 'Try again; if it stays, give the operator the correlationId.',
  },
  'database-unavailable': {
    status: 503,
    title: 'The database does not answer',
    remediation: 'Try again after the seconds in Retry-After; /readyz says when it is back.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
