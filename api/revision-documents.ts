import type { TenantScope } from '../db/scope.js';
import { problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';
import type { components } from './generated/openapi.js';

type Deps = Pick<ApiDeps, 'repositories' | 'artifacts'>;

/** Which revision's document is wanted. */
export interface RevisionId {
  planId: string;
  revision: number;
}

/** The stored bytes of a document of a revision, null where it has none of this name. */
export async function findDocument(
  deps: Deps,
  scope: TenantScope,
  { planId, revision }: RevisionId,
  name: string,
): Promise<Buffer | null> {
  const row = await deps.repositories.artifacts.get(scope, planId, revision, name);
  if (row === null) return null;
  const bytes = await deps.artifacts.get(scope, row.ref);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The stored bytes of a document that every published revision has. */
export async function readDocument(deps: Deps, scope: TenantScope, of: RevisionId, name: string): Promise<Buffer> {
  const bytes = await findDocument(deps, scope, of, name);
  if (bytes === null) throw problem('internal-error', `Revision ${of.revision} of ${of.planId} lacks ${name}.`);
  return bytes;
}

/** As readDocument, parsed. The caller names the type: these documents are written by us and checked by the tests. */
export async function readJson<T>(deps: Deps, scope: TenantScope, of: RevisionId, name: string): Promise<T> {
  return JSON.parse((await readDocument(deps, scope, of, name)).toString('utf8')) as T;
}

/** graph.json as it is stored: without the status of its nodes. */
export type StoredGraph = Omit<components['schemas']['Graph'], 'nodes'> & {
  nodes: Omit<components['schemas']['Graph']['nodes'][number], 'status'>[];
};

/** Revisions whose ids are kept; an entry has some hundred to some ten thousand short strings. */
const KEPT_REVISIONS = 32;

/** Finds the id of a task by its key, for the tasks of one revision. */
export type TaskIds = (key: string) => string;

/** Reads which task has which key, from the stored graph; the latest revisions asked for are remembered. */
export function makeTaskIdReader(deps: Deps): (scope: TenantScope, of: RevisionId) => Promise<TaskIds> {
  const kept = new Map<string, Map<string, string>>();
  return async (scope, of) => {
    const name = `${scope.tenantId}\n${of.planId}\n${of.revision}`;
    let ids = kept.get(name);
    if (ids === undefined) {
      const graph = await readJson<StoredGraph>(deps, scope, of, 'graph.json');
      ids = new Map(graph.nodes.map(({ key, id }) => [key, id]));
      kept.set(name, ids);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_REVISIONS && oldest !== undefined) kept.delete(oldest);
    }
    return taskIdsFrom(ids);
  };
}

/** Looks keys up in a map; a key that is in no task of the revision stands for itself. */
export function taskIdsFrom(ids: ReadonlyMap<string, string>): TaskIds {
  return (key) => ids.get(key) ?? key;
}
