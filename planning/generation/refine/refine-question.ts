import type { Evaluation } from '../../critics/evaluate.js';
import type { Candidate } from '../../dag/candidate.js';
import { schedule } from '../../dag/schedule.js';
import type { PlanningContext } from '../../strategies/context.js';
import type { PlannedModel } from '../../strategies/planned-model.js';
import { refsOfUnit } from '../../strategies/shape/sort-shape.js';
import { sizeWindow } from '../../strategies/sizing.js';
import type { WorkUnit } from '../../dag/shape.js';
import { makeQuestion } from '../make-question.js';
import { nameElements } from '../named-elements.js';
import type { NamedElements } from '../named-elements.js';
import type { GenerationLimits } from '../question.js';
import { mostThatFits } from '../most-that-fits.js';
import { promptTokens } from '../pack-questions.js';
import { shownText } from '../shown-text.js';
import { concernedUnits, weakestCritics } from './concerned-units.js';
import type { BuiltUnit } from './concerned-units.js';
import type { RefineData, RefineQuestion, ShownUnit } from './refine-data.js';
import { REFINE } from './refine-format.js';

const MOST_UNITS = 40;
const MOST_ELEMENTS = 20;
const MOST_AWAITED = 8;
const LONGEST_NAME = 80;
const LONGEST_ELEMENT = 120;
const LONGEST_EVIDENCE = 240;

/**
 * Asks for changes to a valid candidate: what its weakest critics found, and the units that this concerns, at most 40 and as
 * many as fit. The deterministic equivalent is the structural refinement.
 * @returns null where no critic finds anything wrong, the candidate is invalid, or fewer than two units can be shown
 * @throws RangeError if the candidate is cyclic
 */
export function refineQuestion(
  candidate: Candidate,
  evaluation: Evaluation,
  context: PlanningContext,
  planned: PlannedModel,
  limits: GenerationLimits,
): RefineQuestion | null {
  const weak = weakestCritics(evaluation);
  if (limits.questions < 1 || !evaluation.valid || weak.length === 0) return null;
  const { units } = candidate.shape;
  const plan = schedule(candidate.tasks);
  const built = builtUnits(candidate, plan.critical);
  const handles = new Map(built.map(({ task, place }) => [task.key, `u${place + 1}`]));
  const window = sizeWindow(context.options);
  const names = nameElements(planned);
  const critics = weak.map(({ name, score, found }) => ({
    name,
    score,
    found: found.map((sentence) => shownText(sentence, LONGEST_EVIDENCE)),
  }));
  const data = (most: number): RefineData => ({
    reward: evaluation.reward,
    critics,
    minutes: { min: window.min, max: window.max },
    units: concernedUnits(built, weak, window, most).map((one) => ({
      ...shown(one, units[one.place] as WorkUnit, names),
      after: [...new Set(one.task.dependsOn.flatMap(({ task }) => handles.get(task) ?? []))].slice(0, MOST_AWAITED),
      wave: plan.wave.get(one.task.key) ?? 0,
    })),
  });
  const most = mostThatFits(Math.min(MOST_UNITS, built.length), (some) => {
    return promptTokens(makeQuestion(REFINE, data(some))) <= limits.promptTokens;
  });
  return most < 2 ? null : { ...makeQuestion(REFINE, data(most)), op: 'refine', data: data(most) };
}

/** Each unit of the shape with the task that covers what it holds. */
function builtUnits({ shape, tasks }: Candidate, critical: ReadonlySet<string>): BuiltUnit[] {
  const building = tasks.filter(({ kind }) => kind === 'schema' || kind === 'operation' || kind === 'integration');
  const builder = new Map(building.flatMap((task) => task.covers.map((ref) => [ref, task] as const)));
  return shape.units.flatMap((unit, place) => {
    const task = refsOfUnit(unit).flatMap((ref) => builder.get(ref) ?? [])[0];
    return task === undefined ? [] : [{ place, task, critical: critical.has(task.key) }];
  });
}

function shown(
  { place, task, critical }: BuiltUnit,
  unit: WorkUnit,
  names: NamedElements,
): Omit<ShownUnit, 'after' | 'wave'> {
  return {
    id: `u${place + 1}`,
    resource: shownText(unit.resource, LONGEST_NAME),
    elements: refsOfUnit(unit)
      .slice(0, MOST_ELEMENTS)
      .flatMap((ref) => {
        const id = names.id.get(ref);
        return id === undefined ? [] : [{ id, what: shownText(ref.slice(ref.indexOf(':') + 1), LONGEST_ELEMENT) }];
      }),
    minutes: task.minutes,
    critical,
  };
}
