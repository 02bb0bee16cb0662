import { load as parseYaml, JSON_SCHEMA } from 'js-yaml';

import { CliError, ServiceProblem } from '../cli-error.js';
import type { PlannerClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { isTaskId, taskIdOf } from '../task-id.js';
import { readBundle } from '../verify/read-bundle.js';
import type { Bundle } from '../verify/read-bundle.js';
import { readCheckDocument, readTasks } from './check-document.js';
import type { CheckDocument, CheckedTask } from './check-document.js';
import { member, text } from './json.js';

/** The tasks of a plan and where their check documents are. */
export interface CheckSource {
  planId: string;
  tasks: CheckedTask[];
  /** Null where the task has no check document. */
  document: (task: CheckedTask) => Promise<CheckDocument | null>;
}

/** Most bytes of one document of a bundle. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** Check documents from the service. */
export async function checksOfPlan(client: PlannerClient, planId: string): Promise<CheckSource> {
  const tasks = readTasks(await client.tasks(planId, { fields: 'acceptance' }));
  return {
    planId,
    tasks,
    document: async (task) => {
      const document = await present(client.acceptance(planId, task.id));
      if (document === null) return null;
      const isArazzo = member(document, 'arazzo') !== undefined;
      return readCheckDocument(document, isArazzo ? await present(client.acceptanceContract(planId, task.id)) : null);
    },
  };
}

/** What the service gives; null where it says that there is none. */
async function present(request: Promise<unknown>): Promise<unknown> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ServiceProblem && error.problem.status === 404) return null;
    throw error;
  }
}

/** Check documents from a bundle, without any service. Throws BundleError or CliError (usage) for what is none. */
export async function checksOfBundle(path: string): Promise<CheckSource> {
  const bundle = await readBundle(path);
  const list = parse(bundle, 'tasks.json');
  if (list === null) throw new CliError(EXIT.usage, `${path} holds no tasks.json.`);
  return {
    planId: text(member(list, 'planId')),
    tasks: readTasks(list),
    document: ({ key }) => {
      const arazzo = parse(bundle, `acceptance/${key}.arazzo.yaml`);
      const contract = arazzo === null ? null : parse(bundle, `acceptance/${key}.openapi.json`);
      const document =
        arazzo ?? parse(bundle, `acceptance/${key}.graphql.json`) ?? parse(bundle, `acceptance/${key}.json`);
      return Promise.resolve(document === null ? null : readCheckDocument(document, contract));
    },
  };
}

function parse(bundle: Bundle, path: string): unknown {
  const content = bundle.get(path);
  if (content === undefined) return null;
  if (content.byteLength > MAX_DOCUMENT_BYTES) throw new CliError(EXIT.usage, `${path} of the bundle is too large.`);
  const source = new TextDecoder().decode(content);
  try {
    return path.endsWith('.json') ? (JSON.parse(source) as unknown) : parseYaml(source, { schema: JSON_SCHEMA });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CliError(EXIT.usage, `${path} of the bundle cannot be read: ${error.message}.`, '', { cause: error });
  }
}

/** The tasks that are meant: all, or the one named by id or key. Throws CliError (usage) where there is none such. */
export function chosenTasks(source: CheckSource, task: string | null): CheckedTask[] {
  if (task === null) return source.tasks;
  const id = isTaskId(task) ? task : taskIdOf(source.planId, task);
  const found = source.tasks.filter((one) => one.id === id || one.key === task);
  if (found.length === 0) throw new CliError(EXIT.usage, `The plan has no task ${task}.`, 'planner tasks lists them.');
  return found;
}
