import assert from 'node:assert/strict';
import { makeLogger } from '../../../platform/logging.js';
import type { Config } from '../../../platform/config.js';

function logLines(settings: Config['log'], use: (log: ReturnType<typeof makeLogger>) => void): string[] {
  const lines: string[] = [];
  use(makeLogger(settings, 'test', { write: (line) => void lines.push(line) }));
  return lines;
}

describe('logging', () => {
  it('writes JSON lines that name service, level and correlation id', () => {
    const [line = ''] = logLines({ level: 'info', format: 'json' }, (log) => {
      log.child({ correlationId: 'cor_1' }).info({ planId: 'pln_1' }, 'planned');
    });
    const { time, ...entry } = JSON.parse(line) as Record<string, unknown>;
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual(entry, {
      level: 'info',
      service: 'test',
      correlationId: 'cor_1',
      planId: 'pln_1',
      msg: 'planned',
    });
  });

  it('leaves out what is less severe than the level', () => {
    const lines = logLines({ level: 'warn', format: 'json' }, (log) => {
      log.info('quiet');
      log.warn('loud');
    });
    assert.equal(lines.length, 1);
  });

  it('hides secrets wherever they stand', () => {
    const headers = { authorization: 'hunter2', cookie: 'hunter2', 'x-api-key': 'hunter2' };
    const secrets = { apiKey: 'hunter2', studio: { clientSecret: 'hunter2' }, request: { headers } };
    const database = { databaseUrl: 'hunter2', storage: { databaseUrl: 'hunter2', password: 'hunter2' } };
    for (const format of ['json', 'pretty'] as const) {
      const lines = logLines({ level: 'info', format }, (log) => log.info({ ...secrets, ...database }, 'started'));
      assert.doesNotMatch(lines.join(''), /hunter2/);
    }
  });

  it('writes lines for people, with the stack of an error', () => {
    const [line = ''] = logLines({ level: 'info', format: 'pretty' }, (log) => {
      log.error({ planId: 'pln_1', err: new TypeError('broken') }, 'it failed');
    });
    assert.match(line, /^\d\d:\d\d:\d\d error test: it failed planId="pln_1"\n {4}TypeError: broken\n {4} +at /);
  });
});
