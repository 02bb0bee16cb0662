import type { Move } from '../../refinement/moves.js';
import type { PlannedModel } from '../../strategies/planned-model.js';
import { nameElements } from '../named-elements.js';
import type { Fix } from '../question.js';
import type { RefineData } from './refine-data.js';
import { MAX_MOVES } from './refine-schema.js';
import type { RefineAnswer, RefineMove } from './refine-schema.js';

/** What a move may name. */
interface Shown {
  units: ReadonlySet<string>;
  /** Id → reference. */
  refs: ReadonlyMap<string, string>;
}

/**
 * The moves of an answer on the candidate's shape. Ids that the question did not show are taken out, and a move that means
 * nothing without them is dropped; both are fixes. The words are not used.
 */
export function movesOf(
  { moves }: RefineAnswer,
  { units }: Pick<RefineData, 'units'>,
  planned: PlannedModel,
): { moves: Move[]; fixes: Fix[] } {
  const names = nameElements(planned);
  const shown: Shown = {
    units: new Set(units.map(({ id }) => id)),
    refs: new Map(units.flatMap(({ elements }) => elements.map(({ id }) => [id, names.ref.get(id) as string]))),
  };
  const kept = moves.slice(0, MAX_MOVES).flatMap((move) => moveOf(move, shown) ?? []);
  const dropped = moves.length - kept.length;
  const unknown = moves.slice(0, MAX_MOVES).reduce((sum, move) => sum + foreignIds(move, shown), 0);
  const fix = (count: number, code: string, what: string): Fix[] =>
    count === 0 ? [] : [{ code, message: `${count} ${what}.` }];
  return {
    moves: kept,
    fixes: [
      ...fix(unknown, 'refine-unknown-id', 'ids in the refinement are none of those shown'),
      ...fix(dropped, 'refine-move-dropped', 'moves say nothing that can be done'),
    ],
  };
}

function moveOf(move: RefineMove, { units, refs }: Shown): Move | null {
  const elements = [...new Set((move.elements ?? []).flatMap((id) => refs.get(id) ?? []))];
  switch (move.kind) {
    case 'split':
      if (move.unit === undefined || !units.has(move.unit) || elements.length === 0) return null;
      return { kind: 'split', unit: move.unit, refs: elements };
    case 'move':
      if (move.to === undefined || !units.has(move.to) || elements.length === 0) return null;
      return { kind: 'move', refs: elements, to: move.to };
    case 'merge': {
      const merged = [...new Set((move.units ?? []).filter((id) => units.has(id)))];
      return merged.length < 2 ? null : { kind: 'merge', units: merged };
    }
  }
}

function foreignIds({ unit, units = [], elements = [], to }: RefineMove, shown: Shown): number {
  const named = [...(unit === undefined ? [] : [unit]), ...units, ...(to === undefined ? [] : [to])];
  return named.filter((id) => !shown.units.has(id)).length + elements.filter((id) => !shown.refs.has(id)).length;
}
