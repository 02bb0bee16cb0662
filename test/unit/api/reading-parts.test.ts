import assert from 'node:assert/strict';

import { readCursor, writeCursor } from '../../../api/cursor.js';
import { canonicalQuery, etagOf, isNotModified } from '../../../api/etag.js';
import { depthOf } from '../../../api/json-depth.js';
import { makePlanReader } from '../../../api/plan-reader.js';
import { preferredWait } from '../../../api/prefer.js';
import { makeRenderedCache } from '../../../api/rendered-cache.js';
import type { Rendered } from '../../../api/rendered-cache.js';
import { mergeOptions } from '../../../api/rerun-plan.js';
import { stableJson } from '../../../api/stable-json.js';
import type { PlanRow } from '../../../db/plans.js';

describe('cursors', () => {
  const cursor = { list: 'tasks', of: 'pln_a?kind=test', revision: 3, after: 41 } as const;

  it('come back as they were written, for their own list', () => {
    assert.deepEqual(readCursor(writeCursor(cursor), cursor), cursor);
  });

  it('are refused for another list, for other filters, and when made up', () => {
    const text = writeCursor(cursor);
    const made = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const refused = { name: 'Problem', code: 'invalid-cursor', status: 400 };
    assert.throws(() => readCursor(text, { list: 'cards', of: cursor.of }), refused);
    assert.throws(() => readCursor(text, { list: 'tasks', of: 'pln_b' }), refused);
    for (const value of [
      null,
      {},
      [],
      ['tasks', cursor.of, -1, 0],
      ['tasks', cursor.of, 1, 1.5],
      ['tasks', cursor.of, '1', 1],
    ]) {
      assert.throws(() => readCursor(made(value), cursor), refused);
    }
    assert.throws(() => readCursor('%%%', cursor), refused);
  });
});

describe('entity tags', () => {
  const base = { plan: { id: 'pln_a', version: 4 }, revision: 1, mediaType: 'application/json', resource: 'graph?' };

  it('change with whatever the bytes depend on', () => {
    const others = [
      { ...base, plan: { id: 'pln_b', version: 4 } },
      { ...base, plan: { id: 'pln_a', version: 5 } },
      { ...base, revision: 2 },
      { ...base, mediaType: 'text/plain' },
      { ...base, resource: 'graph?format=dot' },
    ];
    const tags = [etagOf(base, '1'), etagOf(base, '2'), ...others.map((other) => etagOf(other, '1'))];
    assert.equal(new Set(tags).size, tags.length);
    assert.equal(etagOf({ ...base }, '1'), tags[0]);
  });

  it('match weakly, in a list and by star', () => {
    for (const header of ['"a"', 'W/"a"', '"x", "a"', '*']) assert.ok(isNotModified(header, '"a"'), header);
    for (const header of [undefined, '', '"b"', 'a']) assert.ok(!isNotModified(header, '"a"'), header);
  });

  it('take a query in one spelling', () => {
    assert.equal(canonicalQuery({ b: ['x', 'y'], a: 1, c: undefined }), 'a=1&b=x%2Cy');
  });
});

describe('preferredWait', () => {
  it('reads the wait among other preferences and caps it', () => {
    assert.equal(preferredWait('wait=5', 60), 5);
    assert.equal(preferredWait('respond-async, wait = "90"; x=1', 60), 60);
    assert.equal(preferredWait('wait=0', 60), 0);
  });

  it('ignores what it cannot read', () => {
    for (const header of [undefined, '', 'wait', 'wait=', 'wait=-1', 'wait=1.5', 'await=3']) {
      assert.equal(preferredWait(header, 60), null, header);
    }
  });
});

describe('the cache of rendered answers', () => {
  const rendered = (bytes: number): Rendered => ({
    planId: 'pln_a',
    version: 1,
    etag: '"a"',
    mediaType: 'text/plain',
    body: Buffer.alloc(bytes),
  });

  it('drops the least recently used answers over its cap', () => {
    const cache = makeRenderedCache(40_000);
    for (const key of ['a', 'b', 'c', 'd']) cache.set(key, rendered(8_000));
    assert.ok(cache.get('a'));
    cache.set('e', rendered(8_000));
    assert.equal(cache.get('b'), undefined);
    assert.ok(cache.get('a') && cache.get('c') && cache.get('d') && cache.get('e'));
  });

  it('keeps no answer that would take over a quarter of it, and forgets the one it replaces', () => {
    const cache = makeRenderedCache(40_000);
    cache.set('a', rendered(100));
    cache.set('a', rendered(10_000));
    assert.equal(cache.get('a'), undefined);
  });
});

describe('the plan reader', () => {
  it('never answers with a query that began before the call, and asks once for all who wait', async () => {
    const pending: ((version: number) => void)[] = [];
    const reader = makePlanReader({
      get: () => new Promise((resolve) => pending.push((version) => resolve({ version } as PlanRow))),
    });
    const scope = { tenantId: 't' };
    const first = reader.get(scope, 'p');
    const second = reader.get(scope, 'p');
    const third = reader.get(scope, 'p');
    assert.equal(pending.length, 1);
    pending[0]!(1);
    assert.equal((await first)?.version, 1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(pending.length, 2);
    pending[1]!(2);
    assert.equal((await second)?.version, 2);
    assert.equal((await third)?.version, 2);
  });

  it('asks again after a query that failed', async () => {
    let calls = 0;
    const reader = makePlanReader({
      get: () => (++calls === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(null)),
    });
    const scope = { tenantId: 't' };
    const [first, second] = await Promise.allSettled([reader.get(scope, 'p'), reader.get(scope, 'p')]);
    assert.deepEqual([first.status, second.status], ['rejected', 'fulfilled']);
  });
});

describe('options of a rerun', () => {
  it('are merged member by member, lists replaced, and nothing is changed in place', () => {
    const old = { title: 'A', search: { maxTrials: 8, seed: 1 }, existing: ['op:GET /a'] };
    const merged = mergeOptions(old, { search: { seed: 2 }, existing: [] });
    assert.deepEqual(merged, { title: 'A', search: { maxTrials: 8, seed: 2 }, existing: [] });
    assert.deepEqual(old.search, { maxTrials: 8, seed: 1 });
  });

  it('have no power over prototypes', () => {
    const given = JSON.parse('{"labels":{"__proto__":"x"}}') as { labels: Record<string, string> };
    const merged = mergeOptions({ labels: { a: 'b' } }, given);
    assert.deepEqual(Object.entries(merged.labels ?? {}).sort(), [
      ['__proto__', 'x'],
      ['a', 'b'],
    ]);
    assert.equal(({} as { x?: string }).x, undefined);
  });
});

describe('stableJson', () => {
  it('is the same whatever the order of members, and differs where values do', () => {
    assert.equal(stableJson({ b: [{ d: 1, c: 2 }], a: '\ud800' }), stableJson({ a: '\ud800', b: [{ c: 2, d: 1 }] }));
    assert.notEqual(stableJson({ a: '\ud800' }), stableJson({ a: '\ud801' }));
    assert.notEqual(stableJson({ a: [1, 2] }), stableJson({ a: [2, 1] }));
  });
});

describe('depthOf', () => {
  it('counts nesting and gives up beyond what is enough', () => {
    assert.equal(depthOf(1, 10), 0);
    assert.equal(depthOf({ a: [{}] }, 10), 3);
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    assert.equal(depthOf(deep, 200), 201);
  });
});
