import { Router } from 'express';

import type { TaskRow } from '../../db/tasks.js';
import type { components } from '../generated/openapi.js';
import { graphAsDot, graphAsMermaid } from '../graph-formats.js';
import { queryOf } from '../request-context.js';
import { requestedRevision } from '../requested-revision.js';
import { readJson } from '../revision-documents.js';
import type { StoredGraph } from '../revision-documents.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';

type Graph = components['schemas']['Graph'];

const FORMATS = {
  json: { mediaType: 'application/json; charset=utf-8', write: (graph: Graph) => JSON.stringify(graph) },
  mermaid: { mediaType: 'text/vnd.mermaid; charset=utf-8', write: graphAsMermaid },
  dot: { mediaType: 'text/vnd.graphviz; charset=utf-8', write: graphAsDot },
} as const;

/** GET …/graph as JSON, Mermaid or DOT. */
export function graphRoutes(reads: Reads): Router {
  const { deps } = reads;
  const router = Router();
  router.get('/plans/:planId/graph', async (req, res) => {
    const { scope, plan, revision } = await requestedRevision(reads, req, res);
    const { mediaType, write } = FORMATS[queryOf(req, 'getGraph').format ?? 'json'];
    const what = { plan, revision, mediaType, resource: 'graph' };
    await sendRendered(reads, req, res, what, async () => {
      const of = { planId: plan.id, revision };
      const stored = await readJson<StoredGraph>(deps, scope, of, 'graph.json');
      const rows = await deps.repositories.tasks.list(scope, plan.id, revision);
      return { body: Buffer.from(write(graphWithStatus(stored, rows))) };
    });
  });
  return router;
}

/** The stored graph with the status each task has now. */
export function graphWithStatus(stored: StoredGraph, rows: readonly TaskRow[]): Graph {
  const statusOf = new Map(rows.map(({ taskId, status }) => [taskId, status]));
  return {
    ...stored,
    nodes: stored.nodes.map((node) => ({ ...node, status: statusOf.get(node.id) ?? 'superseded' })),
  };
}
