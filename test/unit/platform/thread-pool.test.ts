import assert from 'node:assert/strict';

import { ThreadOutOfMemory, ThreadTimeout, makeThreadPool } from '../../../platform/thread-pool.js';
import type * as Tasks from './thread-tasks.js';

describe('thread pool', function () {
  this.timeout(10_000);
  const pool = makeThreadPool<typeof Tasks>({
    module: new URL('./thread-tasks.ts', import.meta.url),
    threads: 1,
    memoryMb: 64,
  });
  after(() => pool.close());

  it('returns the result of a function of a TypeScript module', async () => {
    assert.equal(await pool.run('double', 21, { timeoutMs: 5000 }), 42);
  });

  it('leaves the event loop free while a task computes', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 10);
    await pool.run('spin', 300, { timeoutMs: 5000 });
    clearInterval(timer);
    assert.ok(ticks >= 10, `${ticks} ticks`);
  });

  it('passes on what the task threw', async () => {
    await assert.rejects(pool.run('refuse', 'this', { timeoutMs: 5000 }), {
      name: 'RangeError',
      message: 'cannot take this',
    });
  });

  it('kills a task whose time is up and serves the next', async () => {
    const started = Date.now();
    await assert.rejects(pool.run('spin', 60_000, { timeoutMs: 300 }), ThreadTimeout);
    assert.ok(Date.now() - started < 5000);
    assert.equal(await pool.run('double', 2, { timeoutMs: 5000 }), 4);
  });

  it('kills a task that needs more memory than allowed and serves the next', async () => {
    await assert.rejects(pool.run('fillMemory', undefined, { timeoutMs: 9000 }), ThreadOutOfMemory);
    assert.equal(await pool.run('double', 3, { timeoutMs: 5000 }), 6);
  });

  it('counts the time of a queued task from when it is taken up', async () => {
    const first = pool.run('spin', 800, { timeoutMs: 5000 });
    const queued = pool.run('spin', 200, { timeoutMs: 700 });
    assert.deepEqual(await Promise.all([first, queued]), ['done', 'done']);
  });

  it('ends a running task and drops a queued one when their signals say so', async () => {
    const abort = new AbortController();
    const running = pool.run('spin', 60_000, { timeoutMs: 60_000, signal: abort.signal });
    const queued = pool.run('double', 1, { timeoutMs: 60_000, signal: abort.signal });
    setTimeout(() => abort.abort(new Error('no longer wanted')), 50);
    await assert.rejects(running, { message: 'no longer wanted' });
    await assert.rejects(queued, { message: 'no longer wanted' });
    assert.equal(await pool.run('double', 5, { timeoutMs: 5000 }), 10);
  });

  it('keeps its spare thread for tasks that are not large', async () => {
    const spared = makeThreadPool<typeof Tasks>({
      module: new URL('./thread-tasks.ts', import.meta.url),
      threads: 1,
      memoryMb: 64,
      spare: true,
    });
    const ended: string[] = [];
    const run = async (name: string, milliseconds: number, large: boolean): Promise<void> => {
      await spared.run('spin', milliseconds, { timeoutMs: 9000, large });
      ended.push(name);
    };
    try {
      await Promise.all([run('large', 1500, true), run('second large', 10, true), run('small', 10, false)]);
      assert.deepEqual(ended, ['small', 'large', 'second large']);
    } finally {
      await spared.close();
    }
  });
});
