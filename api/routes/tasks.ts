import { Router } from 'express';
import type { Request } from 'express';

import type { TenantScope } from '../../db/scope.js';
import type { TaskStatus } from '../../db/statuses.js';
import type { TaskListQuery, TaskRow } from '../../db/tasks.js';
import type { TaskKind } from '../../planning/dag/candidate.js';
import { problem } from '../../platform/problems.js';
import { readCursor, writeCursor } from '../cursor.js';
import { canonicalQuery } from '../etag.js';
import { findPlan, isTaskId, publishedRevision } from '../find-plan.js';
import type { PublishedRevision } from '../find-plan.js';
import type { components } from '../generated/openapi.js';
import { taskLinks } from '../plan-links.js';
import { pathParameter, queryOf, scopeOf } from '../request-context.js';
import { requestedRevision } from '../requested-revision.js';
import { makeTaskIdReader, taskIdsFrom } from '../revision-documents.js';
import type { TaskIds } from '../revision-documents.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads, RenderedBody } from '../send-rendered.js';
import { pickFields, taskView } from '../task-view.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** What is asked of a task list. */
interface TaskListRequest {
  filter: { status?: TaskStatus; kind?: TaskKind };
  fields: string[] | undefined;
  limit: number | undefined;
  after: number | undefined;
}

/** GET …/tasks.json and GET …/tasks/{taskId}. */
export function taskRoutes(reads: Reads): Router {
  const { deps, plans } = reads;
  const readTaskIds = makeTaskIdReader(deps);
  const router = Router();

  router.get('/plans/:planId/tasks.json', async (req, res) => {
    const scope = scopeOf(res);
    const plan = await findPlan(plans, scope, pathParameter(req, 'planId'));
    const { published, request } = await taskListRequest(reads, scope, req, plan);
    const what = { plan, revision: published.revision, mediaType: JSON_TYPE, resource: 'tasks.json' };
    await sendRendered(reads, req, res, what, async () => {
      const { filter, limit, after } = request;
      const query: TaskListQuery = {
        ...filter,
        ...(after === undefined ? {} : { afterPosition: after }),
        ...(limit === undefined ? {} : { limit: limit + 1 }),
      };
      const rows = await deps.repositories.tasks.list(scope, plan.id, published.revision, query);
      const isWhole = Object.keys(query).length === 0;
      const idOf = isWhole
        ? taskIdsFrom(new Map(rows.map((row) => [row.key, row.taskId])))
        : await readTaskIds(scope, { planId: plan.id, revision: published.revision });
      return renderTaskList(req, published, request, rows, idOf);
    });
  });

  router.get('/plans/:planId/tasks/:taskId', async (req, res) => {
    const { scope, plan, revision } = await requestedRevision(reads, req, res);
    const taskId = pathParameter(req, 'taskId');
    const row = await findTask(reads, scope, plan.id, taskId, revision);
    const what = { plan, revision, mediaType: JSON_TYPE, resource: `tasks/${taskId}` };
    await sendRendered(reads, req, res, what, async () => {
      const task = taskView(row, await readTaskIds(scope, { planId: plan.id, revision }));
      const answer: components['schemas']['TaskAnswer'] = {
        planId: plan.id,
        revision,
        task,
        links: taskLinks(plan.id, taskId),
      };
      return { body: Buffer.from(JSON.stringify(answer)) };
    });
  });
  return router;
}

/** The task with this id in a revision. Throws the problem `unknown-task`. */
export async function findTask(
  { deps }: Pick<Reads, 'deps'>,
  scope: TenantScope,
  planId: string,
  taskId: string,
  revision: number,
): Promise<TaskRow> {
  const row = isTaskId(taskId) ? await deps.repositories.tasks.get(scope, planId, taskId, revision) : null;
  if (row === null) {
    throw problem('unknown-task', `Revision ${revision} of plan ${planId} has no task ${JSON.stringify(taskId)}.`);
  }
  return row;
}

async function taskListRequest(
  { deps }: Reads,
  scope: TenantScope,
  req: Request,
  plan: PublishedRevision['plan'],
): Promise<{ published: PublishedRevision; request: TaskListRequest }> {
  const { status, kind, fields, limit, revision: asked, cursor: text } = queryOf(req, 'listTasks');
  const filter = { ...(status === undefined ? {} : { status }), ...(kind === undefined ? {} : { kind }) };
  const cursor = text === undefined ? null : readCursor(text, { list: 'tasks', of: listName(plan.id, filter) });
  if (cursor !== null && asked !== undefined && asked !== cursor.revision) {
    throw problem('invalid-cursor', `The cursor is of revision ${cursor.revision}, not ${asked}.`);
  }
  return {
    published: await publishedRevision(deps, scope, plan, cursor?.revision ?? asked),
    request: { filter, fields, limit, after: cursor?.after },
  };
}

const listName = (planId: string, filter: object): string => `${planId}?${canonicalQuery(filter)}`;

function renderTaskList(
  req: Request,
  { plan, revision }: PublishedRevision,
  { filter, fields, limit }: TaskListRequest,
  rows: TaskRow[],
  idOf: TaskIds,
): RenderedBody {
  const page = limit === undefined ? rows : rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    page.length === rows.length || last === undefined
      ? null
      : writeCursor({ list: 'tasks', of: listName(plan.id, filter), revision, after: last.position });
  const wanted = fields === undefined ? null : new Set(fields);
  const tasks = page.map((row) => {
    const task = taskView(row, idOf);
    return wanted === null ? task : pickFields(task, wanted);
  });
  const answer: components['schemas']['TaskList'] = { planId: plan.id, revision, nextCursor, tasks };
  return {
    body: Buffer.from(JSON.stringify(answer)),
    next: nextCursor === null ? null : nextPage(req, nextCursor),
  };
}

/** The address of this list from a cursor on. */
function nextPage(req: Request, cursor: string): string {
  return `${req.path}?${canonicalQuery({ ...req.query, cursor })}`;
}
