/** Classes of failure; what a caller decides by. */
export type StudioFailureKind =
  | 'auth'
  | 'not-found'
  | 'bad-request'
  | 'rate-limited'
  | 'upstream'
  | 'timeout'
  | 'unavailable'
  | 'malformed-response'
  | 'truncated'
  | 'too-large'
  | 'cancelled';

interface FailureClass {
  kind: StudioFailureKind;
  /** Whether the flow may have run, or may be running still: such a call counts against a budget. */
  mayHaveRun: boolean;
  message: string;
}

const CLASSES = {
  'key-refused': auth('Intelligence Studio refuses the credentials: check the API key and the client credentials.'),
  'token-refused': auth('The token endpoint refuses the client credentials: check client id, secret and scope.'),
  'flow-unknown': unsent('not-found', 'Intelligence Studio knows no such flow: check the flow URL and who may run it.'),
  redirected: unsent('not-found', 'The flow URL redirects, which is not followed: set the URL it leads to.'),
  'request-refused': unsent('bad-request', 'Intelligence Studio refuses the request as it is.'),
  'request-too-large': unsent(
    'bad-request',
    'Intelligence Studio, or a proxy before it, refuses a request this large.',
  ),
  'model-refused': sent('bad-request', 'The model behind the flow refuses the request, for instance as too long.'),
  'input-dropped': sent(
    'bad-request',
    'The flow ran without the input: the body was not read as it was meant. Set the other body shape, or check the flow URL.',
  ),
  'rate-limited': sent('rate-limited', 'Too many calls: Intelligence Studio asks to wait.'),
  'model-rate-limited': sent('rate-limited', "Too many calls: the flow's model asks to wait."),
  'flow-failed': sent('upstream', 'The flow failed; its own log says why.'),
  'model-failed': sent('upstream', 'The model behind the flow failed; the log of the flow says why.'),
  'connect-timeout': unsent('timeout', 'Intelligence Studio took no connection in time.'),
  'token-timeout': unsent('timeout', 'The token endpoint did not answer in time.'),
  'first-byte-timeout': sent('timeout', 'Intelligence Studio sent nothing in time.'),
  'call-timeout': sent('timeout', 'The answer did not arrive whole in the time a call may take.'),
  'gateway-timeout': sent(
    'timeout',
    'A proxy before Intelligence Studio, or Intelligence Studio itself, gave up waiting.',
  ),
  unreachable: unsent('unavailable', 'No connection to Intelligence Studio can be made.'),
  'token-unavailable': unsent('unavailable', 'The token endpoint cannot be reached or fails.'),
  'circuit-open': unsent(
    'unavailable',
    'Intelligence Studio failed too often of late: calls are held back for a while.',
  ),
  'connection-lost': sent('unavailable', 'The connection ended before an answer began.'),
  'service-unavailable': sent('unavailable', 'Intelligence Studio is not available.'),
  'not-http': sent('malformed-response', 'What answered does not speak HTTP as expected.'),
  html: sent('malformed-response', 'A web page answered: the flow URL probably names no run endpoint.'),
  'not-json': sent('malformed-response', 'The answer is not JSON.'),
  'unexpected-status': sent('malformed-response', 'The answer has a status that a flow does not give.'),
  'no-output': sent(
    'malformed-response',
    'The flow ended without an output: it needs a chat output, or its id as setting.',
  ),
  'empty-answer': sent(
    'malformed-response',
    'The flow ended in an empty text: when a component of it streams, switch streaming on here or off there.',
  ),
  'token-malformed': unsent('malformed-response', 'The answer of the token endpoint holds no usable bearer token.'),
  'answer-cut': sent('truncated', 'The connection ended in the middle of the answer.'),
  'stream-without-end': sent('truncated', 'The stream ended without the event that holds the result.'),
  'answer-too-large': sent('too-large', 'The answer is larger than the largest that is read.'),
  cancelled: sent('cancelled', 'The call was cancelled.'),
} satisfies Record<string, FailureClass>;

/** What exactly happened; each reason belongs to one kind. */
export type StudioFailureReason = keyof typeof CLASSES;

/** What may go away by waiting. An answer cut in the middle is what a killed server leaves of a stream. */
const RETRYABLE: ReadonlySet<StudioFailureKind | StudioFailureReason> = new Set([
  'rate-limited',
  'upstream',
  'timeout',
  'unavailable',
  'answer-cut',
] as const);

/** Why a call gave no answer, in words of ours only: texts of servers may hold tracebacks, prompts and keys. */
export interface StudioFailure extends FailureClass {
  reason: StudioFailureReason;
  retryable: boolean;
  /** Seconds the server asked to wait, at most an hour. */
  retryAfterSeconds: number | null;
  /** Status of the answer, where there was one. */
  status: number | null;
  /** Name of the fault given by the operating system, the TLS library or the server, such as ECONNREFUSED. */
  code: string | null;
}

/** The failure of a reason, with what is known beyond it. */
export function studioFailure(
  reason: StudioFailureReason,
  facts: Partial<Pick<StudioFailure, 'retryAfterSeconds' | 'status' | 'code' | 'mayHaveRun'>> = {},
): StudioFailure {
  const known: FailureClass = CLASSES[reason];
  return {
    ...known,
    reason,
    retryable: RETRYABLE.has(known.kind) || RETRYABLE.has(reason),
    retryAfterSeconds: null,
    status: null,
    code: null,
    ...facts,
  };
}

function auth(message: string): FailureClass {
  return unsent('auth', message);
}

function unsent(kind: StudioFailureKind, message: string): FailureClass {
  return { kind, mayHaveRun: false, message };
}

function sent(kind: StudioFailureKind, message: string): FailureClass {
  return { kind, mayHaveRun: true, message };
}
