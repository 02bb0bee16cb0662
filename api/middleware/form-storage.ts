import type { Readable } from 'node:stream';

import type { Request } from 'express';

import type { StagingArea } from '../../adapters/artifacts/staging-area.js';
import { Problem } from '../../platform/problems.js';
import { requestFiles } from '../request-files.js';

/** A part of a form as it streams in, and as it is left for the routes. */
export interface FormPart {
  fieldname: string;
  originalname: string;
  path: string;
  /** In bytes. */
  size: number;
}

type Done = (error: Error | null, info?: Pick<FormPart, 'path' | 'size'>) => void;

/** What the form reader calls for each part that is a file. */
export interface FormStorage {
  _handleFile(req: Request, file: { stream: Readable }, done: Done): void;
  _removeFile(req: Request, file: FormPart, done: (error: Error | null) => void): void;
}

/** Streams the parts of forms to disk, whatever their size; they are removed when their request has ended. */
export function formStorage(staging: StagingArea, maxBytes: number): FormStorage {
  return {
    _handleFile(req, { stream }, done) {
      const files = requestFiles(req, staging, maxBytes);
      files.write(stream).then(
        ({ path, bytes }) => done(null, { path, size: bytes }),
        (error: unknown) => {
          // The form reader would make an internal error of it.
          if (error instanceof Problem) files.fault = error;
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
    _removeFile(_req, { path }, done) {
      staging.remove(path).then(() => done(null), done);
    },
  };
}
