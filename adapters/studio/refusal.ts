import type { HttpAnswer } from './http-exchange.js';
import { asList, asRecord, decodeUtf8, parseJson } from './json.js';
import { studioFailure } from './studio-failure.js';
import type { StudioFailure, StudioFailureReason } from './studio-failure.js';

const MAX_RETRY_AFTER_SECONDS = 3600;
/** A flow reports a model's 429 as its own failure, with the words of whichever client met it. */
const RATE_WORDS =
  /\b429\b|rate[ _-]?limit|too many requests|quota[ _]exceeded|(exceeded|insufficient)[^.]{0,40}quota|resource[ _-]?exhausted/i;
const MAX_SEARCHED = 20_000;

/** What an answer with another status than 200 means. Its text decides nothing but whether a model asked to wait. */
export function readRefusal(answer: HttpAnswer): StudioFailure {
  const detail = detailOf(answer.body);
  const status = answer.status;
  return studioFailure(reasonOf(answer, detail), {
    status,
    code: detail.code,
    retryAfterSeconds: retryAfter(answer.headers['retry-after']),
  });
}

/** Whether a 422 says that the server does not know the wrapper; a complaint about something within it is another matter. */
export function refusesWrapper(answer: HttpAnswer): boolean {
  if (answer.status !== 422) return false;
  const { detail } = asRecord(parseJson(decodeUtf8(answer.body)));
  if (typeof detail === 'string') return detail.includes('input_request');
  return asList(detail).some((fault) => asList(asRecord(fault)['loc']).at(-1) === 'input_request');
}

/** Whether a server's words about a failure say that something was asked too often. */
export function saysRateLimited(words: string): boolean {
  return RATE_WORDS.test(words.slice(0, MAX_SEARCHED));
}

function reasonOf({ status, body }: HttpAnswer, detail: Detail): StudioFailureReason {
  if (status >= 300 && status < 400) return 'redirected';
  switch (status) {
    case 401:
    case 403:
    case 407:
      return 'key-refused';
    case 404:
    case 410:
      return 'flow-unknown';
    case 408:
    case 504:
      return 'gateway-timeout';
    case 413:
      return 'request-too-large';
    case 422:
      return detail.source === 'upstream' ? 'model-refused' : 'request-refused';
    case 429:
      return detail.source === 'upstream' ? 'model-rate-limited' : 'rate-limited';
    case 502:
      return detail.given ? 'model-failed' : 'service-unavailable';
    case 503:
      return 'service-unavailable';
    default:
  }
  if (status >= 500) {
    if (saysRateLimited(detail.message)) return 'model-rate-limited';
    // Content networks use statuses of their own for a server they cannot reach.
    return status >= 520 && body.length > 0 && !detail.given ? 'service-unavailable' : 'flow-failed';
  }
  return status >= 400 ? 'request-refused' : 'unexpected-status';
}

interface Detail {
  /** Whether the body is an error document and not, say, a proxy's page. */
  given: boolean;
  message: string;
  code: string | null;
  source: unknown;
}

/** `{detail: "…"}`, `{detail: "<JSON of {message, code, source, …}>"}`, `{detail: {…}}` or `{message: "…"}`. */
function detailOf(body: Buffer): Detail {
  const document = asRecord(parseJson(decodeUtf8(body)));
  const { detail } = document;
  const inner = typeof detail === 'string' ? parseJson(detail) : detail;
  const fields = { ...document, ...asRecord(inner) };
  const message = typeof fields['message'] === 'string' ? fields['message'] : typeof detail === 'string' ? detail : '';
  const code =
    typeof fields['code'] === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(fields['code']) ? fields['code'] : null;
  return { given: 'detail' in document || 'message' in document, message, code, source: fields['source'] };
}

/** Retry-After is a number of seconds or a date. */
function retryAfter(header: string | undefined): number | null {
  if (header === undefined) return null;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(MAX_RETRY_AFTER_SECONDS, Math.max(0, Math.ceil(seconds)));
}
