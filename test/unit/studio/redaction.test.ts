import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hiding, redactText } from '../../../adapters/studio/redaction.js';

const detail = (message: string): string => JSON.stringify({ detail: JSON.stringify({ message, traceback: 'at x' }) });

describe('redaction of what is recorded', () => {
  it('hides a secret in every field, as it is, in a URL and in JSON within a text', () => {
    // The empty and the short would hide more than themselves.
    const secret = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => !'(hidden)'.includes(text));
    fc.assert(
      fc.property(secret, (text) => {
        const document = JSON.stringify({ a: `x${text}y`, list: [{ deep: text }], inner: JSON.stringify({ text }) });
        const redacted = JSON.parse(redactText(document, hiding([text]))) as { inner: string };
        assert.deepEqual(redacted, {
          a: 'x(hidden)y',
          list: [{ deep: '(hidden)' }],
          inner: '{"text":"(hidden)"}',
        });
      }),
    );
    assert.equal(redactText('GET /?key=a%2Fbcd', hiding(['a/bcd'])), 'GET /?key=(hidden)');
  });

  it('takes tracebacks out of details, fields and texts', () => {
    assert.equal(
      redactText(detail('boom'), []),
      JSON.stringify({ detail: '{"message":"boom","traceback":"(hidden)"}' }),
    );
    assert.equal(redactText('{"a":[{"traceback":{"x":1}}]}', []), '{"a":[{"traceback":"(hidden)"}]}');
    assert.equal(redactText('boom\nTraceback (most recent call last):\n  File "x"', []), 'boom\n(hidden)');
  });

  it('leaves a text that a model wrote as it was', () => {
    const text = '{ "stack": "node",  "tasks": [ ] }';
    assert.equal(redactText(JSON.stringify({ text }), hiding(['another secret'])), JSON.stringify({ text }));
  });

  it('hides credentials that are not ours', () => {
    const text = 'Authorization: Bearer abcdefghijkl, sk-abcdefghijklmnop1234, eyJhbGciOiJI.eyJzdWIi.c2ln';
    assert.equal(redactText(text, []), 'Authorization: (hidden), (hidden), (hidden)');
  });

  it('goes through a stream line by line', () => {
    assert.equal(
      redactText('{"a":"secret1"}\n\ndata: {"b":"secret1"}\nsecret1', hiding(['secret1'])),
      '{"a":"(hidden)"}\n\ndata:{"b":"(hidden)"}\n(hidden)',
    );
  });

  it('survives any depth', () => {
    const deep = `${'['.repeat(100_000)}"secret1"${']'.repeat(100_000)}`;
    assert.doesNotMatch(redactText(deep, hiding(['secret1'])), /secret1/);
  });
});
