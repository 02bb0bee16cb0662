import { Router } from 'express';

import type { components } from '../generated/openapi.js';
import { readPlanSummary } from '../plan-summary.js';
import type { PlanSummary } from '../plan-summary.js';
import { requestedRevision } from '../requested-revision.js';
import { readDocument, readJson } from '../revision-documents.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';

type Report = components['schemas']['Report'];
/** report.json as it is stored: without what changes after it was written. */
export type StoredReport = Omit<Report, 'plan' | 'execution'>;

const JSON_TYPE = 'application/json; charset=utf-8';

/** Documents of a revision that are sent as they are stored. */
const STORED = [
  { resource: 'coverage', name: 'coverage.json' },
  { resource: 'search', name: 'search.json' },
  { resource: 'scaffold', name: 'scaffold.json' },
];

/** GET …/coverage, …/search, …/scaffold and …/report. */
export function documentRoutes(reads: Reads): Router {
  const { deps } = reads;
  const router = Router();
  for (const { resource, name } of STORED) {
    router.get(`/plans/:planId/${resource}`, async (req, res) => {
      const { scope, plan, revision } = await requestedRevision(reads, req, res);
      const what = { plan, revision, mediaType: JSON_TYPE, resource };
      await sendRendered(reads, req, res, what, async () => ({
        body: await readDocument(deps, scope, { planId: plan.id, revision }, name),
      }));
    });
  }

  router.get('/plans/:planId/report', async (req, res) => {
    const { scope, plan, revision, row } = await requestedRevision(reads, req, res);
    const what = { plan, revision, mediaType: JSON_TYPE, resource: 'report' };
    await sendRendered(reads, req, res, what, async () => {
      const stored = await readJson<StoredReport>(deps, scope, { planId: plan.id, revision }, 'report.json');
      const report = reportNow(stored, await readPlanSummary(deps, scope, plan, row));
      return { body: Buffer.from(JSON.stringify(report)) };
    });
  });
  return router;
}

/** The stored report with the plan and the execution as they are now. */
export function reportNow(stored: StoredReport, plan: PlanSummary): Report {
  const byStatus = plan.tasks?.byStatus ?? {};
  const total = plan.tasks?.total ?? 0;
  const done = (byStatus.succeeded ?? 0) + (byStatus.skipped ?? 0);
  const percent = total === 0 ? 100 : Math.round((done / total) * 1000) / 10;
  return { plan, ...stored, execution: { byStatus, done, total, percent } };
}
