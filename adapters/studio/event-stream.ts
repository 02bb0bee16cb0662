import { asList, asRecord, decodeUtf8, parseJson } from './json.js';

/** How a stream ended: with a result, with an error (the server's words about it, never to be shown), or not yet. */
export type StreamEnd = { result: unknown } | { errorWords: string } | null;

export interface EventReader {
  /** Takes the next bytes; true once the stream has said how the run ended. */
  push(chunk: Buffer): boolean;
  end(): StreamEnd;
}

const LINE_FEED = 0x0a;
const MAX_WORDS = 20_000;

/**
 * Reads the events of a streamed run: one JSON object a line, `{event, data}`, with or without the `data:` that the media type
 * asks for. `end` holds the whole result at `data.result`; pieces of the text before it are not needed. What is no event is passed over.
 */
export function makeEventReader(): EventReader {
  let pieces: Buffer[] = [];
  let end: StreamEnd = null;

  const takeLine = (): void => {
    const line = decodeUtf8(Buffer.concat(pieces));
    pieces = [];
    end ??= endOf(parseJson(line.replace(/^data:/, '')));
  };
  return {
    push: (chunk) => {
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
        pieces.push(chunk.subarray(from, at));
        from = at + 1;
        takeLine();
      }
      pieces.push(chunk.subarray(from));
      return end !== null;
    },
    end: () => {
      takeLine();
      return end;
    },
  };
}

function endOf(value: unknown): StreamEnd {
  const { event, data } = asRecord(value);
  if (event === 'end') return { result: asRecord(data)['result'] };
  return event === 'error' ? { errorWords: wordsOf(data) } : null;
}

/** The texts in which an error event says what went wrong; its traceback is left alone. */
function wordsOf(data: unknown): string {
  const { text, error, message, content_blocks: blocks } = asRecord(data);
  const reasons = asList(blocks)
    .flatMap((block) => asList(asRecord(block)['contents']))
    .map((content) => asRecord(content)['reason']);
  return [text, error, message, ...reasons]
    .filter((words) => typeof words === 'string')
    .join('\n')
    .slice(0, MAX_WORDS);
}
