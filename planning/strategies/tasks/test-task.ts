import type { Operation } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { testMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import type { TestUnit } from '../../dag/shape.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { code, coded, listed } from './wording.js';

const MOST = 8;

/** A task that tests operations and entities against the contract, from outside. */
export function testTask(unit: TestUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const ids = unit.verifies.map((ref) => ref.slice(ref.indexOf(':') + 1));
  const operations = ids.flatMap((id) => planned.operation.get(id) ?? []);
  const entities = ids.flatMap((id) => planned.entity.get(id) ?? []);
  const names = entities.map(({ id }) => id);
  return {
    kind: 'test',
    name: unit.resource,
    title:
      operations.length === 0
        ? `Test the schemas ${listed(names, 3)} against the contract`
        : `Test ${unit.resource.replace(/ risks$/, '')} against the contract${/ risks$/.test(unit.resource) ? ' where it is risky' : ''}`,
    description: [
      ...(operations.length > 0 ? [`From outside, over HTTP: ${coded(idsOf(operations), 20)}.`] : []),
      ...(operations.length === 0
        ? [`Samples that ${coded(names, 20)} must take and must refuse: required, nullable, formats, enums.`]
        : names.length > 0
          ? [`Answers hold ${coded(names, MOST)} as declared.`]
          : []),
      ...refusals(operations),
      ...credentials(operations, planned),
    ].join(' '),
    covers: [],
    verifies: unit.verifies,
    minutes: testMinutes(operations, entities),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'test', slug), what: `Contract tests of ${unit.resource}` },
    ],
    surroundings: (map) => {
      const makers = [...new Set(unit.verifies.flatMap((ref) => map.makerOf(ref)?.key ?? []))];
      return makers.length === 0 ? [] : [`What fails is mended in ${listed(makers, 6)}, not here.`];
    },
  };
}

/** The refusals that the contract declares, by status. */
function refusals(operations: readonly Operation[]): string[] {
  const byStatus = new Map<string, string[]>();
  for (const { id, responses } of operations) {
    for (const { status } of responses) {
      if (/^4/.test(status) && status !== '401') byStatus.set(status, [...(byStatus.get(status) ?? []), code(id)]);
    }
  }
  const named = [...byStatus]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, by]) =>
      operations.length === 1
        ? status
        : by.length === operations.length
          ? `${status} of all`
          : `${status} of ${listed(by, 4)}`,
    );
  return named.length === 0 ? [] : [`Refusals to provoke: ${listed(named, MOST)}.`];
}

function credentials(operations: readonly Operation[], { guarded }: PlannedModel): string[] {
  const closed = operations.filter(({ id }) => guarded.has(id));
  if (closed.length === 0) return [];
  const which = closed.length === operations.length && closed.length > 1 ? 'All' : coded(idsOf(closed), MOST);
  return [`${which} must refuse callers without and with wrong credentials.`];
}

function idsOf(operations: readonly Operation[]): string[] {
  return operations.map(({ id }) => id);
}
