import { Router } from 'express';
import type { Request } from 'express';

import type { RequestScope } from '../../db/scope.js';
import { problem } from '../../platform/problems.js';
import type { SliceInput } from '../cpu-tasks.js';
import type { PublishedRevision } from '../find-plan.js';
import { queryOf } from '../request-context.js';
import { requestedRevision } from '../requested-revision.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';
import { findTask } from './tasks.js';

const MEDIA_TYPES = {
  openapi: 'application/json; charset=utf-8',
  graphql: 'application/graphql; charset=utf-8',
} as const;

/** GET …/contract: whole, or a slice of it, cut in a thread. */
export function contractRoutes(reads: Reads): Router {
  const { deps } = reads;
  const router = Router();
  router.get('/plans/:planId/contract', async (req, res) => {
    const published = await requestedRevision(reads, req, res);
    const { scope, plan, revision, row } = published;
    const mediaType = MEDIA_TYPES[row.summary?.contract.kind ?? 'openapi'];
    await sendRendered(reads, req, res, { plan, revision, mediaType, resource: 'contract' }, async () => {
      const result = await deps.threads.run(
        'slice',
        {
          storage: { dir: deps.config.storage.artifactsDir },
          tenantId: scope.tenantId,
          of: await whatOf(reads, req, published),
          level: queryOf(req, 'getContract').level ?? 'full',
        },
        { timeoutMs: deps.config.limits.inspectionSeconds * 1000 },
      );
      if ('unknown' in result) {
        const names = result.unknown.slice(0, 10).join(', ');
        throw problem('unknown-element', `The contract has no ${names}.`, { planId: plan.id });
      }
      return { body: Buffer.from(result.text) };
    });
  });
  return router;
}

/** The task or the references that the query names. */
async function whatOf(
  reads: Reads,
  req: Request,
  { scope, plan, revision }: PublishedRevision & { scope: RequestScope },
): Promise<SliceInput['of']> {
  const { deps } = reads;
  const { task, ref: refs = [] } = queryOf(req, 'getContract');
  if (task !== undefined) {
    const { payloadBlocks } = await findTask(reads, scope, plan.id, task, revision);
    return { blocks: payloadBlocks };
  }
  const document = await deps.repositories.artifacts.get(scope, plan.id, revision, 'contract.document.json');
  if (document === null) throw problem('internal-error', `Revision ${revision} of ${plan.id} lacks its contract.`);
  return { document: document.ref, refs };
}
