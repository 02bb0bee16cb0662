import type { Question } from '../question.js';

/** What a model is shown to refine a plan. */
export interface RefineData {
  reward: number;
  /** The critics that cost the plan most, with what they found. */
  critics: { name: string; score: number; found: string[] }[];
  minutes: { min: number; max: number };
  units: ShownUnit[];
}

export interface ShownUnit {
  /** `u1…`: place of the unit in the candidate's shape. */
  id: string;
  resource: string;
  elements: { id: string; what: string }[];
  minutes: number;
  /** Units it waits for, a few. */
  after: string[];
  wave: number;
  critical: boolean;
}

export type RefineQuestion = Question & { op: 'refine'; data: RefineData };
