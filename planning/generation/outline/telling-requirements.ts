import type { PlannedModel } from '../../strategies/planned-model.js';
import type { NamedElements } from '../named-elements.js';
import { shownText } from '../shown-text.js';

/** A clause as a question shows it. */
export interface ShownRequirement {
  id: string;
  text: string;
  /** Ids of elements (or resources) that serve it, of those that the question shows. */
  servedBy: string[];
}

const MOST_REQUIREMENTS = 80;
const MOST_ELEMENTS = 8;
const LONGEST_TEXT = 240;

/**
 * Clauses that tell most about how work belongs together, at most 80: those that several of the elements shown serve first, then
 * those that one does, then what no element serves; among equals in the order of the PRD. What is about screens only is
 * left out unless an element serves it.
 */
export function tellingRequirements(
  requirements: readonly { id: string; text: string; ui: boolean }[],
  planned: PlannedModel,
  names: NamedElements,
  shown: ReadonlySet<string>,
): ShownRequirement[] {
  const servedBy = new Map<string, Set<string>>();
  for (const [ref, home] of names.home) {
    const short = [names.id.get(ref), names.resourceId.get(home.name)].find(
      (one) => one !== undefined && shown.has(one),
    );
    if (short === undefined) continue;
    for (const id of planned.requirementsOf.get(ref) ?? []) {
      servedBy.set(id, (servedBy.get(id) ?? new Set()).add(short));
    }
  }
  const weight = (id: string): number => Math.min(2, servedBy.get(id)?.size ?? 0);
  return requirements
    .map((one, place) => ({ one, place }))
    .filter(({ one }) => !one.ui || weight(one.id) > 0)
    .sort((a, b) => weight(b.one.id) - weight(a.one.id) || a.place - b.place)
    .slice(0, MOST_REQUIREMENTS)
    .map(({ one }) => ({
      id: one.id,
      text: shownText(one.text, LONGEST_TEXT),
      servedBy: [...(servedBy.get(one.id) ?? [])].slice(0, MOST_ELEMENTS),
    }));
}
