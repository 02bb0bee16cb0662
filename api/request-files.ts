import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import type { Request } from 'express';

import type { StagingArea } from '../adapters/artifacts/staging-area.js';
import { problem } from '../platform/problems.js';
import type { Problem } from '../platform/problems.js';

/** The files one request brought. They are gone when its answer has ended, however it ended. */
export interface RequestFiles {
  /** Writes a file chunk by chunk. Throws the problem `body-too-large` once all files are larger than allowed. */
  write(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{ path: string; bytes: number }>;
  /** Lets something else write a file, and answers where it stands. */
  writtenBy(write: (path: string) => Promise<void>): Promise<string>;
  /** Why reading the request failed, where its reader cannot say so itself. */
  fault: Problem | null;
}

const filesOf = new WeakMap<Request, RequestFiles>();

/** The files of a request, at most `maxBytes` together. */
export function requestFiles(req: Request, staging: StagingArea, maxBytes: number): RequestFiles {
  const known = filesOf.get(req);
  if (known !== undefined) return known;
  const files = makeRequestFiles(staging, maxBytes, (end) => {
    // The sender may have gone before anything of the request was looked at.
    if (req.res === undefined || req.res.closed) end();
    else req.res.once('close', end);
  });
  filesOf.set(req, files);
  return files;
}

/** Why reading the files of a request failed, null where nothing did. */
export function faultOf(req: Request): Problem | null {
  return filesOf.get(req)?.fault ?? null;
}

function makeRequestFiles(staging: StagingArea, maxBytes: number, onEnd: (end: () => void) => void): RequestFiles {
  const paths: string[] = [];
  let left = maxBytes;
  let ended = false;
  // A file that cannot be removed now is removed by the sweep of a later start.
  const remove = (path: string): void => void Promise.allSettled([staging.remove(path)]);
  onEnd(() => {
    ended = true;
    paths.forEach(remove);
  });
  const newPath = (): string => {
    const path = staging.newPath();
    paths.push(path);
    return path;
  };
  /** A file that was being written when the request ended is removed once it is. */
  const writtenBy = async (write: (path: string) => Promise<void>): Promise<string> => {
    const path = newPath();
    try {
      await write(path);
    } finally {
      if (ended) remove(path);
    }
    return path;
  };
  return {
    fault: null,
    writtenBy,
    async write(chunks) {
      let bytes = 0;
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for await (const chunk of chunks) {
          bytes += chunk.byteLength;
          left -= chunk.byteLength;
          if (left < 0) throw problem('body-too-large', `The files of the body are larger than ${maxBytes} bytes.`);
          yield chunk;
        }
      };
      const path = await writtenBy((to) => pipeline(counted, createWriteStream(to, { flags: 'wx', mode: 0o600 })));
      return { path, bytes };
    },
  };
}
