import assert from 'node:assert/strict';
import { makeLifecycle } from '../../../platform/lifecycle.js';
import { makeLogger } from '../../../platform/logging.js';

const silent = makeLogger({ level: 'silent', format: 'json' }, 'test');

describe('lifecycle', () => {
  it('undoes what was started in reverse order, one after the other', async () => {
    const lifecycle = makeLifecycle(silent);
    const events: string[] = [];
    for (const name of ['first', 'second']) {
      lifecycle.onStop(name, async () => {
        events.push(`${name} stops`);
        await new Promise((done) => setTimeout(done, 10));
        events.push(`${name} has stopped`);
      });
    }
    assert.equal(await lifecycle.stop('test'), true);
    assert.deepEqual(events, ['second stops', 'second has stopped', 'first stops', 'first has stopped']);
  });

  it('stops once, however often it is asked to', async () => {
    const lifecycle = makeLifecycle(silent);
    let stops = 0;
    lifecycle.onStop('part', () => void (stops += 1));
    await Promise.all([lifecycle.stop('one'), lifecycle.stop('two')]);
    await lifecycle.stop('three');
    assert.equal(stops, 1);
    assert.equal(lifecycle.stopping.aborted, true);
  });

  it('goes on past a part that fails or hangs, and says that it was not clean', async () => {
    const lifecycle = makeLifecycle(silent);
    let reached = false;
    lifecycle.onStop('last', () => void (reached = true));
    lifecycle.onStop('fails', () => Promise.reject(new TypeError('no')));
    lifecycle.onStop('hangs', () => new Promise<void>(() => undefined), 20);
    assert.equal(await lifecycle.stop('test'), false);
    assert.equal(reached, true);
  });

  it('counts as not clean after a fault', async () => {
    const lifecycle = makeLifecycle(silent);
    lifecycle.fail(new TypeError('broken'), 'a part broke');
    assert.equal(await lifecycle.stop('test'), false);
  });
});
