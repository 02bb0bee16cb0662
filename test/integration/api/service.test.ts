import assert from 'node:assert/strict';

import { getStack } from '../../support/stack.js';
import { assertProblem, makeClient, rawRequest } from './api-client.js';
import { planRequest } from './inputs.js';

describe('the service around the API', () => {
  let url: string;
  let call: ReturnType<typeof makeClient>;
  before(async function () {
    this.timeout(60_000);
    ({ url } = await getStack());
    call = makeClient(url);
  });

  it('is alive, is ready with each check and its latency, and says what runs', async () => {
    assert.deepEqual((await call('/livez')).json, { status: 'ok' });
    const ready = await call('/readyz');
    assert.equal(ready.status, 200);
    assert.deepEqual(Object.keys(ready.json.checks).sort(), ['database', 'migrations', 'studio', 'temporal']);
    assert.equal(ready.json.checks.studio.state, 'unused');
    const version = await call('/version');
    assert.match(version.json.version, /^\d+\.\d+\.\d+/);
    assert.equal(version.json.node, process.version);
  });

  it('tells measurements in the text format of Prometheus', async () => {
    const answer = await call('/metrics');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
    assert.match(answer.text, /^planner_studio_breaker_state\{state="open"\} 0$/m);
    assert.match(answer.text, /^planner_studio_tokens_total 0$/m);
    assert.match(answer.text, /^# TYPE planner_studio_calls_total counter$/m);
    assert.match(answer.text, /^process_cpu_seconds_total /m);
  });

  it('serves its own description with an entity tag', async () => {
    const first = await call('/openapi.json');
    assert.equal(first.json.openapi, '3.1.0');
    const second = await call('/openapi.json', { headers: { 'If-None-Match': first.headers.get('etag')! } });
    assert.equal(second.status, 304);
  });

  it('serves Swagger UI from local files under a policy without inline scripts', async () => {
    const page = await call('/docs');
    assert.equal(page.status, 200);
    const policy = page.headers.get('content-security-policy')!;
    assert.match(policy, /script-src 'self';/);
    assert.ok(!/<script>|https?:\/\//.test(page.text), 'nothing inline and nothing from elsewhere');
    for (const [, path] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.equal((await call(path!)).status, 200, path);
    }
    assert.equal((await call('/docs/../package.json')).status, 404);
  });

  it('answers an unknown route with a problem', async () => {
    assertProblem(await call('/nope'), 404, 'unknown-route');
    assertProblem(await call('/plans/a/b/c/d'), 404, 'unknown-route');
    assertProblem(await call('/docs/nope.js'), 404, 'unknown-route');
  });

  it('answers a method that a path does not take with 405 and Allow', async () => {
    const answer = await call('/plans', { method: 'PATCH', body: {} });
    assertProblem(answer, 405, 'method-not-allowed');
    assert.deepEqual(answer.headers.get('allow')?.split(', ').sort(), ['GET', 'POST']);
  });

  it('answers HEAD like GET, without a body', async () => {
    const answer = await call('/plans', { method: 'HEAD' });
    assert.equal(answer.status, 200);
    assert.equal(answer.bytes.length, 0);
  });

  it('refuses malformed percent-encoding in a path', async () => {
    assertProblem(await call('/plans/%E0%A4%A'), 400, 'invalid-request');
  });

  it('takes the correlation id of the caller, or the trace id, or makes one', async () => {
    const own = await call('/livez', { headers: { 'X-Request-Id': 'job-7' } });
    assert.equal(own.headers.get('x-request-id'), 'job-7');
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const traced = await call('/livez', { headers: { traceparent } });
    assert.equal(traced.headers.get('x-request-id'), '4bf92f3577b34da6a3ce929d0e0e4736');
    const unsafe = await call('/livez', { headers: { 'X-Request-Id': 'a b"<script>' } });
    assert.match(unsafe.headers.get('x-request-id')!, /^[0-9a-f-]{36}$/);
  });

  it('tells browsers not to guess, frame or run what it sends, and not what serves it', async () => {
    const { headers } = await call('/livez');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(headers.get('x-powered-by'), null);
  });

  it('refuses a host name that is not ours, reads and writes alike', async () => {
    const answer = await rawRequest(url, '/plans', { headers: { Host: 'evil.example' } });
    assert.equal(answer.status, 421);
    assert.equal(JSON.parse(answer.text).code, 'host-not-allowed');
    const port = new URL(url).port;
    assert.equal((await rawRequest(url, '/livez', { headers: { Host: `localhost:${port}` } })).status, 200);
    assert.equal((await rawRequest(url, '/livez', { headers: { Host: 'LOCALHOST' } })).status, 200);
  });

  it('refuses writes of another site and stores nothing of them', async () => {
    const before = (await call('/plans')).json.plans.length;
    const body = JSON.stringify(planRequest());
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://localhost:1' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const answer = await rawRequest(url, '/plans', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', ...headers },
        body,
      });
      assert.equal(answer.status, 403, JSON.stringify(headers));
      assert.equal(JSON.parse(answer.text).code, 'cross-site-write');
    }
    assert.equal((await call('/plans')).json.plans.length, before);
  });

  it('takes writes of a page of its own origin', async () => {
    const answer = await rawRequest(url, '/executor/callbacks/tsk_x', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url, 'Sec-Fetch-Site': 'same-origin' },
      body: JSON.stringify({ eventId: 'e', status: 'progress' }),
    });
    assert.equal(JSON.parse(answer.text).code, 'unknown-task');
  });
});
