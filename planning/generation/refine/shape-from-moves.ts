import type { Shape } from '../../dag/shape.js';
import type { PlannedModel } from '../../strategies/planned-model.js';
import { completeShape } from '../../strategies/shape/complete-shape.js';
import { applyMoves } from '../../refinement/moves.js';
import type { Sizing } from '../../strategies/sizing.js';
import type { Fix } from '../question.js';
import { movesOf } from './moves-of.js';
import type { RefineQuestion } from './refine-data.js';
import type { RefineAnswer } from './refine-schema.js';

/**
 * The shape of the candidate that was asked about after the moves of an answer, put in order; `fallback` gives what the shape
 * lacks. Everything mended or dropped is a fix.
 */
export function shapeFromMoves(
  answer: RefineAnswer,
  question: RefineQuestion,
  shape: Shape,
  planned: PlannedModel,
  sizing: Sizing,
  fallback: Shape,
): { shape: Shape; fixes: Fix[] } {
  const asked = movesOf(answer, question.data, planned);
  const moved = applyMoves(shape, asked.moves);
  const complete = completeShape(moved.shape, planned, sizing, fallback);
  return { shape: complete.shape, fixes: [...asked.fixes, ...moved.fixes, ...complete.fixes] };
}
