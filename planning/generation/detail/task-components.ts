import { compareStrings } from '../../compare.js';
import type { ContractModel } from '../../contract/contract-model.js';
import type { Candidate, CandidateTask } from '../../dag/candidate.js';

/** Tasks of one repository that are about one thing, the weightiest first. */
export interface TaskComponent {
  component: string;
  repository: string;
  tasks: CandidateTask[];
}

/**
 * Parts a candidate into components: tasks of one repository whose first contract element is of one resource; what has none
 * goes by its kind. Documentation is left out: it says what the others made. The component with the weightiest task comes first.
 */
export function taskComponents(
  { tasks }: Candidate,
  { resources }: ContractModel,
  weight: (task: CandidateTask) => number,
): TaskComponent[] {
  const home = new Map<string, string>();
  for (const { name, entities, operations } of resources) {
    for (const id of operations) home.set(`op:${id}`, name);
    for (const id of entities) home.set(`entity:${id}`, name);
  }
  const byWeight = tasks
    .filter(({ kind }) => kind !== 'docs')
    .map((task) => ({ task, weight: weight(task) }))
    .sort((a, b) => b.weight - a.weight || compareStrings(a.task.key, b.task.key));
  const components = new Map<string, TaskComponent>();
  for (const { task } of byWeight) {
    const component = [...task.covers, ...task.verifies].flatMap((ref) => home.get(ref) ?? [])[0] ?? task.kind;
    const slot = `${task.repository}\n${component}`;
    const known = components.get(slot);
    if (known === undefined) components.set(slot, { component, repository: task.repository, tasks: [task] });
    else known.tasks.push(task);
  }
  return [...components.values()];
}
