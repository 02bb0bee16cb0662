import type { Candidate, Strategy, TrialParameters } from '../dag/candidate.js';
import type { Shape } from '../dag/shape.js';
import type { OrderEvidence } from '../order/order-evidence.js';
import type { PlanningContext } from './context.js';
import { contractFirst } from './contract-first.js';
import { dataFirst } from './data-first.js';
import { fitUnits } from './fit-units.js';
import { makeCandidate } from './make-candidate.js';
import { partEarlyNeeds } from './part-early-needs.js';
import { partLateReadings } from './part-late-readings.js';
import { plannedModel } from './planned-model.js';
import type { PlannedModel } from './planned-model.js';
import { riskFirst } from './risk-first.js';
import { sizingFor } from './sizing.js';
import type { Sizing } from './sizing.js';
import { verticalSlice } from './vertical-slice.js';
import type { ShapeMaker } from './work-unit.js';

const SHAPES: Record<Strategy, ShapeMaker> = {
  'contract-first': contractFirst,
  'vertical-slice': verticalSlice,
  'risk-first': riskFirst,
  'data-first': dataFirst,
};

/**
 * One complete candidate by one strategy: every operation and entity in scope and not there already is covered. The same
 * arguments give the same candidate.
 */
export function decompose(strategy: Strategy, context: PlanningContext, parameters: TrialParameters): Candidate {
  const planned = plannedModel(context);
  const shape = shapeOf(strategy, planned, sizingFor(context.options, parameters));
  const parted = partShape(shape, planned, context.order);
  return makeCandidate({ strategy, operator: 'fresh', parents: [], parameters, shape: parted, fixes: [] }, context);
}

/** How a strategy cuts the planned part of a contract, in units that fit the sizing. */
export function shapeOf(strategy: Strategy, planned: PlannedModel, sizing: Sizing): Shape {
  return fitUnits(SHAPES[strategy](planned, sizing), planned, sizing);
}

/** Parts units that would make others wait for what they do not need: late readings, and entities awaited early. */
export function partShape({ units, tests }: Shape, planned: PlannedModel, order: OrderEvidence): Shape {
  return { units: partEarlyNeeds(partLateReadings(units, planned, order), planned, order), tests };
}
