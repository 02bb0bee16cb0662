import type { Operation } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { buildMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import type { WorkUnit } from '../work-unit.js';
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
    description: `${describe(operations[0])} Covers ${coded(unit.operations)}. What triggers it inside the service is called from its own task.`,
    covers,
    requirements: covers.flatMap((ref) => planned.requirementsOf.get(ref) ?? []),
    minutes: buildMinutes(operations, []),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'integration', slug), what: `Implementation of ${coded(unit.operations)}` },
      { path: deliverablePath(repository, 'unit-test', slug), what: 'Tests against a stand-in of the other side' },
    ],
  };
}

function titleOf(operation: Operation | undefined, unit: WorkUnit): string {
  const id = unit.operations[0] ?? unit.resource;
  switch (operation?.type) {
    case 'webhook':
      return `Send the webhook ${id.replace(/^WEBHOOK /, '')}`;
    case 'callback':
      return `Send the callback ${id.replace(/^CALLBACK /, '')}`;
    case 'subscription':
      return `Serve the subscription ${id}`;
    default:
      return `Accept uploads at ${id}`;
  }
}

function describe(operation: Operation | undefined): string {
  switch (operation?.type) {
    case 'webhook':
    case 'callback':
      return 'Send the declared request with the declared body, sign it, time out, retry with growing pauses, and record what was delivered. Never call an address inside the own network.';
    case 'subscription':
      return 'Push events to subscribers as they happen, end cleanly when a subscriber leaves, and bound what waits for a slow one.';
    default:
      return 'Stream the upload, limit its size and type, store it outside the database, and leave nothing behind when it fails.';
  }
}
