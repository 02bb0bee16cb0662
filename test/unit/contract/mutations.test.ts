import assert from 'node:assert/strict';
import { checkContract } from '../../support/hostile/check-contract.js';
import { loadCorpus } from '../../support/hostile/corpus.js';
import { fuzz } from '../../support/hostile/fuzz.js';

describe('real documents, mutated', () => {
  it('can be planned as they are', () => {
    for (const { name, text } of loadCorpus()) assert.equal(checkContract(text), 'planned', name);
  });

  it('are refused with a reason or planned in full, whatever bytes, tokens and branches are changed', function () {
    this.timeout(60_000);
    const { refused, planned } = fuzz({ runs: 150, seed: 20_260_101 });
    assert.ok(refused > 0 && planned > 0, `${refused} refused, ${planned} planned`);
  });
});
