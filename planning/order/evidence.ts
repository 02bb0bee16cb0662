import type { ResourceFacts } from './order-index.js';

/** Kinds of evidence between two resources; one kind counts once per pair and direction. */
export type EvidenceFamily =
  | 'id-property'
  | 'id-input'
  | 'nesting'
  | 'form-object'
  | 'reference'
  | 'list'
  | 'name'
  | 'principal'
  | 'view'
  | 'value'
  | 'prd-relation'
  | 'prd-root';

/** One observation that `before` must exist before `after`. */
export interface Evidence {
  /** Resource names. */
  before: string;
  after: string;
  family: EvidenceFamily;
  /** Belief in (0,1): the share of such observations that were right on labelled contracts, rounded to three or four levels. */
  weight: number;
  hard: boolean;
  reason: string;
  /** Counts only where nothing of this belief or more places `after` behind some other resource. */
  unlessPlaced?: number;
}

/** Collects evidence; observations of a resource about itself say nothing and are ignored. */
export type Observe = (before: ResourceFacts, after: ResourceFacts, rest: Omit<Evidence, 'before' | 'after'>) => void;
