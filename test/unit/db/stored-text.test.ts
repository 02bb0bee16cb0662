import fc from 'fast-check';
import assert from 'node:assert/strict';
import { decodeJson, decodeText, encodeJson, encodeText } from '../../../db/stored-text.js';

/** Any UTF-16 code units, rich in those that PostgreSQL refuses and in what stands for them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\0', '\ufdd0', '\ud800', '\udc00', '\\', '\\u0000', '\ufdd00000', '"', '\u0001'),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(''));

/** UTF-8 has no lone surrogates: they do not come through it. */
const storable = (text: string): boolean => !text.includes('\0') && Buffer.from(text).toString() === text;

describe('stored text', () => {
  it('is always something PostgreSQL can hold, and comes back as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.ok(storable(encodeText(text)));
        assert.equal(decodeText(encodeText(text)), text);
      }),
    );
  });

  it('in JSON, keys too, is stored and comes back likewise', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.array(anyText)), (value) => {
        const stored = encodeJson(value) ?? '';
        assert.ok(storable(stored));
        // jsonb refuses them escaped, too.
        assert.doesNotMatch(stored.replaceAll('\\\\', ''), /\\u(?:0000|d[89a-f])/);
        assert.deepEqual(decodeJson(stored), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is left alone where it is ordinary', () => {
    assert.equal(encodeText('Grüße 😀\n'), 'Grüße 😀\n');
    assert.equal(encodeJson({ a: 'Grüße 😀\n\\' }), '{"a":"Grüße 😀\\n\\\\"}');
    assert.equal(encodeJson(null), null);
  });
});
