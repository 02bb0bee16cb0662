import assert from 'node:assert/strict';
import { closestName } from '../../planning/closest-name.js';

describe('the closest name', () => {
  const names = ['op:GET /pets', 'op:GET /owners', 'entity:Pet', 'entity:Owner'];

  it('is the one that shares most with what was written, upper and lower case alike', () => {
    assert.equal(closestName('op:get /pet', names), 'op:GET /pets');
    assert.equal(closestName('entity:Ownner', names), 'entity:Owner');
  });

  it('is none where no name is near', () => assert.equal(closestName('invoices', names), null));

  it('is the first of equals', () => assert.equal(closestName('ab', ['abx', 'aby']), 'abx'));

  it('is found among 25,000 long names in no time', () => {
    const many = Array.from({ length: 25_000 }, (_, at) => `op:GET /${'segment/'.repeat(8)}${at}`);
    const started = performance.now();
    closestName('x'.repeat(2_000), many);
    assert.ok(performance.now() - started < 5_000);
  });
});
