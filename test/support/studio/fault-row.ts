import type { Json } from '../http.js';
import type { StudioFault } from './faults.js';
import type { ModelAnswer } from './model.js';
import type { StandInCall } from './stand-in.js';

/** Where plans of a row are made: with the stand-in, with a flow URL where nobody listens, or with none. */
export type FaultyService = 'stand-in' | 'away' | 'without';

/** One way in which a model, or what lies between it and us, can fail, and what must come of it. */
export interface FaultRow {
  name: string;
  service?: FaultyService;
  /** What goes wrong with a call, by its number within the row (from 1); null where nothing does. */
  fault?: (call: StandInCall, number: number) => StudioFault | null;
  /** What the model makes of its answers. */
  model?: (honest: ModelAnswer) => ModelAnswer;
  /** Milliseconds that the flow takes for each answer; none where nothing is said. */
  answerMs?: number;
  /** `options.search` of the plan; remembered answers are bypassed unless it says otherwise. */
  search?: Json;
  /** Beside those that every request has. */
  headers?: Readonly<Record<string, string>>;
  /** Plans of the same kind that are made before, at once; none where nothing is said. */
  earlier?: number;
  expect: FaultExpectation;
}

/** What must come of a row. */
export interface FaultExpectation {
  /** Of the summary; a failed plan has none. */
  generator: 'deterministic' | 'studio' | 'mixed' | 'any' | 'failed';
  /** Code of a finding, or of the error of a failed plan; null: no finding about the model. */
  code: string | null;
  /** What the trace (or the error) must say. */
  says?: RegExp;
  /** Calls at most, those of earlier plans not among them; 20 where nothing is said. */
  calls?: number;
  /** Calls at least; none where nothing is said. */
  leastCalls?: number;
  /** Seconds between the first call and the second, at least. */
  secondAfter?: number;
}

/** What came of it, as a row of a table. */
export interface FaultResult {
  name: string;
  calls: number;
  status: string;
  generator: string;
  coverage: string;
  says: string;
  milliseconds: number;
}
