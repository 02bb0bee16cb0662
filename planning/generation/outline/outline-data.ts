import type { Strategy } from '../../dag/candidate.js';
import type { Question } from '../question.js';
import type { OutlineAnswer } from './outline-schema.js';
import type { ShownRequirement } from './telling-requirements.js';

/** What a model is shown to outline a plan. */
export interface OutlineData {
  strategy: { name: Strategy; meaning: string };
  size: { operationsPerTask: number; entitiesPerTask: number; minutes: { min: number; max: number } };
  requirements: ShownRequirement[];
  /** Whether single elements are divided, or whole resources of a contract too large to show. */
  scale: 'elements' | 'resources';
  resources: (DetailedResource | SummarisedResource)[];
}

export interface DetailedResource {
  name: string;
  after: string[];
  entities: { id: string; name: string }[];
  operations: { id: string; what: string; summary: string }[];
}

export interface SummarisedResource {
  id: string;
  name: string;
  /** Ids of resources it needs. */
  after: string[];
  entities: number;
  operations: number;
  /** A few of its operations. */
  examples: string[];
}

export type OutlineQuestion = Question & { op: 'outline'; data: OutlineData };

/** Ids that a question shows and an outline may use, in the order shown. */
export function outlineIds({ resources }: Pick<OutlineData, 'resources'>): string[] {
  return resources.flatMap((one) =>
    'id' in one ? [one.id] : [...one.entities, ...one.operations].map(({ id }) => id),
  );
}

/** Ids of a question that an answer puts in no slice, in the order shown. */
export function missingElements(data: OutlineData, { slices }: OutlineAnswer): string[] {
  const named = new Set<string>();
  for (const { elements } of slices) for (const id of elements) named.add(id);
  return outlineIds(data).filter((id) => !named.has(id));
}
