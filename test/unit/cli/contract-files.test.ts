import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { readContract } from '../../../cli/contract-files.js';

describe('the contract given to the client', () => {
  let dir = '';

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'planner-contract-'));
    for (const path of [
      'api/common.yaml',
      'api/openapi.yaml',
      'api/paths/a.json',
      'api/README.md',
      'api/.git/config.json',
      'api/node_modules/x.json',
      'empty/README.md',
    ]) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), path);
    }
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const names = async (...paths: string[]): Promise<string[]> =>
    (await readContract(paths.map((path) => join(dir, path)))).map(({ name }) => name);

  it('is one file under its own name', async () => {
    assert.deepEqual(await names('api/paths/a.json'), ['a.json']);
  });

  it('is several files under their paths below the folder they share, in the order given', async () => {
    assert.deepEqual(await names('api/paths/a.json', 'api/common.yaml'), ['paths/a.json', 'common.yaml']);
  });

  it('is a folder of files of contracts, the root first', async () => {
    assert.deepEqual(await names('api'), ['openapi.yaml', 'common.yaml', 'paths/a.json']);
  });

  it('is refused where it is a folder without any, or not there', async () => {
    await assert.rejects(names('empty'), /holds no YAML, JSON or GraphQL file/);
    await assert.rejects(names('gone.yaml'), /there is no such file/);
  });
});
