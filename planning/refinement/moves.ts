import type { Shape, TestUnit, WorkUnit } from '../dag/shape.js';
import type { Fix } from '../generation/question.js';
import { refsOfUnit, sortShape } from '../strategies/shape/sort-shape.js';

/**
 * A change of a shape. Units go by handles, `u1` being the first of the shape, tests likewise by `t1`; elements go by their
 * references. What a split takes out becomes a new unit with the next free number.
 */
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
 * that changes nothing is left out and recorded. No element is lost or doubled.
 * @returns the new shape, sorted; integrations merged with others have yet to be put in order by completeShape.
 */
export function applyMoves(shape: Shape, moves: readonly Move[]): { shape: Shape; fixes: Fix[] } {
  const units = makeBoard('u', shape.units.map(refsOfUnit));
  const tests = makeBoard(
    't',
    shape.tests.map(({ verifies }) => verifies),
  );
  const fixes: Fix[] = [];
  for (const move of moves) {
    const named = move.kind === 'split' ? move.unit : move.kind === 'merge' ? move.units[0] : move.to;
    const wrong = play(move, named?.startsWith('t') === true ? tests : units);
    if (wrong !== null) fixes.push({ code: 'move-dropped', message: `A ${move.kind} was left out: ${wrong}.` });
  }
  const moved = {
    units: units.contents().map(({ like, refs }) => unitOf(shape.units[like] as WorkUnit, refs)),
    tests: tests.contents().map(({ like, refs }) => ({ ...(shape.tests[like] as TestUnit), verifies: refs })),
  };
  return { shape: sortShape(moved), fixes };
}

/** Which unit holds which elements while moves are played; units have slots, which handles name. */
interface Board {
  slot(handle: string): number | undefined;
  refs(slot: number): Set<string>;
  holder(ref: string): number | undefined;
  put(refs: Iterable<string>, slot: number): void;
  /** Opens an empty slot that is like another, under the next free handle. */
  open(like: number): number;
  /** Lets the handles of one slot name another. */
  rename(from: number, to: number): void;
  /** Slots that hold something, each with the place of the unit it came from. */
  contents(): { like: number; refs: string[] }[];
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
  const slots = new Set<number>();
  for (const handle of handles) {
    const slot = board.slot(handle);
    if (slot === undefined) return 'it names no unit of the plan';
    slots.add(slot);
  }
  const [first, ...others] = slots;
  if (first === undefined || others.length === 0) return 'it changes nothing';
  for (const slot of others) {
    board.put([...board.refs(slot)], first);
    board.rename(slot, first);
  }
  return null;
}

function makeBoard(prefix: string, units: readonly (readonly string[])[]): Board {
  const like = units.map((_, i) => i);
  const contents = units.map((refs) => new Set(refs));
  const slots = new Map(units.map((_, i) => [`${prefix}${i + 1}`, i]));
  const holders = new Map(units.flatMap((refs, i) => refs.map((ref): [string, number] => [ref, i])));
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
    open: (of) => {
      const slot = contents.push(new Set()) - 1;
      like.push(like[of] as number);
      slots.set(`${prefix}${slot + 1}`, slot);
      return slot;
    },
    rename: (from, to) => {
      for (const [handle, slot] of slots) if (slot === from) slots.set(handle, to);
    },
    contents: () =>
      contents.flatMap((refs, i) => (refs.size === 0 ? [] : [{ like: like[i] as number, refs: [...refs] }])),
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
