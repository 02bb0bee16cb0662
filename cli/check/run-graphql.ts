import type { CheckResult } from './check-result.js';
import { fillIn, mentions, MissingValue } from './graphql-values.js';
import type { Exchanges } from './graphql-values.js';
import { judgeAnswer } from './judge-graphql.js';
import { list, member, text } from './json.js';
import type { CheckTarget } from './target.js';

/** Most bytes of one answer. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_STEPS = 50;

/** Sends one GraphQL check's requests and judges the last answer. Never throws for what a server or a document does. */
export async function runGraphqlCheck(check: unknown, session: unknown, target: CheckTarget): Promise<CheckResult> {
  const checkId = text(member(check, 'checkId')) || text(member(check, 'id'));
  const base = { checkId, kind: 'graphql' as const, url: target.url };
  const exchanges: Exchanges = new Map();
  try {
    const faults = await exchangeAll(check, session, target, exchanges);
    const detail = target.hide(faults.join('; '));
    return { ...base, outcome: faults.length === 0 ? 'passed' : 'failed', detail };
  } catch (error) {
    if (error instanceof RequestFault) return { ...base, outcome: 'failed', detail: target.hide(error.message) };
    if (!(error instanceof MissingValue)) throw error;
    // What an earlier change should have given is a fault; what nobody has put there yet is not.
    const failed = error.step !== '' && !error.step.startsWith('?');
    return { ...base, outcome: failed ? 'failed' : 'skipped', detail: target.hide(error.message) };
  }
}

class RequestFault extends Error {}

async function exchangeAll(
  check: unknown,
  session: unknown,
  target: CheckTarget,
  exchanges: Exchanges,
): Promise<string[]> {
  const fill = (value: unknown): unknown => fillIn(value, exchanges, target.inputs);
  const sessionSteps = list(member(session, 'steps')).slice(0, MAX_STEPS);
  const needsSession = target.token === null || sessionSteps.some((step) => mentions(check, text(member(step, 'id'))));
  for (const step of needsSession ? sessionSteps : []) await sendStep(step, null, target, exchanges);
  const token = target.token ?? (sessionSteps.length > 0 ? text(fill(member(session, 'token'))) : null);
  for (const step of list(member(check, 'before')).slice(0, MAX_STEPS)) await sendStep(step, token, target, exchanges);
  const { variables, answer } = await send(check, token, target, exchanges);
  exchanges.set(text(member(check, 'step')), { variables, data: member(answer, 'data') });
  return judgeAnswer(answer, member(check, 'expect'), fill);
}

/** A request that another one builds on: any error ends the check. */
async function sendStep(step: unknown, token: string | null, target: CheckTarget, exchanges: Exchanges): Promise<void> {
  const { variables, answer } = await send(step, token, target, exchanges);
  const id = text(member(step, 'id'));
  const [error] = list(member(answer, 'errors'));
  if (error !== undefined)
    throw new RequestFault(`${id}, which it builds on, failed: ${text(member(error, 'message'))}`);
  exchanges.set(id, { variables, data: member(answer, 'data') });
}

async function send(
  step: unknown,
  token: string | null,
  target: CheckTarget,
  exchanges: Exchanges,
): Promise<{ variables: unknown; answer: unknown }> {
  const query = text(member(step, 'query'));
  const variables = fillVariables(member(step, 'variables'), exchanges, target);
  const known = member(step, 'auth') !== 'none';
  const headers = {
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json',
    ...(known && token !== null ? { Authorization: `Bearer ${token}` } : {}),
    ...(known ? Object.fromEntries(target.headers) : {}),
  };
  const body = JSON.stringify({ query, variables });
  return { variables, answer: await post(target, headers, body) };
}

/** Lists that hold nothing yet are no fault of what is checked: their step is marked. */
function fillVariables(variables: unknown, exchanges: Exchanges, target: CheckTarget): unknown {
  try {
    return fillIn(variables ?? {}, exchanges, target.inputs);
  } catch (error) {
    if (!(error instanceof MissingValue) || error.step === '' || !/\.0\b/.test(error.message)) throw error;
    throw new MissingValue(`${error.message}: there is nothing to check it with`, '?');
  }
}

async function post(target: CheckTarget, headers: Record<string, string>, body: string): Promise<unknown> {
  let answer: Response;
  let content: string;
  try {
    answer = await fetch(target.url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(target.requestTimeoutMs),
    });
    content = await readCapped(answer);
  } catch (error) {
    if (error instanceof RequestFault) throw error;
    throw new RequestFault(`no answer: ${reasonOf(error)}`, { cause: error });
  }
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new RequestFault(`the answer is no JSON (status ${answer.status})`, { cause: error });
  }
}

async function readCapped(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new RequestFault(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took too long';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
