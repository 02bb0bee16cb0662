import assert from 'node:assert/strict';

import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import { rules, rulesBrokenBy } from './broken-rules.js';
import { makeSample, packSample } from './sample-bundle.js';

describe('verifyBundle, files', () => {
  it('finds a file whose content changed, with one byte more', () => {
    const bundle = packSample(makeSample()).set('report.json', Buffer.from('{} '));
    const { violations } = verifyBundle(bundle);
    assert.deepEqual(rules(violations), ['hash-mismatch', 'size-mismatch']);
    assert.ok(violations.every(({ where }) => where === 'report.json'));
  });

  it('finds a file that is listed and missing', () => {
    const bundle = packSample(makeSample());
    bundle.delete('payloads/test.notes.json');
    assert.deepEqual(rules(verifyBundle(bundle).violations), ['missing-file', 'missing-payload']);
  });

  it('asks for a manifest', () => {
    const bundle = packSample(makeSample());
    bundle.delete('manifest.json');
    const { violations } = verifyBundle(bundle);
    assert.deepEqual(
      violations.map(({ rule, where }) => [rule, where]),
      [['missing-file', 'manifest.json']],
    );
  });

  it('asks for every document, listed or not', () => {
    const bundle = packSample(makeSample());
    bundle.delete('scaffold.json');
    const manifest = Buffer.from(bundle.get('manifest.json')!).toString();
    bundle.set('manifest.json', Buffer.from(manifest.replace(/\{"path":"scaffold\.json".*?\},/, '')));
    const { violations } = verifyBundle(bundle);
    assert.deepEqual(
      violations.map(({ rule, where }) => [rule, where]),
      [['missing-file', 'scaffold.json']],
    );
  });

  it('finds a file that nobody listed', () => {
    const bundle = packSample(makeSample()).set('extra.txt', Buffer.from('x'));
    assert.deepEqual(rules(verifyBundle(bundle).violations), ['unlisted-file']);
  });

  it('finds a file that is listed twice', () => {
    const bundle = packSample(makeSample());
    const text = Buffer.from(bundle.get('manifest.json')!).toString();
    bundle.set('manifest.json', Buffer.from(text.replace(/\{"path".*?\}/, (entry) => `${entry},${entry}`)));
    assert.deepEqual(rules(verifyBundle(bundle).violations), ['listed-twice']);
  });

  it('finds a candidate that is named by another hash than its own', () => {
    const broken = rulesBrokenBy(({ files }) => files.set(`candidates/${'0'.repeat(64)}.json`, '{}'));
    assert.deepEqual(broken, ['candidate-hash']);
  });

  it('finds an input that is not the one planned', () => {
    const broken = rulesBrokenBy((sample) => {
      sample.prd += 'one clause more\n';
    });
    assert.deepEqual(broken, ['input-hash']);
  });

  it('names a document that is no JSON, and does not guess about the rest', () => {
    const broken = rulesBrokenBy(({ files }) => files.set('coverage.json', '{"operations": ['));
    assert.deepEqual(broken, ['not-json']);
  });

  it('survives documents of any other shape', () => {
    for (const shape of ['null', '7', '"text"', '[]', '{"tasks":7}', '{"tasks":[null,7,{"covers":7}]}']) {
      assert.notEqual(rulesBrokenBy(({ files }) => files.set('tasks.json', shape)).length, 0, shape);
    }
  });
});
