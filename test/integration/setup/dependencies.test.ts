import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject, runSetup, writeLock } from './run-setup.js';

/** Installs the version the lock file names, and notes each call. */
const WORKING_NPM = `
const fs = require('node:fs');
fs.appendFileSync('calls.log', process.argv.slice(2).join(' ') + '\\n');
fs.rmSync('node_modules', { recursive: true, force: true });
const { version } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')).packages['node_modules/wanted'];
fs.mkdirSync('node_modules/wanted', { recursive: true });
fs.writeFileSync('node_modules/wanted/package.json', JSON.stringify({ version }));
`;

async function callsIn(root: string): Promise<string[]> {
  return (await readFile(join(root, 'calls.log'), 'utf8')).trim().split('\n');
}

describe('setup, npm packages', function () {
  this.timeout(60_000);
  const roots: string[] = [];
  const project = async (npm: string): ReturnType<typeof makeProject> => {
    const made = await makeProject(npm);
    roots.push(made.root);
    return made;
  };
  after(() => Promise.all(roots.map((root) => rm(root, { recursive: true, force: true }))));

  it('installs them once, without install scripts, and then leaves them alone', async () => {
    const { root, env } = await project(WORKING_NPM);
    const first = await runSetup([], env, root);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /node_modules is missing; running npm ci/);
    const second = await runSetup([], env, root);
    assert.equal(second.code, 0, second.stderr);
    assert.deepEqual(await callsIn(root), ['ci --ignore-scripts --include=dev --no-audit --no-fund']);
  });

  it('installs them again when a package is missing, has another version, or the lock file has changed', async () => {
    const { root, env } = await project(WORKING_NPM);
    const manifest = join(root, 'node_modules/wanted/package.json');
    await runSetup([], env, root);
    await rm(manifest);
    assert.match((await runSetup([], env, root)).stderr, /node_modules\/wanted is missing and should be at 1\.0\.0/);
    await writeFile(manifest, JSON.stringify({ version: '0.9.0' }));
    assert.match((await runSetup([], env, root)).stderr, /is at 0\.9\.0 and should be at 1\.0\.0/);
    await writeLock(root, '2.0.0');
    assert.match((await runSetup([], env, root)).stderr, /not installed, or not completely, from this package-lock/);
    assert.match((await runSetup([], env, root)).stderr, /as in package-lock\.json/);
    assert.equal((await callsIn(root)).length, 4);
  });

  it('does not take what an interrupted installation left for a complete one', async () => {
    const { root, env } = await project(WORKING_NPM);
    await runSetup([], env, root);
    await rm(join(root, 'node_modules/.taskmaster-planner-setup'));
    assert.match((await runSetup([], env, root)).stderr, /not completely/);
  });

  it('installs once when it runs twice at the same time', async () => {
    const slow = `${WORKING_NPM}\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);`;
    const { root, env } = await project(slow);
    const runs = await Promise.all([runSetup([], env, root), runSetup([], env, root)]);
    assert.deepEqual(
      runs.map((run) => run.code),
      [0, 0],
    );
    assert.equal((await callsIn(root)).length, 1);
    assert.match(runs.map((run) => run.stderr).join(''), /process \d+ is installing the npm packages here, waiting/);
  });

  it("fails with npm's own words when npm fails", async () => {
    const { root, env } = await project(`console.error('npm error the registry is out of reach'); process.exit(1);`);
    const run = await runSetup([], env, root);
    assert.equal(run.code, 1);
    assert.match(run.stderr, /could not be installed: npm error the registry is out of reach/);
  });
});
