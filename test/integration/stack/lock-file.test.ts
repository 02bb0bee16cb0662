import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LockTimeout, takeLock, underLock } from '../../../dev/lock-file.js';
import { identifyProcess, isStillRunning } from '../../../dev/process-identity.js';
import { dataFolder } from './processes.js';

describe('lock file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await dataFolder();
    path = join(folder, 'some.lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('goes to one of many, and tells the others who has it', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => takeLock(path, { where: 'here' })));
    const [winner, ...more] = results.filter((result) => result.held);
    assert.ok(winner?.held);
    assert.equal(more.length, 0);
    for (const result of results) {
      if (!result.held) assert.deepEqual([result.holder.pid, result.holder.details], [process.pid, { where: 'here' }]);
    }
    await winner.release();
    assert.deepEqual(await readdir(folder), []);
  });

  it('goes to one of many also when its holder is gone', async () => {
    const gone = { pid: process.pid, started: '1', since: 'long ago', details: {} };
    await writeFile(path, JSON.stringify(gone));
    const results = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
    assert.equal(results.filter((result) => result.held).length, 1);
    assert.deepEqual(await readdir(folder), ['some.lock']);
  });

  it('lets one work after the other, and names the holder to who cannot wait', async () => {
    let inside = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      assert.equal(inside, 1);
      await new Promise((done) => setTimeout(done, 20));
      inside -= 1;
    };
    await Promise.all([underLock(path, 5_000, work), underLock(path, 5_000, work), underLock(path, 5_000, work)]);
    await takeLock(path);
    await assert.rejects(underLock(path, 0, work), (error: Error) => {
      assert.ok(error instanceof LockTimeout);
      assert.match(error.message, new RegExp(`held by process ${process.pid} since`));
      return true;
    });
  });

  it('tells a process from a later one with the same number', () => {
    const me = identifyProcess(process.pid);
    assert.ok(me);
    assert.equal(isStillRunning(me), true);
    assert.equal(isStillRunning({ ...me, started: 'another time' }), false);
    assert.equal(identifyProcess(2 ** 22 + 1), null);
  });
});
