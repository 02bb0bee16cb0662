import { evaluate } from '../../planning/critics/evaluate.js';
import type { Candidate, Strategy, TrialParameters } from '../../planning/dag/candidate.js';
import type { OutlineQuestion } from '../../planning/generation/outline/outline-data.js';
import type { OutlineAnswer } from '../../planning/generation/outline/outline-schema.js';
import { shapeFromOutline } from '../../planning/generation/outline/shape-from-outline.js';
import type { RefineQuestion } from '../../planning/generation/refine/refine-data.js';
import type { RefineAnswer } from '../../planning/generation/refine/refine-schema.js';
import { shapeFromMoves } from '../../planning/generation/refine/shape-from-moves.js';
import { aggregateShapes } from '../../planning/refinement/aggregate-shapes.js';
import { refineShape } from '../../planning/refinement/refine-shape.js';
import type { AskedTrial } from '../../planning/search/search-state.js';
import type { PlanningContext } from '../../planning/strategies/context.js';
import { decompose, shapeOf } from '../../planning/strategies/decompose.js';
import { makeCandidate } from '../../planning/strategies/make-candidate.js';
import { plannedModel } from '../../planning/strategies/planned-model.js';
import { sizingFor } from '../../planning/strategies/sizing.js';
import type { StoredAnswers } from './studio-answers.js';

export interface TrialMaterial {
  trial: AskedTrial;
  seed: number;
  context: PlanningContext;
  /** Weights of the critics by name. */
  weights: Record<string, number>;
  /** In the order the trial names them. */
  parents: Candidate[];
  /** A model's, for a trial whose generator it is. */
  answers: StoredAnswers | null;
}

/** The candidate of a trial; null where nothing better than what it starts from was found. */
export function makeTrialCandidate(material: TrialMaterial): Candidate | null {
  const { trial, seed, context, parents, answers } = material;
  const parameters: TrialParameters = { seed, pull: trial.pull };
  const strategy = trial.strategy as Candidate['strategy'];
  if (trial.generator === 'deterministic' && trial.operator === 'fresh') {
    return decompose(trial.strategy as Strategy, context, parameters);
  }
  const made = shapeFor(material);
  if (made === null) return null;
  const { operator } = trial;
  const fixes = [...(answers?.fixes ?? []), ...made.fixes];
  const origin = { strategy, operator, parents: trial.parents, parameters };
  const candidate = makeCandidate({ ...origin, shape: made.shape, fixes }, context);
  const isKnown = parents.some((parent) => JSON.stringify(parent.shape) === JSON.stringify(candidate.shape));
  return isKnown ? null : candidate;
}

type MadeShape = Pick<Candidate, 'shape' | 'fixes'>;

function shapeFor({ trial, context, weights, parents, answers }: TrialMaterial): MadeShape | null {
  const planned = plannedModel(context);
  const [parent, other] = parents;
  const sizing = sizingFor(context.options, { seed: 0, pull: 0 });
  const said = answers?.answers[0];
  if (said !== undefined && trial.operator === 'fresh') {
    const fallback = shapeOf(trial.strategy as Strategy, planned, sizing);
    const question = said.question as OutlineQuestion;
    return shapeFromOutline(said.answer as OutlineAnswer, question, planned, sizing, context.order, fallback);
  }
  if (parent === undefined) throw new RangeError(`trial ${trial.n} starts from a candidate, and none is given`);
  if (said !== undefined) {
    const question = said.question as RefineQuestion;
    return shapeFromMoves(said.answer as RefineAnswer, question, parent.shape, planned, sizing, parent.shape);
  }
  if (trial.operator === 'refine') {
    const evaluation = evaluate(parent, context, weights);
    const refined = refineShape(parent, evaluation, context, planned, trial.pull, weights);
    return refined === null ? null : { shape: refined.shape, fixes: [] };
  }
  if (other === undefined) throw new RangeError(`trial ${trial.n} brings two candidates together, and one is given`);
  return { shape: aggregateShapes(parent, other, context), fixes: [] };
}
