import type { CandidateTask } from '../../dag/candidate.js';
import type { PlannedModel } from '../planned-model.js';
import { code, listed } from './wording.js';

/** Where the parts of a plan are made, as one task sees it: what texts that name neighbours look up. */
export interface TaskMap {
  /** The task that implements a reference, with its first file; undefined where none does (it exists already). */
  makerOf(ref: string): MappedTask | undefined;
  /** Keys of the tasks that test a reference, sorted. */
  testersOf(ref: string): readonly string[];
  /** What the task needs but does not make. */
  needs: readonly string[];
  /** True for tasks that the task waits for, directly or through one other. */
  isBefore(key: string): boolean;
}

export interface MappedTask {
  key: string;
  file: string;
}

const MOST = 6;

/** "Builds on `src/models/pet.ts` (schema.pet) and …": files of the tasks that make what a task needs. */
export function buildsOn(refs: readonly string[], own: ReadonlySet<string>, map: TaskMap): string[] {
  const files = new Map<string, string>();
  for (const ref of refs) {
    const maker = own.has(ref) ? undefined : map.makerOf(ref);
    if (maker !== undefined && map.isBefore(maker.key)) files.set(maker.key, `${code(maker.file)} (${maker.key})`);
  }
  return files.size === 0 ? [] : [`Builds on ${listed([...files.values()], MOST)}.`];
}

/** The entities among what a task needs. */
export function neededEntities({ needs }: TaskMap): string[] {
  return needs.filter((ref) => ref.startsWith('entity:'));
}

/** "Not here: `GET /pets` (operation.pet-read), …": neighbours somebody else makes, several of one task together. */
export function leftToOthers(refs: readonly string[], own: ReadonlySet<string>, map: TaskMap): string[] {
  const byTask = new Map<string, string[]>();
  for (const ref of refs) {
    const maker = own.has(ref) ? undefined : map.makerOf(ref);
    if (maker === undefined) continue;
    byTask.set(maker.key, [...(byTask.get(maker.key) ?? []), code(ref.slice(ref.indexOf(':') + 1))]);
  }
  const named = [...byTask].map(([key, names]) => `${listed(names, 3)} (${key})`);
  return named.length === 0 ? [] : [`Not here: ${listed(named, MOST)}.`];
}

/** "Contract tests: test.pet." */
export function testedBy(refs: readonly string[], map: TaskMap): string[] {
  const keys = [...new Set(refs.flatMap((ref) => map.testersOf(ref)))];
  return keys.length === 0 ? [] : [`Contract tests are ${listed(keys, 3)}.`];
}

/** Gives the map of any of these linked tasks. */
export function makeTaskMaps(tasks: readonly CandidateTask[]): (task: CandidateTask) => TaskMap {
  const makers = new Map<string, MappedTask>();
  const testers = new Map<string, string[]>();
  const before = new Map(tasks.map(({ key, dependsOn }) => [key, new Set(dependsOn.map((edge) => edge.task))]));
  for (const { key, kind, covers, verifies, deliverables } of tasks) {
    const file = deliverables[0]?.path ?? '';
    if (kind !== 'docs') for (const ref of covers) if (!makers.has(ref)) makers.set(ref, { key, file });
    for (const ref of verifies) testers.set(ref, [...(testers.get(ref) ?? []), key]);
  }
  return ({ key, uses }) => {
    const direct = before.get(key) ?? new Set<string>();
    return {
      makerOf: (ref) => makers.get(ref),
      testersOf: (ref) => testers.get(ref) ?? [],
      needs: uses,
      isBefore: (other) => direct.has(other) || [...direct].some((one) => before.get(one)?.has(other) === true),
    };
  };
}

/** Of a resource with more operations only so many are looked at as neighbours: texts name a handful. */
const MOST_SIBLINGS = 200;
const siblings = new WeakMap<PlannedModel, ReadonlyMap<string, string[]>>();

/** References to the operations of a resource. */
export function operationsOf(resource: string, planned: PlannedModel): readonly string[] {
  const known = siblings.get(planned);
  if (known !== undefined) return known.get(resource) ?? [];
  const index = new Map(
    planned.resources.map(({ name, operations }) => [
      name,
      operations.slice(0, MOST_SIBLINGS).map(({ id }) => `op:${id}`),
    ]),
  );
  siblings.set(planned, index);
  return index.get(resource) ?? [];
}
