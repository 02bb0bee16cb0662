import type { PlanTask } from '../dag/plan-task.js';
import type { Finding } from '../finding.js';

/** Something that a model finds open: about a clause, or for the executor of a task. */
export interface OpenQuestion {
  /** Id of the task. */
  task?: string;
  /** Id of the clause. */
  requirement?: string;
  question: string;
}

/** Questions about clauses first, in the order of the findings, then those of tasks in the order of the task list. */
export function reportQuestions(
  tasks: readonly PlanTask[],
  findings: readonly Finding[],
  idOf: (key: string) => string,
): OpenQuestion[] {
  const clauses = findings.flatMap(({ code, message, where }): OpenQuestion[] => {
    const ref = where?.ref;
    if (code !== 'ambiguous-clause' || ref === undefined) return [];
    return [{ requirement: ref.replace(/^req:/, ''), question: message }];
  });
  const advised = tasks.flatMap(({ key, guidance }) =>
    (guidance?.questions ?? []).map((question): OpenQuestion => ({ task: idOf(key), question })),
  );
  return [...clauses, ...advised];
}
