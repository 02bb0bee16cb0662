import assert from 'node:assert/strict';

import type { Bundle } from '../../../cli/verify/read-bundle.js';
import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import type { Verification } from '../../../cli/verify/verify-bundle.js';
import { OFFLINE_PLAN_ID } from '../../support/offline-bundle.js';
import { editBundle } from './bundle-editor.js';
import { restBundle } from './sound-bundles.js';

/** Names of broken rules, each once, sorted. */
function rules({ violations }: Verification): string[] {
  return [...new Set(violations.map(({ rule }) => rule))].sort();
}

describe('verifyBundle, files', () => {
  let bundle: Bundle;

  beforeEach(async () => {
    bundle = await restBundle();
  });

  const changeManifest = (change: (text: string) => string): void => {
    bundle.set('manifest.json', Buffer.from(change(Buffer.from(bundle.get('manifest.json')!).toString())));
  };

  it('finds nothing wrong with a sound bundle and says what it checked', () => {
    assert.deepEqual(verifyBundle(bundle), {
      planId: OFFLINE_PLAN_ID,
      files: bundle.size,
      tasks: 17,
      candidates: 9,
      elements: 8,
      covered: 8,
      outOfScope: 0,
      notes: [],
      violations: [],
    });
  });

  it('finds a file whose content changed, with one byte more', () => {
    bundle.set('scaffold.json', Buffer.concat([bundle.get('scaffold.json')!, Buffer.from(' ')]));
    const verification = verifyBundle(bundle);
    assert.deepEqual(rules(verification), ['hash-mismatch', 'size-mismatch']);
    assert.ok(verification.violations.every(({ where }) => where === 'scaffold.json'));
  });

  it('finds a file that is listed and missing', () => {
    const payload = [...bundle.keys()].find((name) => name.startsWith('payloads/test.'));
    bundle.delete(payload!);
    assert.deepEqual(rules(verifyBundle(bundle)), ['missing-file', 'missing-payload']);
  });

  it('asks for a manifest', () => {
    bundle.delete('manifest.json');
    assert.deepEqual(
      verifyBundle(bundle).violations.map(({ rule, where }) => [rule, where]),
      [['missing-file', 'manifest.json']],
    );
  });

  it('asks for every document, listed or not', () => {
    const editor = editBundle(bundle);
    editor.remove('scaffold.json');
    assert.deepEqual(
      verifyBundle(editor.pack('repaired')).violations.map(({ rule, where }) => [rule, where]),
      [['missing-file', 'scaffold.json']],
    );
  });

  it('finds a file that nobody listed', () => {
    bundle.set('extra.txt', Buffer.from('x'));
    assert.deepEqual(rules(verifyBundle(bundle)), ['unlisted-file']);
  });

  it('finds a file that is listed twice', () => {
    changeManifest((text) => text.replace(/\{\s*"path"[^}]*\}/, (entry) => `${entry},${entry}`));
    assert.deepEqual(rules(verifyBundle(bundle)), ['listed-twice']);
  });

  it('finds a candidate that is named by another hash than its own', () => {
    const editor = editBundle(bundle);
    editor.set(`candidates/${'0'.repeat(64)}.json`, '{}');
    assert.deepEqual(rules(verifyBundle(editor.pack('repaired'))), ['candidate-hash', 'stray-candidate']);
  });

  it('finds an input that nobody sent', () => {
    const editor = editBundle(bundle);
    editor.set('inputs/more.md', 'x');
    assert.deepEqual(rules(verifyBundle(editor.pack('repaired'))), ['stray-input']);
  });

  it('names a document that is no JSON, and does not guess about the rest', () => {
    const editor = editBundle(bundle);
    editor.set('coverage.json', '{"operations": [');
    assert.deepEqual(rules(verifyBundle(editor.pack('repaired'))), ['not-json']);
  });

  it('survives documents of any other shape, and calls none of them sound', () => {
    // One of each folder stands for all in it.
    const byFolder = new Map([...bundle.keys()].map((path) => [path.replace(/\/.*/, ''), path]));
    for (const path of [...byFolder.values()].filter((one) => !one.startsWith('inputs/'))) {
      for (const shape of ['null', '7', '"text"', '[]', '{}', '{"tasks":[null,7,{"covers":7}],"trials":[null,[]]}']) {
        const editor = editBundle(bundle);
        editor.set(path, shape);
        const packed = editor.pack(path === 'manifest.json' ? 'stale' : 'repaired');
        assert.notEqual(rules(verifyBundle(packed)).length, 0, `${path} as ${shape}`);
      }
    }
  });

  it('survives documents that nest without end', () => {
    const editor = editBundle(bundle);
    editor.set('search.json', `{"trials":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    assert.notEqual(rules(verifyBundle(editor.pack('repaired'))).length, 0);
  });
});
