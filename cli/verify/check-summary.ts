import type { Documents } from './documents.js';
import { entriesOf, isSame, member, numberOf, textOf } from './json.js';
import type { Report } from './violation.js';

/** Checks what plan.json counts: tasks by kind and status, and title and labels as the options ask. */
export function checkSummary({ plan, tasks, options }: Documents, report: Report): void {
  const stated = member(plan, 'tasks');
  const total = numberOf(stated, 'total');
  if (total !== tasks.length) report('plan-tasks', 'plan.json', `it says ${total} tasks, there are ${tasks.length}`);
  for (const [name, of] of [
    ['byKind', 'kind'],
    ['byStatus', 'status'],
  ] as const) {
    const counted: Record<string, number> = {};
    for (const { document } of tasks) counted[textOf(document, of)] = (counted[textOf(document, of)] ?? 0) + 1;
    if (isSame(member(stated, name), counted)) continue;
    report('plan-tasks', `plan.json#${name}`, `counted anew it is ${JSON.stringify(counted)}`);
  }
  const title = textOf(options, 'title');
  if (title !== '' && textOf(plan, 'title') !== title) {
    report('plan-title', 'plan.json', `it is not ${JSON.stringify(title)}, which the options ask for`);
  }
  for (const [name, value] of entriesOf(member(options, 'labels'))) {
    if (member(member(plan, 'labels'), name) !== value) {
      report('plan-labels', 'plan.json', `the options ask for the label ${JSON.stringify(name)}`);
    }
  }
}
