import { compareStrings } from '../compare.js';
import type { PlanningContext } from '../strategies/context.js';
import { plannedModel } from '../strategies/planned-model.js';
import type { Candidate, CandidateTask } from './candidate.js';
import { fileViolations } from './file-violations.js';
import { strongComponents } from './strong-components.js';
import { makeTaskGraph, topologicalOrder } from './task-graph.js';
import type { Violation } from './violation.js';

const KEY = /^[a-z]+\.[a-z0-9-]{1,60}$/;
const MAX_NAMED = 12;

/**
 * Everything that keeps a candidate from being a plan: keys not unique or malformed, dependencies that lead nowhere or in
 * a circle (a cycle is named), files that two tasks may write at once or that lie outside, references nobody knows, tasks without anchor, deliverable or required acceptance
 * criterion, contract elements that no task implements, front-end work that was not asked for. Empty: it is valid.
 */
export function validateCandidate(candidate: Candidate, context: PlanningContext): Violation[] {
  const known = knownReferences(context);
  return [
    ...keyViolations(candidate.tasks),
    ...dependencyViolations(candidate.tasks),
    ...cycleViolations(candidate.tasks),
    ...fileViolations(candidate.tasks),
    ...candidate.tasks.flatMap((task) => taskViolations(task, known, context)),
    ...coverageViolations(candidate.tasks, context),
  ];
}

function keyViolations(tasks: readonly CandidateTask[]): Violation[] {
  const seen = new Set<string>();
  return tasks.flatMap(({ key, kind }): Violation[] => {
    const found: Violation[] = [];
    if (seen.has(key)) found.push({ rule: 'duplicate-key', task: key, message: `Two tasks have the key ${key}.` });
    if (!KEY.test(key) || !key.startsWith(`${kind}.`)) {
      found.push({ rule: 'malformed-key', task: key, message: `${key} is not ${kind}.<slug>.` });
    }
    seen.add(key);
    return found;
  });
}

function dependencyViolations(tasks: readonly CandidateTask[]): Violation[] {
  const keys = new Set(tasks.map((task) => task.key));
  return tasks.flatMap(({ key, dependsOn }) =>
    dependsOn.flatMap(({ task }): Violation[] => {
      if (task === key) return [{ rule: 'self-dependency', task: key, message: `${key} depends on itself.` }];
      if (keys.has(task)) return [];
      return [
        { rule: 'unknown-dependency', task: key, message: `${key} depends on ${task}, which the plan does not have.` },
      ];
    }),
  );
}

/** One violation per strongly connected component; its tasks are named in the order of one cycle through them. */
function cycleViolations(tasks: readonly CandidateTask[]): Violation[] {
  const graph = makeTaskGraph(tasks);
  if (topologicalOrder(graph) !== null) return [];
  const component = strongComponents(graph.successors);
  const members = new Map<number, number[]>();
  component.forEach((number, i) => members.set(number, [...(members.get(number) ?? []), i]));
  return [...members.values()]
    .filter((nodes) => nodes.length > 1)
    .map((nodes): Violation => {
      const cycle = findCycle(nodes, graph.successors).map((i) => graph.keys[i] as string);
      const named = [...cycle.slice(0, MAX_NAMED), ...(cycle.length > MAX_NAMED ? ['...'] : []), cycle[0] as string];
      return {
        rule: 'cycle',
        task: cycle[0] as string,
        message: `Each waits for the one before it: ${named.join(' -> ')}.`,
      };
    })
    .sort((a, b) => compareStrings(a.message, b.message));
}

/** Follows edges inside a component from its first node until a node comes again. */
function findCycle(nodes: readonly number[], successors: readonly (readonly number[])[]): number[] {
  const inside = new Set(nodes);
  const path: number[] = [];
  const at = new Map<number, number>();
  let node = nodes[0] as number;
  while (!at.has(node)) {
    at.set(node, path.length);
    path.push(node);
    node = (successors[node] as readonly number[]).find((next) => inside.has(next)) as number;
  }
  return path.slice(at.get(node));
}

interface KnownReferences {
  elements: Set<string>;
  requirements: Set<string>;
}

function knownReferences(context: PlanningContext): KnownReferences {
  const { model, analysis } = context;
  return {
    elements: new Set([
      'auth',
      'scaffold',
      ...model.operations.map((one) => `op:${one.id}`),
      ...model.entities.map((one) => `entity:${one.id}`),
    ]),
    requirements: new Set(analysis.requirements.map((one) => one.id)),
  };
}

function taskViolations(task: CandidateTask, known: KnownReferences, context: PlanningContext): Violation[] {
  const found: Violation[] = [];
  const add = (rule: Violation['rule'], message: string): number => found.push({ rule, task: task.key, message });
  if (task.covers.length + task.verifies.length + task.requirements.length === 0) {
    add('not-anchored', `${task.key} serves neither a contract element nor a requirement.`);
  }
  for (const ref of [...task.covers, ...task.uses, ...task.verifies]) {
    if (!known.elements.has(ref))
      add('unknown-reference', `${task.key} names ${ref}, which the contract does not have.`);
  }
  for (const id of task.requirements) {
    if (!known.requirements.has(id)) add('unknown-reference', `${task.key} names ${id}, which the PRD does not have.`);
  }
  if (task.deliverables.length === 0) add('no-deliverable', `${task.key} delivers nothing.`);
  if (!task.acceptance.some((criterion) => criterion.required)) {
    add('no-acceptance', `${task.key} has no required acceptance criterion.`);
  }
  if (task.kind === 'frontend' && !context.analysis.frontEnd.included) {
    add('front-end-excluded', `${task.key} builds a front end, and none is included.`);
  }
  return found;
}

function coverageViolations(tasks: readonly CandidateTask[], context: PlanningContext): Violation[] {
  const planned = plannedModel(context);
  const covered = new Set(
    tasks.filter((task) => task.kind !== 'test' && task.kind !== 'docs').flatMap((task) => task.covers),
  );
  const due = [
    ...[...planned.operation.keys()].map((id) => `op:${id}`),
    ...[...planned.entity.keys()].map((id) => `entity:${id}`),
    ...(planned.needsAuth ? ['auth'] : []),
    'scaffold',
  ];
  return due
    .filter((ref) => !covered.has(ref))
    .map((ref): Violation => ({ rule: 'not-covered', message: `No task implements ${ref}.` }));
}
