import { judgement, share } from './critic.js';
import type { Critic } from './critic.js';

/**
 * Share of the PRD's requirements that some task takes up. Left out: clauses about a user interface where no front end is
 * included, and clauses served only by what is built already or out of scope.
 */
export const requirementCoverage: Critic = ({ candidate, context, planned }) => {
  const taken = new Set(candidate.tasks.flatMap((task) => task.requirements));
  const excluded = new Set(planned.excludedUi.map((one) => one.id));
  const elsewhere = new Set(
    context.analysis.traces
      .filter((trace) => trace.served && trace.elements.every(({ element }) => !isPlanned(element, planned)))
      .map((trace) => trace.requirement),
  );
  const due = context.analysis.requirements.filter((one) => !excluded.has(one.id) && !elsewhere.has(one.id));
  const missing = due.filter((one) => !taken.has(one.id));
  return judgement(
    share(due.length - missing.length, due.length),
    missing.map((one) => `No task takes up ${one.id}.`),
    `All ${due.length} requirements are taken up.`,
  );
};

function isPlanned(ref: string, planned: Parameters<Critic>[0]['planned']): boolean {
  const id = ref.slice(ref.indexOf(':') + 1);
  return ref === 'auth' ? planned.needsAuth : planned.operation.has(id) || planned.entity.has(id);
}
