import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFileArtifactStore } from '../../../adapters/artifacts/file-artifact-store.js';
import { makeStagingArea } from '../../../adapters/artifacts/staging-area.js';

const scope = { tenantId: 'default' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
// printf hello | sha256sum
const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

describe('artifact files', () => {
  let dir = '';

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'planner-artifacts-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const filesIn = async (): Promise<string[]> =>
    (await readdir(dir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('give back exactly what was stored, by its hash', async () => {
    const store = makeFileArtifactStore({ dir });
    const ref = await store.put(scope, 'prd', bytes('hello'));
    assert.deepEqual(ref, { sha256: HELLO, bytes: 5, kind: 'prd' });
    assert.deepEqual(new Uint8Array(await store.get(scope, ref)), bytes('hello'));
    assert.equal(await store.has(scope, HELLO), true);
  });

  it('are one file for equal bytes, also when stored at the same moment', async () => {
    const store = makeFileArtifactStore({ dir });
    await Promise.all(Array.from({ length: 8 }, () => store.put(scope, 'json', bytes('hello'))));
    assert.deepEqual(await filesIn(), [join(dir, 'default', '2c', HELLO)]);
  });

  it('are refused when their bytes were changed, and put right when they are stored again', async () => {
    const store = makeFileArtifactStore({ dir });
    const ref = await store.put(scope, 'json', bytes('hello'));
    const [file] = await filesIn();
    await writeFile(file ?? '', 'hell');
    await assert.rejects(store.get(scope, ref), { name: 'ArtifactDamagedError' });
    await store.put(scope, 'json', bytes('hello'));
    assert.deepEqual(new Uint8Array(await store.get(scope, ref)), bytes('hello'));
  });

  it('of one tenant are not there for another, whatever its name', async () => {
    const store = makeFileArtifactStore({ dir });
    const ref = await store.put(scope, 'json', bytes('hello'));
    for (const tenantId of ['other', 'Default', '../default', '..', 'x/../default', '']) {
      assert.equal(await store.has({ tenantId }, HELLO), false, tenantId);
      await assert.rejects(store.get({ tenantId }, ref), { name: 'ArtifactMissingError' });
      await store.put({ tenantId }, 'json', bytes(tenantId));
    }
    assert.ok((await filesIn()).every((file) => file.startsWith(`${dir}/`)));
  });

  it('can be adopted: the staged file is moved, and left where it is when the same is there already', async () => {
    const store = makeFileArtifactStore({ dir });
    const staging = makeStagingArea({ dir });
    const stage = async (text: string): Promise<string> => {
      const path = staging.newPath();
      await writeFile(path, text);
      return path;
    };
    const first = await stage('hello');
    const ref = await store.adopt(scope, 'contract', { path: first, sha256: HELLO, bytes: 5 });
    assert.deepEqual(ref, { sha256: HELLO, bytes: 5, kind: 'contract' });
    assert.deepEqual(new Uint8Array(await store.get(scope, ref)), bytes('hello'));
    assert.deepEqual(await filesIn(), [join(dir, 'default', '2c', HELLO)]);
    const second = await stage('hello');
    await store.adopt(scope, 'contract', { path: second, sha256: HELLO, bytes: 5 });
    assert.deepEqual((await filesIn()).sort(), [second, join(dir, 'default', '2c', HELLO)].sort());
    await staging.remove(second);
    await staging.remove(second);
    assert.equal((await filesIn()).length, 1);
  });

  it('that were staged and left behind are swept away a day later, no sooner', async () => {
    const staging = makeStagingArea({ dir });
    const path = staging.newPath();
    await writeFile(path, 'x');
    await staging.sweep(Date.now() + 23 * 3600 * 1000);
    assert.deepEqual(await filesIn(), [path]);
    await staging.sweep(Date.now() + 25 * 3600 * 1000);
    assert.deepEqual(await filesIn(), []);
  });

  it('cannot be asked for by what is no hash', async () => {
    const store = makeFileArtifactStore({ dir });
    const ref = { sha256: '../../etc/passwd', bytes: 1, kind: 'json' };
    await assert.rejects(store.get(scope, ref), { name: 'ArtifactMissingError' });
    assert.equal(await store.has(scope, ref.sha256), false);
  });
});
