import type { Shape } from '../dag/shape.js';
import type { PlannedResource } from './planned-model.js';
import type { Sizing } from './sizing.js';
import type { PlannedModel } from './planned-model.js';

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
