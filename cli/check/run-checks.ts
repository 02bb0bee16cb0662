import type { CheckDocument, CheckedTask } from './check-document.js';
import type { CheckResult, TaskResults } from './check-result.js';
import type { CheckSource } from './load-checks.js';
import { runArazzo } from './run-arazzo.js';
import { runCommands } from './run-commands.js';
import type { CommandFolders } from './run-commands.js';
import { runGraphqlCheck } from './run-graphql.js';
import type { CheckTarget } from './target.js';

/** What a run of checks may do. */
export interface CheckRun {
  /** Null: requests are not sent, only commands run. */
  target: CheckTarget | null;
  folders: CommandFolders;
  /** For one task's workflows, and for one command. */
  timeoutMs: number;
  /** Called before each task, and with how many of its GraphQL checks are done. */
  progress: (task: string, number: number, done: string) => void;
}

/** Runs the checks of tasks one after the other: they may change what the next one sees. */
export async function runChecks(
  source: CheckSource,
  tasks: readonly CheckedTask[],
  run: CheckRun,
): Promise<TaskResults[]> {
  const all: TaskResults[] = [];
  for (const [index, task] of tasks.entries()) {
    run.progress(task.key, index + 1, '');
    const document = await source.document(task);
    const results =
      document === null ? [] : await runDocument(document, run, (done) => run.progress(task.key, index + 1, done));
    all.push({ taskId: task.id, key: task.key, results: inOrder([...results, ...unshown(task, results)], task) });
  }
  return all;
}

async function runDocument(
  document: CheckDocument,
  run: CheckRun,
  progress: (done: string) => void,
): Promise<CheckResult[]> {
  const { target } = run;
  const results: CheckResult[] = [];
  if (document.arazzo !== null && target !== null) {
    results.push(...(await runArazzo(document.arazzo, document.contract, target, run.timeoutMs)));
  }
  for (const [index, check] of document.checks.entries()) {
    progress(`${index} of ${document.checks.length}`);
    if (target !== null) results.push(await runGraphqlCheck(check, document.session, target));
  }
  results.push(...(await runCommands(document.commands, run.folders, run.timeoutMs)));
  const described = document.described.map(({ checkId, why }): CheckResult => ({
    checkId,
    kind: 'described',
    outcome: 'skipped',
    detail: why,
  }));
  return [...results, ...described];
}

/** Criteria without any result: what has a check was not run, what has none is for people to look at. */
function unshown({ acceptance }: CheckedTask, results: readonly CheckResult[]): CheckResult[] {
  const seen = new Set(results.map(({ checkId }) => checkId));
  return acceptance
    .filter(({ id }) => !seen.has(id))
    .map(({ id, kind }): CheckResult => {
      const base = { checkId: id, outcome: 'skipped' as const };
      if (kind === 'arazzo' || kind === 'graphql') return { ...base, kind, detail: 'not run without --url' };
      if (kind === 'command') return { ...base, kind, detail: 'the check document has no command for it' };
      return { ...base, kind: 'described', detail: 'no tool shows it: look at it' };
    });
}

/** As the task lists its criteria. */
function inOrder(results: CheckResult[], { acceptance }: CheckedTask): CheckResult[] {
  const place = new Map(acceptance.map(({ id }, index) => [id, index]));
  return results
    .map((result, index) => ({ result, place: place.get(result.checkId) ?? acceptance.length, index }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ result }) => result);
}
