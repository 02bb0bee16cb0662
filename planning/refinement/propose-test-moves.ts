import type { Move } from './moves.js';
import type { PlanView, ViewedUnit } from './plan-view.js';

/** How many short tests one entry joins at most, and how many tests lend elements to one gathered test. */
const MOST_JOINED = 6;

/**
 * A test that checks an operation and the entity it is made of waits for both, the latter in vain. Takes what tests wait for
 * in vain out of them and gathers it in tests of its own, as long as those stay inside the window.
 */
export function gatherTests(view: PlanView): Move[][] {
  const vain = new Map<number, Set<number>>();
  for (const [before, after] of view.removable) {
    const known = vain.get(after) ?? new Set<number>();
    vain.set(after, known.add(before));
  }
  const lenders = view.tests.flatMap((test) => {
    const refs = refsInVain(test, vain.get(test.task), view);
    return refs.length > 0 && refs.length < test.refs.length ? [{ test, refs }] : [];
  });
  const entries: Move[][] = [];
  let room = 0;
  for (const { test, refs } of lenders) {
    const minutes = (test.minutes * refs.length) / test.refs.length;
    const open = entries.at(-1);
    const first = open?.[0];
    if (open === undefined || first === undefined || minutes > room || open.length >= MOST_JOINED) {
      entries.push([{ kind: 'split', unit: test.handle, refs }]);
      room = view.window.max - minutes;
      continue;
    }
    // Joined under the handle that the new part of the first split will have only once it is known: see renumber.
    open.push({ kind: 'move', refs, to: GATHERED });
    room -= minutes;
  }
  return entries;
}

/** Stands for the test that the first move of an entry splits off, whose handle depends on the moves before it. */
export const GATHERED = 'gathered';

/** Tests below the window, joined with their like in runs that stay inside it. */
export function mergeShortTests(view: PlanView): Move[][] {
  const entries: Move[][] = [];
  let run: ViewedUnit[] = [];
  const close = (): void => {
    if (run.length > 1) entries.push([{ kind: 'merge', units: run.map(({ handle }) => handle) }]);
    run = [];
  };
  for (const test of view.tests) {
    if (test.minutes >= view.window.min * 2) continue;
    const sum = run.reduce((total, { minutes }) => total + minutes, test.minutes);
    if (sum > view.window.max || run.length >= MOST_JOINED) close();
    run.push(test);
  }
  close();
  return entries;
}

function refsInVain(test: ViewedUnit, makers: ReadonlySet<number> | undefined, view: PlanView): string[] {
  if (makers === undefined) return [];
  const covered = new Set([...makers].flatMap((i) => view.tasks[i]?.covers ?? []));
  return test.refs.filter((ref) => covered.has(ref));
}
