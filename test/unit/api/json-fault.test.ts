import assert from 'node:assert/strict';

import fc from 'fast-check';

import { findJsonFault } from '../../../api/json-fault.js';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return false;
  }
};

describe('findJsonFault', () => {
  const places: [string, number, number][] = [
    ['', 1, 1],
    ['{"a": x}', 1, 7],
    ['{"a": 1,}', 1, 9],
    ['[1,\n 2', 2, 3],
    ['{"a": "b\nc"}', 1, 9],
    ['{"a": "\\q"}', 1, 8],
    ['{"a" 1}', 1, 6],
    ['{} x', 1, 4],
    ['[01]', 1, 2],
    ['\n\n{"a": tru}', 3, 7],
  ];
  for (const [text, line, column] of places) {
    it(`finds line ${line}, column ${column} in ${JSON.stringify(text)}`, () => {
      const fault = findJsonFault(text);
      assert.deepEqual([fault?.line, fault?.column], [line, column]);
    });
  }

  it('finds nothing in what JSON.parse takes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.equal(findJsonFault(text), null);
      }),
    );
  });

  it('agrees with JSON.parse on texts that were damaged in one place', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '\u0001', '\u0085', '0', 'e'))
      .map(([text, at, piece]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + piece + text.slice(cut + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        assert.equal(findJsonFault(text) === null, parses(text), text);
      }),
      { numRuns: 1000 },
    );
  });

  it('copes with a million open brackets and a string of ten million characters', () => {
    assert.equal(findJsonFault('['.repeat(1_000_000))?.column, 1_000_001);
    assert.equal(findJsonFault(`"${'x\\n'.repeat(3_000_000)}"`), null);
  });
});
