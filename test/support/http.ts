import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** A JSON answer as tests look at it: they assert on what they read, so its shape is left open. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

/** One request with a JSON body (where there is one). `body` of the answer is null for an empty one, text for other media types. */
export async function call(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /\bjson\b/u.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text || null };
}

/** Asks until `done` accepts the answer of `probe`; fails with the last answer after `seconds`. */
export async function eventually<T>(probe: () => Promise<T>, done: (value: T) => boolean, seconds = 30): Promise<T> {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    const value = await probe();
    if (done(value)) return value;
    if (performance.now() > until) {
      assert.fail(`not within ${seconds} s; last seen: ${JSON.stringify(value)?.slice(0, 2000)}`);
    }
    await sleep(50);
  }
}

/** Makes a plan and waits until its first revision is published. */
export async function makePlan(url: string, prd: string, contract: string, options: Json = {}): Promise<Json> {
  const body = { prd: { text: prd }, contract: { text: contract }, options };
  const answer = await call('POST', `${url}/plans`, body, { prefer: 'wait=60' });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

/** Reports a task as done and waits until the plan has taken it in. */
export async function complete(url: string, taskId: string, callback: Json = {}): Promise<Json> {
  const body = { eventId: `done-${taskId}`, status: 'succeeded', summary: `Finished ${taskId}.`, ...callback };
  const path = `${url}/executor/callbacks/${taskId}`;
  const answer = await call('POST', path, body);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  const again = await eventually(
    () => call('POST', path, body),
    (a) => a.body.card !== undefined,
  );
  return again.body;
}
