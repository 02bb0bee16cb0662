import type { OrderEvidence } from '../../order/order-evidence.js';
import { partShape } from '../../strategies/decompose.js';
import type { PlannedModel, PlannedResource } from '../../strategies/planned-model.js';
import { fitUnits } from '../../strategies/fit-units.js';
import { SHARED_TYPES } from '../../strategies/shape-parts.js';
import { completeShape } from '../../strategies/shape/complete-shape.js';
import type { Sizing } from '../../strategies/sizing.js';
import type { Shape, WorkUnit } from '../../dag/shape.js';
import { nameElements } from '../named-elements.js';
import type { Fix } from '../question.js';
import { outlineIds } from './outline-data.js';
import type { OutlineQuestion } from './outline-data.js';
import { MAX_SLICES } from './outline-schema.js';
import type { OutlineAnswer, OutlineSlice } from './outline-schema.js';
import { plainUnits, sliceUnits } from './slice-units.js';

/** A slice with the ids that are left to it: ours, shown, and in no slice before. */
type OwnSlice = Pick<OutlineSlice, 'risk'> & { ids: string[] };

/**
 * The shape that an outline asks for. Of the answer only ids that the question showed, their grouping, the order of the
 * slices and their risk are used; names and goals reach no task; bundles that would wait for what most of them does not need are parted as any strategy's are. What is in no slice is built as in `fallback`, the
 * strategy's plain shape, which also gives the tests. Everything mended is a fix.
 */
export function shapeFromOutline(
  answer: OutlineAnswer,
  question: OutlineQuestion,
  planned: PlannedModel,
  sizing: Sizing,
  order: OrderEvidence,
  fallback: Shape,
): { shape: Shape; fixes: Fix[] } {
  const { slices, fixes } = ownSlices(answer, new Set(outlineIds(question.data)));
  const units =
    question.data.scale === 'elements'
      ? elementUnits(slices, question, planned, sizing)
      : resourceUnits(slices, planned, fallback);
  const fitted = fitUnits({ units, tests: fallback.tests }, planned, sizing);
  const complete = completeShape(partShape(fitted, planned, order), planned, sizing, fallback);
  return { shape: complete.shape, fixes: [...fixes, ...complete.fixes] };
}

function ownSlices({ slices }: OutlineAnswer, shown: ReadonlySet<string>): { slices: OwnSlice[]; fixes: Fix[] } {
  const taken = new Set<string>();
  const dropped = { unknown: 0, repeated: 0 };
  const own = slices.slice(0, MAX_SLICES).map(({ risk, elements }): OwnSlice => {
    const ids: string[] = [];
    for (const id of elements) {
      if (!shown.has(id)) dropped.unknown++;
      else if (taken.has(id)) dropped.repeated++;
      else {
        taken.add(id);
        ids.push(id);
      }
    }
    return { risk, ids };
  });
  const fix = (count: number, code: string, what: string): Fix[] =>
    count === 0 ? [] : [{ code, message: `${count} ${what}.` }];
  return {
    slices: own.filter(({ ids }) => ids.length > 0),
    fixes: [
      ...fix(
        slices.length - own.length,
        'outline-slices-dropped',
        `slices beyond the first ${MAX_SLICES} were left out`,
      ),
      ...fix(dropped.unknown, 'outline-unknown-id', 'ids in the outline are none of those shown'),
      ...fix(dropped.repeated, 'outline-repeated-id', 'ids stood in the outline before; the first slice keeps them'),
      ...fix(
        shown.size - taken.size,
        'outline-left-out',
        'ids are in no slice; the plain plan says how they are built',
      ),
    ],
  };
}

function elementUnits(
  slices: readonly OwnSlice[],
  question: OutlineQuestion,
  planned: PlannedModel,
  sizing: Sizing,
): WorkUnit[] {
  const names = nameElements(planned);
  return slices.flatMap(({ risk, ids }, rank) => {
    const parts = new Map<PlannedResource, { entities: string[]; operations: Set<string> }>();
    for (const id of ids) {
      const ref = names.ref.get(id);
      const home = ref === undefined ? undefined : names.home.get(ref);
      if (ref === undefined || home === undefined) continue;
      const part = parts.get(home) ?? { entities: [], operations: new Set<string>() };
      parts.set(home, part);
      if (ref.startsWith('op:')) part.operations.add(ref.slice('op:'.length));
      else part.entities.push(ref.slice('entity:'.length));
    }
    return [...parts].flatMap(([resource, part]) =>
      sliceUnits({ resource, ...part, risk, rank }, question.data.strategy.name, sizing),
    );
  });
}

function resourceUnits(slices: readonly OwnSlice[], planned: PlannedModel, fallback: Shape): WorkUnit[] {
  const names = nameElements(planned);
  const plain = new Map<string, WorkUnit[]>();
  for (const unit of fallback.units) {
    if (unit.resource === SHARED_TYPES) continue;
    const own = plain.get(unit.resource);
    if (own === undefined) plain.set(unit.resource, [unit]);
    else own.push(unit);
  }
  return slices.flatMap(({ risk, ids }, rank) =>
    ids.flatMap((id) => plainUnits(plain.get(names.resource.get(id)?.name ?? '') ?? [], risk, rank)),
  );
}
