import { compareStrings } from '../../compare.js';
import type { Strategy } from '../../dag/candidate.js';
import { idsOf, isIntegration } from '../../strategies/operation-groups.js';
import type { PlannedResource } from '../../strategies/planned-model.js';
import { SHARED_TYPES } from '../../strategies/shape-parts.js';
import type { Sizing } from '../../strategies/sizing.js';
import { chunks } from '../../strategies/work-unit.js';
import type { WorkUnit } from '../../dag/shape.js';

/** Ranks of what a strategy puts after everything else of its kind start here. */
const LATER = 10_000;

/** What one slice builds of one resource. */
export interface SlicePart {
  resource: PlannedResource;
  entities: readonly string[];
  operations: ReadonlySet<string>;
  risk: 'low' | 'medium' | 'high';
  /** Position of the slice. */
  rank: number;
}

/**
 * Units of a slice's part, named after the resource. What is risky is cut finest; integrations stand alone; the
 * vertical strategy builds a schema with the first operations that use it, and the one that starts from the data ranks
 * all operations after all schemas.
 */
export function sliceUnits(part: SlicePart, strategy: Strategy, sizing: Sizing): WorkUnit[] {
  const { resource, rank } = part;
  const name = resource.shared ? SHARED_TYPES : resource.name;
  const fine = part.risk === 'high';
  const own = resource.operations.filter(({ id }) => part.operations.has(id));
  const bundles = chunks(
    own.filter((one) => !isIntegration(one)),
    fine ? 1 : sizing.maxOperations,
  ).map(idsOf);
  const schemas = chunks([...part.entities].sort(compareStrings), sizing.maxEntities);
  const joined = strategy === 'vertical-slice' && !fine && bundles.length > 0 ? schemas.shift() : undefined;
  const unit = (kind: WorkUnit['kind'], entities: string[], operations: string[]): WorkUnit => ({
    kind,
    resource: name,
    entities,
    operations,
    rank: strategy === 'data-first' && kind !== 'schema' ? LATER + rank : rank,
  });
  return [
    ...schemas.map((entities) => unit('schema', entities, [])),
    ...bundles.map((operations, i) => unit('operation', i === 0 ? (joined ?? []) : [], operations)),
    ...own.filter(isIntegration).map(({ id }) => unit('integration', [], [id])),
  ];
}

/** Units of a strategy's own as a slice of whole resources takes them: in its place, and cut finest where it is risky. */
export function plainUnits(units: readonly WorkUnit[], risk: SlicePart['risk'], rank: number): WorkUnit[] {
  const placed = units.map((unit) => ({ ...unit, rank: unit.rank >= LATER ? LATER + rank : rank }));
  return risk === 'high' ? placed.flatMap(finest) : placed;
}

function finest(unit: WorkUnit): WorkUnit[] {
  if (unit.operations.length < 2) return [unit];
  return unit.operations.map((id, i) => ({ ...unit, entities: i === 0 ? unit.entities : [], operations: [id] }));
}
