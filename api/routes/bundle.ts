import { once } from 'node:events';

import { Router } from 'express';
import type { Response } from 'express';
import { Zip, ZipDeflate } from 'fflate';

import type { BundleFile } from '../bundle.js';
import { bundleFiles } from '../bundle.js';
import { canonicalQuery, etagOf, isNotModified } from '../etag.js';
import { requestedRevision } from '../requested-revision.js';
import { sendNotModified } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';

/** Zip entries carry a local time: this one reads the same in every zone, so that equal bundles have equal bytes. */
const ENTRY_TIME = new Date(1980, 0, 1);
const COMPRESSION = 6;

/** GET …/bundle: a zip that is sent while it is made. */
export function bundleRoutes(reads: Reads): Router {
  const { deps } = reads;
  const router = Router();
  router.get('/plans/:planId/bundle', async (req, res) => {
    const published = await requestedRevision(reads, req, res);
    const { scope, plan, revision } = published;
    const resource = `bundle?${canonicalQuery(req.query)}`;
    const etag = etagOf({ plan, revision, mediaType: 'application/zip', resource }, deps.build.version);
    if (isNotModified(req.headers['if-none-match'], etag)) {
      sendNotModified(res, etag);
      return;
    }
    const files = bundleFiles(deps, scope, published);
    // The first file is made before the headers go out: what fails by then is still answered with a problem.
    const first = await files.next();
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader('Content-Disposition', `attachment; filename="${plan.id}-r${revision}.zip"`);
    res.setHeader('ETag', etag);
    res.setHeader('Cache-Control', 'no-cache');
    if (first.done !== true) await sendZip(res, first.value, files);
  });
  return router;
}

/** Writes the files into a zip, one after the other and no faster than the client takes them. */
async function sendZip(res: Response, first: BundleFile, rest: AsyncGenerator<BundleFile>): Promise<void> {
  const zip = new Zip((error, chunk, isLast) => {
    if (error !== null) res.destroy(error);
    else if (isLast) res.end(chunk);
    else res.write(chunk);
  });
  const add = async ({ path, bytes }: BundleFile): Promise<void> => {
    const entry = new ZipDeflate(path, { level: COMPRESSION });
    entry.mtime = ENTRY_TIME;
    zip.add(entry);
    entry.push(bytes, true);
    if (res.writableNeedDrain && !res.destroyed) await drained(res);
  };
  await add(first);
  for await (const file of rest) {
    if (res.destroyed) return;
    await add(file);
  }
  zip.end();
}

/** Waits until the client has taken what was written, or is gone. */
async function drained(res: Response): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })]);
  } finally {
    // Takes back the listener of the event that did not come.
    over.abort();
  }
}
