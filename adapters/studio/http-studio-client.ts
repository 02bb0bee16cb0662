import type { Logger } from '../../platform/logging.js';
import { makeAccessTokens } from './access-tokens.js';
import type { AccessTokens } from './access-tokens.js';
import { makeEventReader } from './event-stream.js';
import { flowRequest, writeEnvelope } from './flow-request.js';
import type { BodyShape } from './flow-request.js';
import { postOnce } from './http-exchange.js';
import type { HttpExchange, HttpLimits } from './http-exchange.js';
import { readFlowAnswer } from './flow-answer.js';
import type { FlowOutcome } from './flow-answer.js';
import { makeRecorder } from './recorder.js';
import type { Recorder } from './recorder.js';
import { withoutSecrets } from './redaction.js';
import { refusesWrapper } from './refusal.js';
import { studioFailure } from './studio-failure.js';
import type { StudioCall, StudioClient, StudioOutcome } from './studio-client.js';
import type { StudioSettings } from './studio-settings.js';

interface Parts {
  settings: StudioSettings;
  tokens: AccessTokens | null;
  recorder: Recorder | null;
}

/**
 * A client of the run API over HTTP, one connection per request. It does not retry: whoever calls it decides by the outcome. What it
 * does send again, once each, never ran: a request refused with an old token, and one whose wrapper the server does not know.
 */
export function makeHttpStudioClient(settings: StudioSettings, { log }: { log: Logger }): StudioClient {
  const { clientCredentials, record } = settings;
  const parts: Parts = {
    settings,
    tokens: clientCredentials === null ? null : makeAccessTokens(clientCredentials),
    recorder: record === null ? null : makeRecorder(record, settings, log),
  };
  return {
    run: async (call) => {
      const started = performance.now();
      const { outcome, requests } = await ask(parts, call, started);
      const effort = { requests, milliseconds: Math.round(performance.now() - started) };
      log.debug({ op: call.op, ...effort, ...summaryOf(outcome) }, 'Intelligence Studio was asked');
      return { ...outcome, ...effort } satisfies StudioOutcome;
    },
  };
}

interface Asked {
  outcome: FlowOutcome;
  requests: number;
}

async function ask({ settings, tokens, recorder }: Parts, call: StudioCall, started: number): Promise<Asked> {
  const input = writeEnvelope(call);
  const limits: HttpLimits = {
    connectMs: settings.connectMs,
    firstByteMs: settings.firstByteMs,
    deadline: started + Math.min(settings.timeoutMs, call.timeoutMs ?? settings.timeoutMs),
    maxBytes: settings.maxResponseBytes,
    signal: call.signal ?? null,
  };
  let shape: BodyShape = settings.body;
  let renewed = false;
  for (let requests = 0; ;) {
    const access = tokens === null ? null : await tokens.get(limits);
    if (access !== null && 'failure' in access) return { outcome: access.failure, requests };
    const token = access?.token ?? null;
    const request = flowRequest(settings, call, input, { shape, token });
    const answer = await postOnce(request, settings.stream ? { ...limits, isEnough: untilEnd() } : limits);
    requests += 1;
    if (tokens !== null && token !== null && !renewed && refusesToken(answer)) {
      tokens.forget(token);
      renewed = true;
    } else if (shape === 'wrapped' && answer.answered && refusesWrapper(answer)) {
      shape = 'bare';
    } else {
      const outcome = outcomeOf(answer, input);
      if (answer.answered) await recorder?.record(call, { request, input, token, answer, outcome });
      return { outcome: untold(outcome, [...secretsOf(settings), token]), requests };
    }
  }
}

/** What a flow is called with and nobody else is to know. */
function secretsOf({ apiKey, clientCredentials, flowUrl, flowUrls }: StudioSettings): (string | null)[] {
  return [apiKey, clientCredentials?.clientSecret ?? null, flowUrl, ...Object.values(flowUrls)];
}

/** A flow knows what it is called with, and its model may be told to repeat it. */
function untold(outcome: FlowOutcome, secrets: readonly (string | null)[]): FlowOutcome {
  if (outcome.kind !== 'ok') return outcome;
  const [first, ...others] = outcome.texts.map((text) => withoutSecrets(text, secrets));
  return { kind: 'ok', texts: [first ?? '', ...others] };
}

function untilEnd(): (chunk: Buffer) => boolean {
  const events = makeEventReader();
  return (chunk) => events.push(chunk);
}

function refusesToken(answer: HttpExchange): boolean {
  return answer.answered && (answer.status === 401 || answer.status === 403);
}

function outcomeOf(answer: HttpExchange, input: string): FlowOutcome {
  if (answer.answered) return readFlowAnswer(answer, input);
  return studioFailure(answer.fault, { code: answer.code, ...(!answer.connected && { mayHaveRun: false }) });
}

/** What a log may hold of an outcome. */
function summaryOf(outcome: FlowOutcome): Readonly<Record<string, unknown>> {
  if (outcome.kind === 'ok') return { kind: outcome.kind, texts: outcome.texts.length };
  const { kind, reason, status, code, retryAfterSeconds } = outcome;
  return { kind, reason, status, code, retryAfterSeconds };
}
