import type { Entity, Operation } from '../contract/contract-model.js';
import { fixedSegments, pascalSingular } from '../contract/names.js';
import { planScope, standingOf } from '../contract/plan-scope.js';
import type { PlanScope } from '../contract/plan-scope.js';
import { compareStrings } from '../compare.js';
import type { Requirement } from '../prd/prd-analysis.js';
import { toolchainHintsIn } from '../prd/toolchain.js';
import type { PlanningContext } from './context.js';

/** A resource with what of it is to be built: in scope and not there already. */
export interface PlannedResource {
  name: string;
  entities: string[];
  operations: Operation[];
  /** Only leaf values that others use (enums, scalars, error models): no operation, nothing it waits for. */
  shared: boolean;
  /** Most elements that must come before it in a row, through other resources. */
  depth: number;
  /** Orders that touch its elements from outside: how connected it is. */
  degree: number;
  /** Names of the resources its entities wait for, sorted. */
  parents: string[];
}

/** The part of a contract that a plan builds. */
export interface PlannedModel {
  /** By depth, then name. Every planned operation and entity is in exactly one. */
  resources: PlannedResource[];
  operation: Map<string, Operation>;
  entity: Map<string, Entity>;
  /** Ids of operations that a front end may call: built by the plan, or there already. */
  callable: ReadonlySet<string>;
  /** A planned task for signing in and checking callers is due. */
  needsAuth: boolean;
  /** Ids of operations that only signed-in callers may use. */
  guarded: ReadonlySet<string>;
  /** Ids of requirements that a reference (`op:…`, `entity:…`) serves, sorted. */
  requirementsOf: Map<string, string[]>;
  /** Requirements that no element serves, and no other task either: those need a task of their own. */
  unserved: Requirement[];
  /** Requirements that choose a technology and ask for nothing else: setting up the repository meets them. */
  technology: { service: Requirement[]; frontend: Requirement[] };
  /** User-interface clauses that nobody builds, because no front end is included. */
  excludedUi: Requirement[];
  /** Ids of clauses that only elements outside the scope serve: nobody builds those. */
  outsideScope: ReadonlySet<string>;
}

/** One per context: a search asks for it several times per candidate. */
const plannedModels = new WeakMap<PlanningContext, PlannedModel>();

/**
 * What is to be planned under the context's options: scope applied, existing elements left out. The context must not change
 * after the first call; planning never changes what it is given.
 */
export function plannedModel(context: PlanningContext): PlannedModel {
  const planned = plannedModels.get(context) ?? readPlanned(context);
  plannedModels.set(context, planned);
  return planned;
}

function readPlanned(context: PlanningContext): PlannedModel {
  const { model, options, order } = context;
  const scope = planScope(model, options);
  const operation = new Map(model.operations.filter(({ id }) => scope.operations.has(id)).map((one) => [one.id, one]));
  const entity = new Map(model.entities.filter(({ id }) => scope.entities.has(id)).map((one) => [one.id, one]));
  const planned = groupByResource(context, operation, entity);
  return {
    resources: withOrder(planned, context),
    operation,
    entity,
    guarded: new Set(order.authenticated),
    callable: new Set([
      ...scope.operations,
      ...model.operations.map(({ id }) => id).filter((id) => scope.existing.has(`op:${id}`)),
    ]),
    needsAuth:
      !scope.existing.has('auth') && [...order.authenticated, ...order.signIn].some((id) => scope.operations.has(id)),
    ...requirementParts(context, scope),
  };
}

function groupByResource(
  context: PlanningContext,
  operation: Map<string, Operation>,
  entity: Map<string, Entity>,
): Pick<PlannedResource, 'name' | 'entities' | 'operations'>[] {
  const groups = new Map<string, { name: string; entities: string[]; operations: Operation[] }>();
  const group = (name: string): { name: string; entities: string[]; operations: Operation[] } => {
    const known = groups.get(name) ?? { name, entities: [], operations: [] };
    groups.set(name, known);
    return known;
  };
  const placed = new Set<string>();
  for (const resource of context.model.resources) {
    for (const id of resource.entities) {
      if (!entity.has(id) || placed.has(id)) continue;
      placed.add(id);
      group(resource.name).entities.push(id);
    }
  }
  for (const id of entity.keys()) if (!placed.has(id)) group(id).entities.push(id);
  for (const one of operation.values()) group(one.resource ?? looseName(one)).operations.push(one);
  return [...groups.values()];
}

/** A name for an operation that belongs to no resource: its tag, else its path's first fixed segment. */
function looseName(operation: Operation): string {
  const tag = operation.tags[0] ?? fixedSegments(operation.path ?? '')[0] ?? '';
  return pascalSingular(tag) || 'Service';
}

