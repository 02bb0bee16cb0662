import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { CircuitState } from 'cockatiel';
import { makeFailureWindow } from '../../../adapters/studio/failure-window.js';

describe('the window of failures', () => {
  it('forgets what is older than its span, however few calls come after it', async () => {
    const window = makeFailureWindow({ spanMs: 60, leastCalls: 3, share: 0.5 });
    assert.equal(window.failure(CircuitState.Closed), false);
    assert.equal(window.failure(CircuitState.Closed), false);
    await sleep(80);
    assert.equal(window.failure(CircuitState.Closed), false);
    assert.equal(window.failure(CircuitState.Closed), false);
    assert.equal(window.failure(CircuitState.Closed), true);
  });

  it('concludes from one failure when a single call tries', () => {
    const window = makeFailureWindow({ spanMs: 1000, leastCalls: 3, share: 0.5 });
    assert.equal(window.failure(CircuitState.HalfOpen), true);
  });

  it('begins anew when the call that tries succeeds', () => {
    const window = makeFailureWindow({ spanMs: 1000, leastCalls: 2, share: 0.5 });
    window.failure(CircuitState.Closed);
    window.success(CircuitState.HalfOpen);
    window.success(CircuitState.Closed);
    assert.equal(window.failure(CircuitState.Closed), false);
  });
});
