import type { Strategy } from '../../dag/candidate.js';
import { makeQuestion } from '../make-question.js';
import type { PlannedModel, PlannedResource } from '../../strategies/planned-model.js';
import type { Sizing } from '../../strategies/sizing.js';
import { nameElements } from '../named-elements.js';
import type { NamedElements } from '../named-elements.js';
import type { GenerationLimits } from '../question.js';
import { mostThatFits } from '../most-that-fits.js';
import { promptTokens } from '../pack-questions.js';
import { shownText } from '../shown-text.js';
import { outlineIds } from './outline-data.js';
import type { DetailedResource, OutlineData, OutlineQuestion, SummarisedResource } from './outline-data.js';
import { OUTLINE } from './outline-format.js';
import { tellingRequirements } from './telling-requirements.js';
import { STRATEGY_MEANING } from './strategy-meaning.js';

const LONGEST_NAME = 80;
const LONGEST_OPERATION = 120;
const LONGEST_SUMMARY = 80;
const EXAMPLES = 4;
const MOST_PARENTS = 8;
/** What an id takes in an answer, and what a slice takes beside its ids. */
const TOKENS_PER_ID = 5;
const TOKENS_PER_SLICE = 70;
/** Elements of a slice, roughly: what answers are expected to hold. */
const ELEMENTS_PER_SLICE = 6;

/**
 * Asks for slices of the work in the manner of a strategy. A contract whose elements fit the prompt, and their ids the
 * answer, is shown whole, a larger one by resource (the largest ones, as many as fit). Clauses are left out before
 * resources. The deterministic equivalent is the strategy's own shape.
 * @returns null where there is nothing to divide, or not even one resource fits
 */
export function outlineQuestion(
  strategy: Strategy,
  planned: PlannedModel,
  requirements: readonly { id: string; text: string; ui: boolean }[],
  sizing: Sizing,
  limits: GenerationLimits,
): OutlineQuestion | null {
  if (limits.questions < 1 || planned.resources.length === 0) return null;
  const names = nameElements(planned);
  const head = {
    strategy: { name: strategy, meaning: STRATEGY_MEANING[strategy] },
    size: {
      operationsPerTask: sizing.maxOperations,
      entitiesPerTask: sizing.maxEntities,
      minutes: { min: sizing.window.min, max: sizing.window.max },
    },
  };
  const fits = (data: OutlineData): boolean => promptTokens(makeQuestion(OUTLINE, data)) <= limits.promptTokens;
  const body = bodyThatFits(planned, names, limits, (part) => fits({ ...head, requirements: [], ...part }));
  if (body === null) return null;
  const telling = tellingRequirements(requirements, planned, names, new Set(outlineIds(body)));
  const count = mostThatFits(telling.length, (most) =>
    fits({ ...head, requirements: telling.slice(0, most), ...body }),
  );
  const data: OutlineData = { ...head, requirements: telling.slice(0, count), ...body };
  return { ...makeQuestion(OUTLINE, data), op: 'outline', data };
}

type Body = Pick<OutlineData, 'scale' | 'resources'>;

function bodyThatFits(
  planned: PlannedModel,
  names: NamedElements,
  limits: GenerationLimits,
  fits: (body: Body) => boolean,
): Body | null {
  const perElement = TOKENS_PER_ID + TOKENS_PER_SLICE / ELEMENTS_PER_SLICE;
  const answerable = Math.floor(limits.answerTokens / perElement);
  const elements = names.ref.size;
  if (elements <= answerable) {
    const whole: Body = { scale: 'elements', resources: planned.resources.map((one) => detailed(one, names)) };
    if (fits(whole)) return whole;
  }
  const bySize = planned.resources
    .map((one, place) => ({ one, place }))
    .filter(({ one }) => !one.shared)
    .sort((a, b) => b.one.operations.length - a.one.operations.length || a.place - b.place)
    .slice(0, answerable);
  const body = (most: number): Body => ({
    scale: 'resources',
    resources: bySize
      .slice(0, most)
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => summarised(one, names)),
  });
  const count = mostThatFits(bySize.length, (most) => fits(body(most)));
  return count < 1 ? null : body(count);
}

function detailed(resource: PlannedResource, names: NamedElements): DetailedResource {
  return {
    name: shownText(resource.name, LONGEST_NAME),
    after: resource.parents.slice(0, MOST_PARENTS).map((name) => shownText(name, LONGEST_NAME)),
    entities: resource.entities.map((id) => ({
      id: names.id.get(`entity:${id}`) as string,
      name: shownText(id, LONGEST_NAME),
    })),
    operations: resource.operations.map(({ id, summary }) => ({
      id: names.id.get(`op:${id}`) as string,
      what: shownText(id, LONGEST_OPERATION),
      summary: shownText(summary, LONGEST_SUMMARY),
    })),
  };
}

function summarised(resource: PlannedResource, names: NamedElements): SummarisedResource {
  return {
    id: names.resourceId.get(resource.name) as string,
    name: shownText(resource.name, LONGEST_NAME),
    after: resource.parents.slice(0, MOST_PARENTS).flatMap((name) => names.resourceId.get(name) ?? []),
    entities: resource.entities.length,
    operations: resource.operations.length,
    examples: resource.operations.slice(0, EXAMPLES).map(({ id }) => shownText(id, LONGEST_OPERATION)),
  };
}
