import { Router } from 'express';

import type { CandidateRow } from '../../db/candidates.js';
import { problem } from '../../platform/problems.js';
import type { components } from '../generated/openapi.js';
import { pathParameter } from '../request-context.js';
import { requestedRevision } from '../requested-revision.js';
import { findDocument } from '../revision-documents.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';

type CandidateList = components['schemas']['CandidateList'];

const JSON_TYPE = 'application/json; charset=utf-8';
const SHA256 = /^[0-9a-f]{64}$/;

/** GET …/candidates and GET …/candidates/{candidateId}. */
export function candidateRoutes(reads: Reads): Router {
  const { deps } = reads;
  const router = Router();
  router.get('/plans/:planId/candidates', async (req, res) => {
    const { scope, plan, revision } = await requestedRevision(reads, req, res);
    const what = { plan, revision, mediaType: JSON_TYPE, resource: 'candidates' };
    await sendRendered(reads, req, res, what, async () => {
      const rows = await deps.repositories.candidates.list(scope, plan.id, revision);
      const answer: CandidateList = { candidates: rows.map((row) => listed(row, revision)) };
      return { body: Buffer.from(JSON.stringify(answer)) };
    });
  });

  router.get('/plans/:planId/candidates/:candidateId', async (req, res) => {
    const { scope, plan, revision } = await requestedRevision(reads, req, res);
    const id = pathParameter(req, 'candidateId');
    const of = { planId: plan.id, revision };
    const body = SHA256.test(id) ? await findDocument(deps, scope, of, `candidates/${id}.json`) : null;
    if (body === null) {
      throw problem('unknown-candidate', `Revision ${revision} of ${plan.id} has no candidate ${JSON.stringify(id)}.`);
    }
    const what = { plan, revision, mediaType: JSON_TYPE, resource: `candidates/${id}` };
    await sendRendered(reads, req, res, what, () => Promise.resolve({ body }));
  });
  return router;
}

function listed(row: CandidateRow, revision: number): CandidateList['candidates'][number] {
  const { candidateId, reward, valid, tasks, role, because } = row;
  return {
    candidateId,
    strategy: row.strategy as CandidateList['candidates'][number]['strategy'],
    reward,
    valid,
    tasks,
    // A published revision has given every candidate its role; the column is empty only during the search.
    role: role ?? 'rejected',
    because: because ?? '',
    links: { self: `/plans/${row.planId}/candidates/${candidateId}?revision=${revision}` },
  };
}
