import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { Evidence } from './evidence.js';

/** An order between two resources that the evidence supports. */
export interface ResourceOrder {
  before: string;
  after: string;
  confidence: number;
  hard: boolean;
  reason: string;
}

/** Belief below which an order is not imposed. */
const THRESHOLD = 0.4;
/** Opposite directions closer than this cancel each other. */
const TIE = 0.05;

interface Direction {
  /** Strongest observation of each family. */
  families: Map<string, Evidence>;
}

/**
 * Combines observations into one order per pair: independent families by noisy-or, 1 − Π(1 − wᵢ), each family counted
 * once; of opposite directions the heavier wins, and within 0.05 neither does. Sorted by (before, after).
 */
export function combineEvidence(observations: readonly Evidence[]): ResourceOrder[] {
  const directions = new Map<string, Direction>();
  for (const one of withoutOutplaced(observations)) {
    const slot = pairKey(one.before, one.after);
    const direction = directions.get(slot) ?? { families: new Map<string, Evidence>() };
    const known = direction.families.get(one.family);
    if (known === undefined || one.weight > known.weight || (one.weight === known.weight && one.hard && !known.hard)) {
      direction.families.set(one.family, one);
    }
    directions.set(slot, direction);
  }
  const orders: ResourceOrder[] = [];
  for (const direction of directions.values()) {
    const evidence = [...direction.families.values()].sort(
      (a, b) => b.weight - a.weight || compareStrings(a.family, b.family),
    );
    const first = evidence[0] as Evidence;
    const confidence = belief(direction);
    const against = directions.get(pairKey(first.after, first.before));
    if (confidence < THRESHOLD || (against !== undefined && belief(against) > confidence - TIE)) continue;
    orders.push({
      before: first.before,
      after: first.after,
      confidence: round6(confidence),
      hard: evidence.some((one) => one.hard),
      reason: evidence
        .slice(0, 3)
        .map((one) => one.reason)
        .join('; '),
    });
  }
  return orders.sort((a, b) => compareStrings(a.before, b.before) || compareStrings(a.after, b.after));
}

/**
 * Leaves out observations that only count where nothing stronger places the later resource behind another one; its values
 * and what it refers to do not, as a part may have a whole besides.
 */
function withoutOutplaced(observations: readonly Evidence[]): Evidence[] {
  const placing = new Map<string, { heaviest: Evidence; other: Evidence | null }>();
  for (const one of observations) {
    if (one.unlessPlaced !== undefined || one.family === 'value' || one.family === 'reference') continue;
    const known = placing.get(one.after);
    if (known === undefined) placing.set(one.after, { heaviest: one, other: null });
    else placing.set(one.after, withNext(known, one));
  }
  return observations.filter(({ unlessPlaced, before, after }) => {
    const known = placing.get(after);
    if (unlessPlaced === undefined || known === undefined) return true;
    const rival = known.heaviest.before === before ? known.other : known.heaviest;
    return rival === null || rival.weight < unlessPlaced;
  });
}

/** Keeps the heaviest observation and the heaviest that names another earlier resource than it. */
function withNext(
  { heaviest, other }: { heaviest: Evidence; other: Evidence | null },
  next: Evidence,
): { heaviest: Evidence; other: Evidence | null } {
  if (next.before === heaviest.before) return { heaviest: next.weight > heaviest.weight ? next : heaviest, other };
  if (next.weight > heaviest.weight) return { heaviest: next, other: heaviest };
  return { heaviest, other: other === null || next.weight > other.weight ? next : other };
}

function pairKey(before: string, after: string): string {
  return `${before}\n${after}`;
}

function belief(direction: Direction): number {
  let doubt = 1;
  for (const one of direction.families.values()) doubt *= 1 - one.weight;
  return 1 - doubt;
}
