import type { OrderEvidence } from '../order/order-evidence.js';
import type { WorkUnit } from '../dag/shape.js';

/** A unit with how many units with entities it refers to lie before it in a row: migrations run in this order. */
export interface LevelledUnit extends WorkUnit {
  level: number;
}

/**
 * Gives each unit its level: the longest chain of units whose entities its own refer to, 0 where there is none. Units that
 * refer to each other in a circle share the level they are reached with.
 */
export function withLevels(units: readonly WorkUnit[], order: OrderEvidence): LevelledUnit[] {
  const owner = new Map<string, number>(
    units.flatMap((unit, i) => unit.entities.map((id) => [`entity:${id}`, i] as const)),
  );
  const after: Set<number>[] = units.map(() => new Set());
  const waiting = units.map(() => 0);
  for (const edge of order.edges) {
    const from = owner.get(edge.before);
    const to = owner.get(edge.after);
    if (from === undefined || to === undefined || from === to || after[from]?.has(to) === true) continue;
    after[from]?.add(to);
    waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const level = units.map(() => 0);
  const ready = waiting.flatMap((count, i) => (count === 0 ? [i] : []));
  for (let at = 0; at < ready.length; at += 1) {
    const one = ready[at] as number;
    for (const next of after[one] as Set<number>) {
      level[next] = Math.max(level[next] as number, (level[one] as number) + 1);
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) ready.push(next);
    }
  }
  return units.map((unit, i) => ({ ...unit, level: level[i] as number }));
}
