import assert from 'node:assert/strict';
import { inspectPrd } from '../../../planning/prd/inspect-prd.js';

describe('inspecting a PRD', () => {
  it('takes ordinary text, emoji included', () => {
    assert.equal(inspectPrd('# Pets 🐈\n- list them\n', 1000), null);
  });

  it('refuses an empty one and one of blanks', () => {
    assert.equal(inspectPrd('', 1000)?.code, 'prd-empty');
    assert.equal(inspectPrd(' \n\t\u00a0', 1000)?.code, 'prd-empty');
  });

  it('refuses one that is too long with 413, counting UTF-8 bytes', () => {
    assert.equal(inspectPrd('ééé', 5)?.status, 413);
    assert.equal(inspectPrd('ééé', 6), null);
  });

  it('names the place of a NUL and of half a surrogate pair', () => {
    assert.deepEqual(inspectPrd('ab\0c', 1000)?.where, { in: 'prd', start: 2, end: 3 });
    assert.deepEqual(inspectPrd('🐈\ud800x', 1000)?.where, { in: 'prd', start: 2, end: 3 });
    assert.equal(inspectPrd('x\udc00', 1000)?.code, 'prd-lone-surrogate');
  });
});
