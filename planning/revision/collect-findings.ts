import { compareStrings } from '../compare.js';
import type { Coverage } from '../contract/coverage.js';
import { scopeFindings } from '../contract/scope-findings.js';
import type { PlanTask } from '../dag/plan-task.js';
import type { Finding } from '../finding.js';
import type { PlanningContext } from '../strategies/context.js';

/** From 4 elements on three different DAGs exist; fewer candidates than this is worth telling. */
const WANTED_CANDIDATES = 3;

/**
 * All that a reader of the plan should know: PRD against contract first, then options, contract, search.
 *
 * @param further what a model's answers led to, and whether one could be asked
 * @param candidates how many different ones the search made
 */
export function collectFindings(
  context: PlanningContext,
  candidates: number,
  coverage: Coverage,
  tasks: readonly PlanTask[],
  further: readonly Finding[],
): Finding[] {
  const small: Finding[] =
    candidates >= WANTED_CANDIDATES
      ? []
      : [
          {
            code: 'search-space-small',
            severity: 'info',
            message: `The contract is so small that only ${candidates} different ${candidates === 1 ? 'plan exists' : 'plans exist'}.`,
            where: null,
          },
        ];
  return [
    ...context.analysis.findings,
    ...scopeFindings(context.model, context.options),
    ...missingFindings(coverage, tasks),
    ...context.model.findings,
    ...small,
    ...further,
  ];
}

/** What tasks need and the scope leaves out without saying that it exists. */
function missingFindings({ outOfScope, existing }: Coverage, tasks: readonly PlanTask[]): Finding[] {
  const there = new Set(existing);
  const leftOut = new Set(outOfScope.filter((ref) => !there.has(ref)));
  const users = new Map<string, string[]>();
  for (const { key, uses } of tasks) {
    for (const ref of uses.filter((used) => leftOut.has(used))) users.set(ref, [...(users.get(ref) ?? []), key]);
  }
  return [...users]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([ref, keys]) => ({
      code: 'scope-leaves-out-needed',
      severity: 'warning',
      message: `${needing(keys)} ${ref}, which options.scope leaves out. Name it in options.existing if it is there, or include it.`,
      where: { in: 'options', pointer: '/scope', ref },
    }));
}

function needing([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return `${first} needs`;
  return `${first} and ${others.length === 1 ? 'one other task' : `${others.length} other tasks`} need`;
}
