import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeEventReader } from '../../../adapters/studio/event-stream.js';
import type { StreamEnd } from '../../../adapters/studio/event-stream.js';

const RESULT = { outputs: [{ text: 'über „alles“ 📚' }] };
const EVENTS = [
  { event: 'add_message', data: { text: 'question' } },
  { event: 'token', data: { chunk: 'ü' } },
  { event: 'end', data: { result: RESULT } },
].map((event) => JSON.stringify(event));

function read(chunks: readonly Uint8Array[]): StreamEnd {
  const reader = makeEventReader();
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  return reader.end();
}

describe('the events of a streamed run', () => {
  it('give the same result however the bytes are cut, with and without data:, whatever ends a line', () => {
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        cuts,
        fc.constantFrom('', 'data:', 'data: '),
        fc.constantFrom('\n\n', '\r\n\r\n', '\n'),
        (at, lead, gap) => {
          const bytes = Buffer.from(EVENTS.map((event) => lead + event + gap).join(''));
          const edges = [0, ...at.map((n) => Math.min(n, bytes.length)).sort((a, b) => a - b), bytes.length];
          const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
          assert.deepEqual(read(chunks), { result: RESULT });
        },
      ),
    );
  });

  it('are over with the first end or error, also when no line feed follows', () => {
    const reader = makeEventReader();
    assert.equal(reader.push(Buffer.from(`${EVENTS[0]}\n`)), false);
    assert.equal(reader.push(Buffer.from(`${EVENTS[2]}\n`)), true);
    assert.deepEqual(read([Buffer.from(EVENTS[2] ?? '')]), { result: RESULT });
  });

  it('may have things between them that are none', () => {
    const text = `: keep-alive\n\nevent: end\n[]\n42\n"end"\n{"event":"end\n${EVENTS[2]}\n`;
    assert.deepEqual(read([Buffer.from(text)]), { result: RESULT });
    assert.equal(read([Buffer.from('null\n{}\n{"event":7}\n')]), null);
  });

  it('of an error are read for what went wrong, without the traceback', () => {
    const contents = [{ reason: 'too many requests', traceback: 'secret' }];
    const event = { event: 'error', data: { text: 'no', content_blocks: [{ contents }] } };
    assert.deepEqual(read([Buffer.from(JSON.stringify(event))]), { errorWords: 'no\ntoo many requests' });
  });
});
