import type { PlannedResource } from './planned-model.js';
import type { Sizing } from './sizing.js';
import type { PlannedModel } from './planned-model.js';

/** A piece of the contract that one task will build: what a strategy decides. */
export interface WorkUnit {
  kind: 'schema' | 'operation' | 'integration';
  /** Resource (or group of resources) it works on; names the task. */
  resource: string;
  /** Entity ids, sorted. */
  entities: string[];
  /** Operation ids, sorted. */
  operations: string[];
  /** Preference, 0 first. */
  rank: number;
  /** How many units with entities it refers to lie before it in a row: migrations run in this order. */
  level?: number;
}

/** What one test task will verify. */
export interface TestUnit {
  resource: string;
  /** References (`op:…`, `entity:…`), sorted. */
  verifies: string[];
  rank: number;
}

export interface Shape {
  units: WorkUnit[];
  tests: TestUnit[];
}

/** A way to cut a contract into pieces. */
export type ShapeMaker = (planned: PlannedModel, sizing: Sizing) => Shape;

/** Cuts a list into runs of at most `size`, evenly. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts = Math.ceil(items.length / Math.max(1, size));
  const result: T[][] = [];
  for (let i = 0; i < parts; i++) {
    const from = Math.floor((i * items.length) / parts);
    result.push(items.slice(from, Math.floor(((i + 1) * items.length) / parts)));
  }
  return result;
}

/** Resources in build order; a later pull moves resources of one depth among each other. */
export function resourceOrder(planned: PlannedModel, sizing: Sizing): PlannedResource[] {
  const { vary } = sizing;
  if (vary === null) return planned.resources;
  return planned.resources
    .map((resource) => ({ resource, place: resource.depth + vary.next() * 0.9 }))
    .sort((a, b) => a.place - b.place)
    .map(({ resource }) => resource);
}
