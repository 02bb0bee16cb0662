import type { TenantScope } from '../db/scope.js';
import type { TaskRow } from '../db/tasks.js';
import { problem } from '../platform/problems.js';
import type { ScaffoldRequest } from '../planning/scaffold/scaffold-request.js';
import type { ApiDeps } from './deps.js';
import { readJson } from './revision-documents.js';

interface StoredScaffold {
  scaffold: ScaffoldRequest[];
}

/** How the checks of a task are wanted. */
export interface ChecksForm {
  as: 'json' | 'yaml';
  /** Where the contract of the checks is found, relative to the check document. */
  contractUrl: string;
}

/** Makes the check document of a task and the contract that it runs on, in a thread. */
export async function makeTaskChecks(
  deps: Pick<ApiDeps, 'threads' | 'config' | 'repositories' | 'artifacts'>,
  scope: TenantScope,
  { planId, revision, taskId, key, kind, document }: TaskRow,
  { as, contractUrl }: ChecksForm,
): Promise<{ document: string; contract: string | null }> {
  const { threads, config, repositories } = deps;
  const [model, contract] = await Promise.all(
    ['contract.model.json', 'contract.document.json'].map(async (name) => {
      const row = await repositories.artifacts.get(scope, planId, revision, name);
      if (row === null) throw problem('internal-error', `Revision ${revision} of ${planId} lacks ${name}.`);
      return row.ref;
    }),
  );
  if (model === undefined || contract === undefined) throw new TypeError('both were asked for');
  const { title, covers, verifies, requirements, acceptance, deliverables, repository } = document;
  const { scaffold } = await readJson<StoredScaffold>(deps, scope, { planId, revision }, 'scaffold.json');
  const request = scaffold.find((one) => one.repository === repository);
  const built = request && { task: { kind, deliverables, acceptance, repository }, scaffold: request };
  const input = {
    storage: { dir: config.storage.artifactsDir },
    tenantId: scope.tenantId,
    model,
    document: contract,
    subject: {
      kind,
      title,
      covers,
      verifies,
      requirements,
      criteria: acceptance.map(({ id }) => id),
      ...(built && { built }),
    },
    planner: { planId, taskId, key, revision, commands: [] },
    contractUrl,
    as,
  };
  return threads.run('checks', input, { timeoutMs: config.limits.inspectionSeconds * 1000 });
}
