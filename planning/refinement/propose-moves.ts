import type { Move } from './moves.js';
import type { PlanView, ViewedUnit } from './plan-view.js';
import { gatherTests, mergeShortTests } from './propose-test-moves.js';

/** Moves of one sort that may be made together; what they are after, in words, and the most promising first. */
export interface Proposal {
  because: string;
  /** Each entry is made as a whole or not at all; entries do not touch each other's units. */
  entries: Move[][];
}

/** A merged bundle may hold so many times the operations of a bundle. */
const BUNDLE_FACTOR = 2;

/** Changes of a shape that what the critics found speaks for. Proposals without entries are left out. */
export function proposeMoves(view: PlanView, maxOperations: number): Proposal[] {
  const proposals: Proposal[] = [
    { because: 'units of one resource that share neighbours are joined', entries: merges(view, maxOperations) },
    { because: 'what tests wait for in vain is tested apart', entries: gatherTests(view) },
    { because: 'short tests are joined', entries: mergeShortTests(view) },
    {
      because: 'bundles on the longest path are parted',
      entries: splits(view, (unit) => view.critical.has(unit.task)),
    },
    { because: 'tasks above the window are parted', entries: splits(view, (unit) => unit.minutes > view.window.max) },
    { because: 'bundles of several resources are parted', entries: unmix(view) },
    { because: 'elements that must wait for more than their bundle are taken out', entries: takeOutBroken(view) },
  ];
  return proposals.filter(({ entries }) => entries.length > 0);
}

/** Pairs of units of one resource that fit together, by how many dependencies that saves; each unit once. */
function merges(view: PlanView, maxOperations: number): Move[][] {
  const groups = new Map<string, ViewedUnit[]>();
  for (const unit of view.units) {
    if (unit.kind === 'integration' || unit.minutes > view.window.max) continue;
    const resources = new Set(unit.refs.map((ref) => view.resourceOf.get(ref)));
    if (resources.size === 1) push(groups, [...resources][0] ?? '', unit);
  }
  const neighbours = view.tasks.map(
    (_, i) => new Set([...(view.predecessors[i] ?? []), ...(view.successors[i] ?? [])]),
  );
  const pairs: { a: ViewedUnit; b: ViewedUnit; saves: number }[] = [];
  for (const group of groups.values()) {
    group.forEach((a, i) => {
      for (const b of group.slice(i + 1, i + 1 + MOST_PARTNERS)) {
        const operations = [...a.refs, ...b.refs].filter((ref) => ref.startsWith('op:')).length;
        if (a.minutes + b.minutes > view.window.max || operations > maxOperations * BUNDLE_FACTOR) continue;
        pairs.push({ a, b, saves: savings(a, b, neighbours, view) });
      }
    });
  }
  const used = new Set<ViewedUnit>();
  return pairs
    .sort((x, y) => y.saves - x.saves)
    .flatMap(({ a, b, saves }): Move[][] => {
      if (saves <= 0 || used.has(a) || used.has(b)) return [];
      used.add(a).add(b);
      return [[{ kind: 'merge', units: [a.handle, b.handle] }]];
    });
}

/** Of one resource's units only so many are tried as partners of each. */
const MOST_PARTNERS = 12;

function savings(a: ViewedUnit, b: ViewedUnit, neighbours: readonly Set<number>[], { window }: PlanView): number {
  const theirs = neighbours[b.task] ?? new Set<number>();
  const shared = [...(neighbours[a.task] ?? [])].filter((one) => theirs.has(one)).length;
  const short = [a, b].filter(({ minutes }) => minutes < window.min).length;
  return shared + (theirs.has(a.task) ? 1 : 0) + 2 * short;
}

/** Parts the chosen units: entities from operations, else in halves. */
function splits(view: PlanView, isDue: (unit: ViewedUnit) => boolean): Move[][] {
  return view.units
    .filter((unit) => unit.refs.length > 1 && unit.kind !== 'integration' && isDue(unit))
    .sort((a, b) => b.minutes - a.minutes)
    .map(({ handle, refs }) => {
      const entities = refs.filter((ref) => ref.startsWith('entity:'));
      const apart = entities.length > 0 && entities.length < refs.length;
      return [{ kind: 'split', unit: handle, refs: apart ? entities : refs.slice(refs.length >> 1) }];
    });
}

function unmix(view: PlanView): Move[][] {
  return view.units.flatMap(({ handle, refs, resource }): Move[][] => {
    const others = new Map<string, string[]>();
    for (const ref of refs) {
      const own = view.resourceOf.get(ref) ?? resource;
      if (own !== resource) push(others, own, ref);
    }
    const away = [...others.values()];
    const all = away.reduce((sum, part) => sum + part.length, 0);
    const out = all < refs.length ? away : away.slice(1);
    return out.length === 0 ? [] : [out.map((part): Move => ({ kind: 'split', unit: handle, refs: part }))];
  });
}

function takeOutBroken(view: PlanView): Move[][] {
  const broken = new Map<number, string[]>();
  for (const { ref, task } of view.broken) push(broken, task, ref);
  return view.units.flatMap(({ handle, refs, task }): Move[][] => {
    const out = refs.filter((ref) => broken.get(task)?.includes(ref) === true);
    return out.length === 0 || out.length === refs.length ? [] : [[{ kind: 'split', unit: handle, refs: out }]];
  });
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
