import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareStrings } from '../../../planning/compare.js';
import { base32, canonicalJson, sha256Hex } from '../../../planning/hash.js';
import { round6 } from '../../../planning/numbers.js';

describe('comparing, rounding, hashing', () => {
  it('compares by code unit, not by language', () => {
    assert.deepEqual(['ä', 'b', 'B', 'a', '10', '9'].sort(compareStrings), ['10', '9', 'B', 'a', 'b', 'ä']);
  });

  it('rounds to six decimals, half away from zero, without negative zero', () => {
    assert.equal(round6(1 / 3), 0.333333);
    assert.equal(round6(-2.0000005), -2.000001);
    assert.ok(Object.is(round6(-1e-9), 0));
    fc.assert(fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => round6(round6(x)) === round6(x)));
  });

  it('hashes as SHA-256 in hex', () => {
    assert.equal(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(sha256Hex('é'), sha256Hex(Buffer.from('é')));
  });

  it('writes base32 as RFC 4648 does, in lower case without padding', () => {
    const vectors = {
      '': '',
      f: 'my',
      fo: 'mzxq',
      foo: 'mzxw6',
      foob: 'mzxw6yq',
      fooba: 'mzxw6ytb',
      foobar: 'mzxw6ytboi',
    };
    for (const [text, code] of Object.entries(vectors)) assert.equal(base32(Buffer.from(text)), code);
  });

  it('writes canonical JSON whatever order keys were set in', () => {
    assert.equal(canonicalJson({ b: [1, { d: 0.1, c: null }], a: 'x' }), '{"a":"x","b":[1,{"c":null,"d":0.1}]}');
    assert.throws(() => canonicalJson(undefined), TypeError);
  });
});