type Group = Pick<PlannedResource, 'name' | 'entities' | 'operations'>;

function withOrder(groups: readonly Group[], context: PlanningContext): PlannedResource[] {
  const owner = new Map<string, number>();
  groups.forEach((group, i) => {
    group.entities.forEach((id) => owner.set(`entity:${id}`, i));
    group.operations.forEach((one) => owner.set(`op:${one.id}`, i));
  });
  const before = groups.map(() => new Set<number>());
  const degree = groups.map(() => 0);
  for (const edge of context.order.edges) {
    const from = owner.get(edge.before);
    const to = owner.get(edge.after);
    if (from === undefined || to === undefined || from === to) continue;
    degree[from] = (degree[from] as number) + 1;
    degree[to] = (degree[to] as number) + 1;
    if (edge.type === 'schema' && edge.after.startsWith('entity:')) (before[to] as Set<number>).add(from);
  }
  const depth = depths(before);
  const things = new Set(context.model.entities.filter(isThing).map((entity) => entity.id));
  const shared = sharedGroups(groups, before, things);
  return groups
    .map((group, i) => ({
      ...group,
      shared: shared.has(i),
      depth: depth[i] as number,
      degree: degree[i] as number,
      parents: [...(before[i] as Set<number>)].map((j) => (groups[j] as Group).name).sort(compareStrings),
    }))
    .sort((a, b) => a.depth - b.depth || compareStrings(a.name, b.name));
}

/** Longest chain of predecessors, at most as many rounds as groups; members of a soft cycle stop growing there. */
function depths(before: readonly Set<number>[]): number[] {
  const depth = before.map(() => 0);
  const waiting = before.map((set) => set.size);
  const after: number[][] = before.map(() => []);
  before.forEach((set, i) => set.forEach((j) => (after[j] as number[]).push(i)));
  const ready = waiting.flatMap((count, i) => (count === 0 ? [i] : []));
  for (let at = 0; at < ready.length; at++) {
    for (const next of after[ready[at] as number] as number[]) {
      depth[next] = Math.max(depth[next] as number, (depth[ready[at] as number] as number) + 1);
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) ready.push(next);
    }
  }
  return depth;
}

/** Has an identity of its own, so that it is kept and referred to, whether or not an operation is about it. */
function isThing({ kind, properties }: Entity): boolean {
  return kind === 'object' && properties.some(({ name }) => /^(?:_?id|uuid)$/i.test(name));
}

/** Groups of values, without operations, that wait for nothing but others of their sort. */
function sharedGroups(
  groups: readonly Group[],
  before: readonly Set<number>[],
  things: ReadonlySet<string>,
): Set<number> {
  const isShared = (group: Group): boolean =>
    group.operations.length === 0 && !group.entities.some((id) => things.has(id));
  const shared = new Set(groups.flatMap((group, i) => (isShared(group) ? [i] : [])));
  for (let changed = true; changed;) {
    changed = false;
    for (const i of shared) {
      if ([...(before[i] as Set<number>)].every((j) => shared.has(j))) continue;
      shared.delete(i);
      changed = true;
    }
  }
  return shared;
}

type RequirementParts = Pick<
  PlannedModel,
  'requirementsOf' | 'technology' | 'unserved' | 'excludedUi' | 'outsideScope'
>;

function requirementParts(context: PlanningContext, scope: PlanScope): RequirementParts {
  const { requirements, traces, frontEnd, toolchain } = context.analysis;
  const requirementsOf = new Map<string, string[]>();
  const served = new Set<string>();
  for (const trace of traces) {
    if (!trace.served) continue;
    served.add(trace.requirement);
    for (const { element } of trace.elements) {
      const known = requirementsOf.get(element);
      if (known === undefined) requirementsOf.set(element, [trace.requirement]);
      else known.push(trace.requirement);
    }
  }
  for (const ids of requirementsOf.values()) ids.sort(compareStrings);
  const open = requirements.filter((one) => !served.has(one.id));
  const partsNamed = (one: Requirement): string[] => toolchainHintsIn(one, toolchain).map(({ part }) => part);
  const technology = {
    service: open.filter((one) => partsNamed(one).some((part) => part !== 'frontend')),
    frontend: open.filter((one) => partsNamed(one).length > 0 && partsNamed(one).every((part) => part === 'frontend')),
  };
  const settled = new Set([...technology.service, ...technology.frontend]);
  return {
    requirementsOf,
    technology,
    unserved: open.filter((one) => !one.ui && !settled.has(one)),
    excludedUi: frontEnd.included ? [] : open.filter((one) => one.ui),
    outsideScope: new Set(
      traces.filter((trace) => standingOf(trace, scope) === 'out-of-scope').map(({ requirement }) => requirement),
    ),
  };
}
