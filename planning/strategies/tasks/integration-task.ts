import type { Operation } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { buildMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import type { WorkUnit } from '../../dag/shape.js';
import { actorsOf, ruledBy, rulesToMind } from './clause-notes.js';
import { callersOf, operationPurposes, unusualAnswers } from './operation-notes.js';
import { operationSurroundings } from './operation-surroundings.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded } from './wording.js';

/** A task whose work is mostly outside the service: webhooks, callbacks, subscriptions, uploads. */
export function integrationTask(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const operations = unit.operations.flatMap((id) => planned.operation.get(id) ?? []);
  const repository = serviceRepository(context);
  const covers = unit.operations.map((id) => `op:${id}`);
  return {
    kind: 'integration',
    name: unit.operations.length === 1 ? (unit.operations[0] as string) : `${unit.resource} integration`,
    title: titleOf(operations[0], unit),
    description: [
      ...operationPurposes(operations),
      ruleOfSort(operations[0]),
      ...ruledBy(covers, planned, context),
      ...rulesToMind(covers, planned, context),
      ...actorsOf(covers, planned, context),
      ...callersOf(operations, planned),
      ...unusualAnswers(operations),
    ].join(' '),
    covers,
    requirements: covers.flatMap((ref) => planned.requirementsOf.get(ref) ?? []),
    minutes: buildMinutes(operations, []),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'integration', slug), what: `Implementation of ${coded(unit.operations)}` },
      {
        path: deliverablePath(repository, 'integration-test', slug),
        what: 'Tests against a stand-in of the other side',
      },
    ],
    surroundings: (map) => operationSurroundings({ resource: unit.resource, operations, covers }, planned, map),
  };
}

function titleOf(operation: Operation | undefined, unit: WorkUnit): string {
  const id = unit.operations[0] ?? unit.resource;
  switch (operation?.type) {
    case 'webhook':
      return `Send the webhook ${id.replace(/^WEBHOOK (.+) \S+$/, '$1')}`;
    case 'callback':
      return `Send the callback ${id.replace(/^CALLBACK (\S+ \S+) (\S+) .*$/, '$2 of $1')}`;
    case 'subscription':
      return `Serve the subscription ${id}`;
    default:
      return operation?.effect === 'create' ? `Accept uploads at ${id}` : `Implement ${id} with its upload`;
  }
}

/** What such work asks for that neither contract nor PRD says. */
function ruleOfSort(operation: Operation | undefined): string {
  switch (operation?.type) {
    case 'webhook':
    case 'callback':
      return 'Offer a function that the task with the event calls: it queues the request, so that a slow receiver delays nobody, records each delivery, and calls no address inside the own network.';
    case 'subscription':
      return 'Events come from the tasks that change the thing. End when the subscriber leaves, and bound what waits for a slow one.';
    default:
      return 'Stream the file to storage outside the database; refuse by size and type before it is read whole, and leave nothing behind when it fails.';
  }
}
