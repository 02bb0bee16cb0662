import type { Shape, WorkUnit } from '../dag/shape.js';
import type { Fix } from '../generation/question.js';
import { refsOfUnit, sortShape } from '../strategies/shape/sort-shape.js';

/** A change of a shape's units. Units go by handles, `u1` being the first of the shape; elements by their references. */
export type Move =
  | { kind: 'split'; unit: string; refs: string[] }
  | { kind: 'merge'; units: string[] }
  | { kind: 'move'; refs: string[]; to: string };

/** Handles of a shape's units, in their order. */
export function unitHandles({ units }: Shape): string[] {
  return units.map((_, i) => `u${i + 1}`);
}

/**
 * Applies moves one after the other. Handles are those of the shape given, whatever moves before have done; a unit that was
 * merged into another answers to both names. A move that names an unknown unit, elements that are not where it says, or
 * that changes nothing is left out and recorded. Tests stay as they are. No element is lost or doubled.
 * @returns the new shape, sorted; integrations merged with others have yet to be put in order by completeShape.
 */
export function applyMoves(shape: Shape, moves: readonly Move[]): { shape: Shape; fixes: Fix[] } {
  const board = makeBoard(shape);
  const fixes: Fix[] = [];
  for (const move of moves) {
    const wrong = play(move, board);
    if (wrong !== null) fixes.push({ code: 'move-dropped', message: `A ${move.kind} was left out: ${wrong}.` });
  }
  return { shape: sortShape({ units: board.units(), tests: shape.tests }), fixes };
}

interface Board {
  /** Slot of a handle, undefined for a handle nobody knows. */
  slot(handle: string): number | undefined;
  /** References in a slot. */
  refs(slot: number): Set<string>;
  /** Slot that holds a reference. */
  holder(ref: string): number | undefined;
  put(refs: Iterable<string>, slot: number): void;
  /** Opens an empty slot that is like another. */
  open(like: number): number;
  /** Lets the handles of one slot name another. */
  rename(from: number, to: number): void;
  units(): WorkUnit[];
}

function play(move: Move, board: Board): string | null {
  if (move.kind === 'merge') return merge(move.units, board);
  const slot = board.slot(move.kind === 'split' ? move.unit : move.to);
  if (slot === undefined) return 'it names no unit of the plan';
  const refs = new Set(move.refs);
  if (move.kind === 'split') {
    const held = board.refs(slot);
    if (refs.size === 0 || refs.size >= held.size) return 'it leaves one part empty';
    if ([...refs].some((ref) => !held.has(ref))) return 'it names elements that the unit does not have';
    board.put(refs, board.open(slot));
    return null;
  }
  if ([...refs].some((ref) => board.holder(ref) === undefined)) return 'it names elements that no unit has';
  if ([...refs].every((ref) => board.holder(ref) === slot)) return 'it changes nothing';
  board.put(refs, slot);
  return null;
}

function merge(handles: readonly string[], board: Board): string | null {
  const slots: number[] = [];
  for (const handle of handles) {
    const slot = board.slot(handle);
    if (slot === undefined) return 'it names no unit of the plan';
    if (!slots.includes(slot)) slots.push(slot);
  }
  const [first, ...others] = slots;
  if (first === undefined || others.length === 0) return 'it changes nothing';
  for (const slot of others) {
    board.put([...board.refs(slot)], first);
    board.rename(slot, first);
  }
  return null;
}

function makeBoard(shape: Shape): Board {
  const forms = [...shape.units];
  const contents = shape.units.map((unit) => new Set(refsOfUnit(unit)));
  const slots = new Map(unitHandles(shape).map((handle, i) => [handle, i]));
  const holders = new Map(contents.flatMap((refs, i) => [...refs].map((ref): [string, number] => [ref, i])));
  return {
    slot: (handle) => slots.get(handle),
    refs: (slot) => contents[slot] as Set<string>,
    holder: (ref) => holders.get(ref),
    put: (refs, slot) => {
      for (const ref of refs) {
        contents[holders.get(ref) ?? slot]?.delete(ref);
        contents[slot]?.add(ref);
        holders.set(ref, slot);
      }
    },
    open: (like) => {
      contents.push(new Set());
      return forms.push(forms[like] as WorkUnit) - 1;
    },
    rename: (from, to) => {
      for (const [handle, slot] of slots) if (slot === from) slots.set(handle, to);
    },
    units: () => contents.flatMap((refs, i) => (refs.size === 0 ? [] : [unitOf(forms[i] as WorkUnit, [...refs])])),
  };
}

function unitOf({ kind, resource, rank }: WorkUnit, refs: readonly string[]): WorkUnit {
  const operations = refs.flatMap((ref) => (ref.startsWith('op:') ? [ref.slice(3)] : []));
  const entities = refs.flatMap((ref) => (ref.startsWith('op:') ? [] : [ref.slice(7)]));
  const outward = kind === 'integration' && entities.length === 0;
  return {
    kind: operations.length === 0 ? 'schema' : outward ? kind : 'operation',
    resource,
    entities,
    operations,
    rank,
  };
}
