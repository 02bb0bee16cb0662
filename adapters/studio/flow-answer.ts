import { makeEventReader } from './event-stream.js';
import { readFlowResult } from './flow-result.js';
import type { HttpAnswer } from './http-exchange.js';
import { decodeUtf8, parseJson } from './json.js';
import { readRefusal, saysRateLimited } from './refusal.js';
import { studioFailure } from './studio-failure.js';
import type { StudioFailure, StudioFailureReason } from './studio-failure.js';
import type { StudioAnswer } from './studio-client.js';

export type FlowOutcome = Pick<StudioAnswer, 'kind' | 'texts'> | StudioFailure;

/** What an answer to a run request says; `input` is what was sent. */
export function readFlowAnswer(answer: HttpAnswer, input: string): FlowOutcome {
  if (answer.status !== 200) return readRefusal(answer);
  const fail = (reason: StudioFailureReason): StudioFailure => studioFailure(reason, { status: 200 });
  const type = answer.headers['content-type'] ?? '';
  if (type.includes('text/html')) return fail('html');
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return fail('not-json');
  return isStream(answer) ? readStream(answer, input, fail) : readDocument(answer, input, fail);
}

type Fail = (reason: StudioFailureReason) => StudioFailure;

function readDocument({ body, end }: HttpAnswer, input: string, fail: Fail): FlowOutcome {
  if (end !== 'complete') return fail(UNFINISHED[end]);
  const text = decodeUtf8(body);
  const result = parseJson(text);
  if (result === undefined) return fail(text.trimStart().startsWith('<') ? 'html' : 'not-json');
  return readResult(result, input, fail);
}

/** An error is what the run ended with, even when the connection broke after it; only a stream without either was cut. */
function readStream({ body, end }: HttpAnswer, input: string, fail: Fail): FlowOutcome {
  const events = makeEventReader();
  events.push(body);
  const streamEnd = events.end();
  if (streamEnd === null) return fail(end === 'complete' ? 'stream-without-end' : UNFINISHED[end]);
  if ('result' in streamEnd) return readResult(streamEnd.result, input, fail);
  return fail(saysRateLimited(streamEnd.errorWords) ? 'model-rate-limited' : 'flow-failed');
}

function readResult(result: unknown, input: string, fail: Fail): FlowOutcome {
  const read = readFlowResult(result, input);
  return 'fault' in read ? fail(read.fault) : { kind: 'ok', texts: read.texts };
}

const UNFINISHED = {
  complete: 'not-json',
  enough: 'not-json',
  cut: 'answer-cut',
  late: 'call-timeout',
  'too-large': 'answer-too-large',
} satisfies Record<HttpAnswer['end'], StudioFailureReason>;

/** Whoever sends one document when a stream was asked for says so in the media type. */
function isStream(answer: HttpAnswer): boolean {
  return (answer.headers['content-type'] ?? '').includes('text/event-stream');
}
