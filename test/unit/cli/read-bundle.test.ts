import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strToU8, zipSync } from 'fflate';

import { CliError } from '../../../cli/cli-error.js';
import { BundleError, readBundle, readZip } from '../../../cli/verify/read-bundle.js';
import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import { writeBundle } from '../../../cli/write-bundle.js';
import { OFFLINE_PLAN_ID } from '../../support/offline-bundle.js';
import { restBundle } from './sound-bundles.js';

/** Where the end record and the one directory entry of a small zip begin. */
const DIRECTORY_ENTRY = 0x02014b50;

describe('readBundle and writeBundle', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planner-cli-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('read the same from a zip and from the folder it is unpacked to', async () => {
    const archive = zipSync(Object.fromEntries(await restBundle()));
    await writeFile(join(folder, 'bundle.zip'), archive);
    const { path } = await writeBundle(folder, OFFLINE_PLAN_ID, archive);
    assert.equal(path, join(folder, OFFLINE_PLAN_ID));
    for (const source of [join(folder, 'bundle.zip'), path]) {
      assert.deepEqual(verifyBundle(await readBundle(source)).violations, []);
    }
  });

  it('replace an older bundle whole, so that none of its files stays', async () => {
    const files = Object.fromEntries(await restBundle());
    await writeBundle(folder, OFFLINE_PLAN_ID, zipSync({ ...files, 'old.txt': strToU8('old') }));
    const { path } = await writeBundle(folder, OFFLINE_PLAN_ID, zipSync(files));
    assert.deepEqual(verifyBundle(await readBundle(path)).violations, []);
  });

  it('leave a folder alone that holds something else', async () => {
    const strange = join(folder, OFFLINE_PLAN_ID);
    await mkdir(strange);
    await writeFile(join(strange, 'thesis.txt'), 'years of work');
    await assert.rejects(writeBundle(folder, OFFLINE_PLAN_ID, zipSync({ 'a.json': strToU8('{}') })), CliError);
    assert.equal(await readFile(join(strange, 'thesis.txt'), 'utf8'), 'years of work');
  });

  it('refuse a plan id that leaves the folder', async () => {
    await assert.rejects(writeBundle(join(folder, 'out'), '../elsewhere', zipSync({})), CliError);
  });

  for (const path of ['../x', '/etc/x', 'a/../../x', 'a\\b', 'C:/x', './x', 'a//b', 'a\0b', '__proto__']) {
    it(`refuse a zip that holds the path ${JSON.stringify(path)}`, () => {
      const archive = zipSync({ ['x'.repeat(path.length)]: strToU8('content') });
      const renamed = Buffer.from(archive).toString('latin1').replaceAll('x'.repeat(path.length), path);
      assert.throws(() => readZip(Buffer.from(renamed, 'latin1')), BundleError);
    });
  }

  it('keep a path named like a member of every object', () => {
    const bundle = readZip(zipSync({ constructor: strToU8('x') }));
    assert.deepEqual([...bundle.keys()], ['constructor']);
  });

  it('refuse a zip that holds a path twice', () => {
    const archive = Buffer.from(zipSync({ 'one.txt': strToU8('1'), 'two.txt': strToU8('2') }));
    const twice = Buffer.from(archive.toString('latin1').replaceAll('two.txt', 'one.txt'), 'latin1');
    assert.throws(() => readZip(twice), BundleError);
  });

  it('refuse a zip that claims to unpack to more than the limit', () => {
    const archive = Buffer.from(zipSync({ 'one.txt': strToU8('1') }));
    for (let at = 0; at < archive.length - 30; at += 1) {
      if (archive.readUInt32LE(at) === DIRECTORY_ENTRY) archive.writeUInt32LE(0x7fffffff, at + 24);
    }
    assert.throws(() => readZip(archive), /more than/);
  });

  it('refuse what is no zip', () => {
    assert.throws(() => readZip(strToU8('this is a text and no archive at all')), BundleError);
  });

  it('refuse a folder with a link in it', async () => {
    await symlink('/etc/hostname', join(folder, 'link'));
    await assert.rejects(readBundle(folder), BundleError);
  });
});
