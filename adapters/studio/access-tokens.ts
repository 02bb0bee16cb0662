import type { HttpExchange, HttpLimits } from './http-exchange.js';
import { postOnce } from './http-exchange.js';
import { asRecord, decodeUtf8, parseJson } from './json.js';
import { readRefusal } from './refusal.js';
import { studioFailure } from './studio-failure.js';
import type { StudioFailure, StudioFailureReason } from './studio-failure.js';
import type { ClientCredentials } from './studio-settings.js';

export type TokenOutcome = { token: string } | { failure: StudioFailure };

export interface AccessTokens {
  /** The token at hand, or a new one. */
  get(limits: HttpLimits): Promise<TokenOutcome>;
  /** Makes the next `get` fetch a new one, unless that has happened since `token` was given out. */
  forget(token: string): void;
}

const MAX_BYTES = 65_536;
/** Kept where the server does not say how long a token lives. */
const DEFAULT_SECONDS = 60;
/** A token is not used in the last tenth of its life, at most half a minute, so that it does not expire on its way. */
const SPARE_RATIO = 0.1;
const SPARE_SECONDS = 30;

/**
 * Bearer tokens by the client credentials grant (RFC 6749 §4.4), kept until shortly before they expire. Calls that need one at
 * the same time share one request for it, which goes on when the call that began it is cancelled.
 */
export function makeAccessTokens(credentials: ClientCredentials): AccessTokens {
  let held: { token: string; until: number } | null = null;
  let coming: Promise<TokenOutcome> | null = null;
  const fetchToken = async (limits: HttpLimits): Promise<TokenOutcome> => {
    const answer = readToken(
      await postOnce(tokenRequest(credentials), { ...limits, maxBytes: MAX_BYTES, signal: null }),
    );
    if ('failure' in answer) return answer;
    held = { token: answer.token, until: performance.now() + answer.seconds * 1000 };
    return { token: answer.token };
  };
  return {
    get: async (limits) => {
      if (held !== null && performance.now() < held.until) return { token: held.token };
      coming ??= fetchToken(limits).finally(() => {
        coming = null;
      });
      return waitWithin(coming, limits);
    },
    forget: (token) => {
      if (held?.token === token) held = null;
    },
  };
}

/** Waits as long as the limits of the one who waits allow, which need not be those of the one who asked. */
function waitWithin(coming: Promise<TokenOutcome>, { deadline, signal }: HttpLimits): Promise<TokenOutcome> {
  return new Promise((resolve, reject) => {
    const end = (outcome: TokenOutcome): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (reason: 'cancelled' | 'token-timeout'): void =>
      end({ failure: studioFailure(reason, { mayHaveRun: false }) });
    const onAbort = (): void => giveUp('cancelled');
    const timer = setTimeout(() => giveUp('token-timeout'), Math.max(0, deadline - performance.now()));
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    coming.then(end, reject);
  });
}

/** What the token request is authorised with; form-encoded before it is joined, as RFC 6749 §2.3.1 asks. */
export function basicCredentials({ clientId, clientSecret }: ClientCredentials): string {
  const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
  return Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64');
}

function tokenRequest(credentials: ClientCredentials): { url: string; headers: Record<string, string>; body: string } {
  const { tokenUrl, scope } = credentials;
  return {
    url: tokenUrl,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      authorization: `Basic ${basicCredentials(credentials)}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== null && { scope }) }).toString(),
  };
}

function readToken(answer: HttpExchange): { token: string; seconds: number } | { failure: StudioFailure } {
  if (!answer.answered)
    return { failure: studioFailure(faultReason(answer.fault), { code: answer.code, mayHaveRun: false }) };
  const { status } = answer;
  if (status !== 200) {
    const { retryAfterSeconds } = readRefusal(answer);
    return { failure: studioFailure(statusReason(status), { status, retryAfterSeconds, mayHaveRun: false }) };
  }
  if (answer.end === 'late') return { failure: studioFailure('token-timeout', { status }) };
  const { access_token: token, expires_in: expires, token_type: type } = asRecord(parseJson(decodeUtf8(answer.body)));
  const usable = typeof token === 'string' && /^[\x21-\x7e]{1,16384}$/.test(token);
  if (!usable || (type !== undefined && !isBearer(type))) {
    return { failure: studioFailure('token-malformed', { status }) };
  }
  const life = typeof expires === 'number' && expires >= 0 ? expires : DEFAULT_SECONDS;
  return { token, seconds: life - Math.min(SPARE_SECONDS, life * SPARE_RATIO) };
}

function isBearer(type: unknown): boolean {
  return typeof type === 'string' && type.toLowerCase() === 'bearer';
}

function faultReason(fault: string): StudioFailureReason {
  if (fault === 'cancelled') return 'cancelled';
  if (fault === 'not-http') return 'token-malformed';
  return fault.endsWith('timeout') ? 'token-timeout' : 'token-unavailable';
}

function statusReason(status: number): StudioFailureReason {
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 504) return 'token-timeout';
  if (status >= 500) return 'token-unavailable';
  return status >= 400 ? 'token-refused' : 'token-malformed';
}
