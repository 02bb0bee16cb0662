import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { unzipSync } from 'fflate';

import { getStack } from '../../support/stack.js';
import { assertProblem, makeClient } from './api-client.js';
import type { Json } from './api-client.js';
import { CONTRACT, PRD, planRequest } from './inputs.js';

describe('reading a revision', function () {
  this.timeout(60_000);
  let call: ReturnType<typeof makeClient>;
  let plan: Json;
  let base: string;
  let tasks: Json[];
  before(async () => {
    call = makeClient((await getStack()).url);
    const body = planRequest({ title: 'Notes "<b>%%{init}%%</b>\\' });
    plan = (await call('/plans', { method: 'POST', body, headers: { Prefer: 'wait=50' } })).json;
    base = `/plans/${plan.id}`;
    tasks = (await call(`${base}/tasks.json`)).json.tasks;
  });

  it('serves all tasks in topological order, with ids for what they depend on', () => {
    assert.equal(tasks.length, plan.tasks.total);
    const seen = new Set<string>();
    for (const task of tasks) {
      for (const { task: before } of task.dependsOn) assert.ok(seen.has(before), `${task.key} comes after ${before}`);
      seen.add(task.id);
      assert.match(task.id, /^tsk_[a-z2-7]{26}$/);
    }
    assert.ok(tasks.some((task) => task.dependsOn.length > 0));
  });

  it('serves the same tasks page by page, each page from the same revision', async () => {
    const paged: Json[] = [];
    let next: string | null = `${base}/tasks.json?limit=3`;
    while (next !== null) {
      const page = await call(next);
      paged.push(...page.json.tasks);
      const link = page.headers.get('link');
      assert.equal(link === null, page.json.nextCursor === null);
      next = link === null ? null : /<([^>]+)>; rel="next"/.exec(link)![1]!;
    }
    assert.deepEqual(paged, tasks);
  });

  it('serves the checks of a task: a workflow for each criterion that says so, and the contract they run on', async () => {
    const task = tasks.find(({ covers }) => covers.includes('op:POST /notes'));
    const { json } = await call(`${base}/tasks/${task.id}/acceptance`);
    assert.equal(json.arazzo, '1.0.1');
    const checked = task.acceptance.filter((one: Json) => one.check?.kind === 'arazzo');
    const workflows = json.workflows.map(({ workflowId }: Json) => `${base}/tasks/${task.id}/acceptance#${workflowId}`);
    assert.deepEqual(
      checked.map((one: Json) => one.check.href),
      workflows,
    );
    const { planId, taskId, described, commands } = json['x-planner'];
    assert.deepEqual([planId, taskId], [plan.id, task.id]);
    const commanded = new Set(commands.map(({ checkId }: Json) => checkId));
    assert.equal(Number(described.length) + Number(workflows.length) + commanded.size, task.acceptance.length);
    const contract = await call(`${base}/tasks/${task.id}/${json.sourceDescriptions[0].url}`);
    assert.equal(contract.json.openapi, '3.1.0');
    const payload = (await call(`${base}/tasks/${task.id}/payload`)).json;
    assert.deepEqual(payload.acceptance, task.acceptance);
  });

  it('serves just commands and what is described of a task without operations', async () => {
    const task = tasks.find(({ kind }) => kind === 'scaffold');
    const { json } = await call(`${base}/tasks/${task.id}/acceptance`);
    assert.deepEqual(Object.keys(json), ['x-planner']);
    const { commands, described } = json['x-planner'];
    assert.deepEqual(commands[0], {
      checkId: 'installs',
      argv: ['npm', 'install', '--no-audit', '--no-fund'],
      repository: 'service',
      what: 'Installs what the repository depends on',
    });
    assert.equal(
      Number(described.length) + new Set(commands.map(({ checkId }: Json) => checkId)).size,
      task.acceptance.length,
    );
    const contract = await call(`${base}/tasks/${task.id}/acceptance/contract.openapi.json`);
    assertProblem(contract, 404, 'unknown-element');
  });

  it('serves the contract, and slices of it by element or by task', async () => {
    const whole = (await call(`${base}/contract`)).json;
    assert.deepEqual(Object.keys(whole.paths), ['/notes', '/notes/{noteId}', '/users/me']);
    const slice = (await call(`${base}/contract?ref=${encodeURIComponent('op:GET /notes')}&level=brief`)).json;
    assert.deepEqual([slice.openapi, Object.keys(slice.paths)], ['3.1.0', ['/notes']]);
    assert.deepEqual(Object.keys(slice.paths['/notes']), ['get']);
    const task = tasks.find(({ covers }) => covers.some((one: string) => one.startsWith('op:')));
    const payload = (await call(`${base}/tasks/${task.id}/payload`)).json;
    assert.deepEqual((await call(`${base}/contract?task=${task.id}`)).json, payload.contract.slice);
    const unknown = await call(`${base}/contract?ref=entity:Nobody`);
    assertProblem(unknown, 404, 'unknown-element');
    assert.match(unknown.json.detail, /entity:Nobody/);
    assertProblem(await call(`${base}/contract?task=tsk_${'a'.repeat(26)}`), 404, 'unknown-task');
  });

  it('filters by status and kind and keeps the filter across pages', async () => {
    const pending = (await call(`${base}/tasks.json?status=pending`)).json.tasks;
    assert.deepEqual(
      pending,
      tasks.filter((task) => task.status === 'pending'),
    );
    const tests = (await call(`${base}/tasks.json?kind=test&limit=1`)).json;
    assert.equal(tests.tasks[0].kind, 'test');
    assertProblem(await call(`${base}/tasks.json?kind=docs&limit=1&cursor=${tests.nextCursor}`), 400, 'invalid-cursor');
    assertProblem(
      await call(`${base}/tasks.json?kind=test&revision=2&cursor=${tests.nextCursor}`),
      400,
      'invalid-cursor',
    );
  });

  it('sends only the members asked for, and id and key always', async () => {
    const some = (await call(`${base}/tasks.json?fields=title,status`)).json.tasks;
    assert.deepEqual(
      some,
      tasks.map(({ id, key, title, status }) => ({ id, key, title, status })),
    );
    assertProblem(await call(`${base}/tasks.json?fields=title,nope`), 400, 'invalid-request');
  });

  it('answers 304 for a copy that is current, from memory too, and other tags for other queries', async () => {
    const tags = new Set<string>();
    for (const query of ['', '?limit=3', '?fields=title', '?status=ready', '?revision=1']) {
      const path = `${base}/tasks.json${query}`;
      const etag = (await call(path)).headers.get('etag')!;
      tags.add(etag);
      const again = await call(path);
      assert.equal(again.headers.get('etag'), etag);
      assert.equal((await call(path, { headers: { 'If-None-Match': etag } })).status, 304);
      assert.equal((await call(path, { headers: { 'If-None-Match': `W/${etag}` } })).status, 304);
      assert.equal((await call(path, { headers: { 'If-None-Match': '"stale"' } })).status, 200);
    }
    assert.equal(tags.size, 5);
    const head = await call(`${base}/tasks.json`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.bytes.length, 0);
  });

  it('serves one task', async () => {
    const answer = await call(`${base}/tasks/${tasks[0].id}`);
    assert.deepEqual(answer.json.task, tasks[0]);
    assert.equal((await call(answer.json.links.payload)).status, 200);
    assertProblem(await call(`${base}/tasks/tsk_aaaaaaaaaaaaaaaaaaaaaaaaaa`), 404, 'unknown-task');
    assertProblem(await call(`${base}/tasks/nope`), 404, 'unknown-task');
  });

  it('serves the graph as JSON whose edges are among the dependencies', async () => {
    const graph = (await call(`${base}/graph`)).json;
    assert.deepEqual(
      graph.nodes.map(({ id, status }: Json) => ({ id, status })),
      tasks.map(({ id, status }) => ({ id, status })),
    );
    const dependencies = new Set(tasks.flatMap((task) => task.dependsOn.map((d: Json) => `${d.task} ${task.id}`)));
    assert.ok(graph.edges.length > 0);
    for (const { from, to } of graph.edges) assert.ok(dependencies.has(`${from} ${to}`));
    assert.equal(graph.waves.flat().length, tasks.length);
  });

  it('serves the graph as Mermaid and DOT with every label escaped', async () => {
    const mermaid = await call(`${base}/graph?format=mermaid`);
    assert.match(mermaid.headers.get('content-type')!, /^text\/vnd\.mermaid/);
    assert.match(mermaid.text, /^flowchart TD\n/);
    assert.ok(!/[<>]|%%/.test(mermaid.text.replaceAll('-->', '').replaceAll('-.->', '')));
    const dot = await call(`${base}/graph?format=dot`);
    assert.match(dot.headers.get('content-type')!, /^text\/vnd\.graphviz/);
    assert.equal(dot.text.match(/ -> /g)?.length, (await call(`${base}/graph`)).json.edges.length);
    assertProblem(await call(`${base}/graph?format=svg`), 400, 'invalid-request');
  });

  it('serves coverage, search, scaffold and report, all about the same tasks', async () => {
    const ids = new Set(tasks.map((task) => task.id));
    const coverage = (await call(`${base}/coverage`)).json;
    assert.equal(coverage.complete, true);
    assert.deepEqual(coverage.operations.map((o: Json) => o.element).sort(), [
      'DELETE /notes/{noteId}',
      'GET /notes',
      'GET /notes/{noteId}',
      'GET /users/me',
      'POST /notes',
    ]);
    for (const { implementedBy } of coverage.operations) assert.ok(ids.has(implementedBy[0]));
    const search = (await call(`${base}/search`)).json;
    assert.equal(search.trials.length, plan.search.trials);
    assert.deepEqual(search.winner, plan.winner);
    const scaffold = (await call(`${base}/scaffold`)).json.scaffold;
    for (const { task } of scaffold) assert.ok(ids.has(task));
    const report = (await call(`${base}/report`)).json;
    assert.deepEqual(report.plan, (await call(base)).json);
    assert.deepEqual(report.execution, { byStatus: plan.tasks.byStatus, done: 0, total: tasks.length, percent: 0 });
    assert.deepEqual(report.coverage.uncovered, []);
  });

  it('lists the candidates and serves each under its hash', async () => {
    const { candidates } = (await call(`${base}/candidates`)).json;
    assert.ok(candidates.length >= 3);
    assert.equal(candidates.filter((c: Json) => c.role === 'winner').length, 1);
    for (const { candidateId, links } of candidates) {
      const candidate = await call(links.self);
      assert.equal(createHash('sha256').update(candidate.bytes).digest('hex'), candidateId);
    }
    assertProblem(await call(`${base}/candidates/${'0'.repeat(64)}`), 404, 'unknown-candidate');
    assertProblem(await call(`${base}/candidates/..%2f..%2fx`), 404, 'unknown-candidate');
  });

  it('serves a bundle whose manifest is true and whose bytes are the same each time', async () => {
    const first = await call(`${base}/bundle`);
    assert.equal(first.headers.get('content-type'), 'application/zip');
    const files = new Map(Object.entries(unzipSync(first.bytes)));
    const manifest = JSON.parse(Buffer.from(files.get('manifest.json')!).toString());
    assert.deepEqual(
      manifest.files.map((file: Json) => file.path).sort(),
      [...files.keys()].filter((path) => path !== 'manifest.json').sort(),
    );
    for (const { path, sha256, bytes } of manifest.files) {
      assert.equal(files.get(path)!.byteLength, bytes, path);
      assert.equal(createHash('sha256').update(files.get(path)!).digest('hex'), sha256, path);
    }
    assert.equal(Buffer.from(files.get('inputs/prd.md')!).toString(), PRD);
    assert.equal(Buffer.from(files.get('inputs/contract.yaml')!).toString(), CONTRACT);
    const json = (path: string): Json => JSON.parse(Buffer.from(files.get(path)!).toString());
    assert.deepEqual(json('tasks.json').tasks, tasks);
    assert.deepEqual(json('plan.json'), (await call(base)).json);
    assert.deepEqual(json('graph.json'), (await call(`${base}/graph`)).json);
    assert.equal(tasks.filter((task) => files.has(`payloads/${task.key}.json`)).length, tasks.length);
    for (const { key, acceptance } of tasks) {
      const runs = acceptance.some((one: Json) => one.check?.kind === 'arazzo');
      assert.ok(files.has(`acceptance/${key}.${runs ? 'arazzo.yaml' : 'json'}`), key);
      assert.equal(files.has(`acceptance/${key}.openapi.json`), runs, key);
    }
    const second = await call(`${base}/bundle`);
    assert.ok(first.bytes.equals(second.bytes));
    const etag = first.headers.get('etag')!;
    assert.equal((await call(`${base}/bundle`, { headers: { 'If-None-Match': etag } })).status, 304);
  });

  it('answers 404 for a revision that is not published', async () => {
    for (const path of ['/tasks.json', '/graph', '/report', '/bundle', '/search', `/tasks/${tasks[0].id}/payload`]) {
      assertProblem(await call(`${base}${path}?revision=7`), 404, 'unknown-revision');
      assertProblem(await call(`${base}${path}?revision=0`), 400, 'invalid-request');
    }
  });
});
