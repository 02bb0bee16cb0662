import type { CandidateTask, Deliverable } from '../dag/candidate.js';
import type { PlanningContext } from '../strategies/context.js';
import { code, coded, listed } from '../strategies/tasks/wording.js';
import { taskPieces } from './task-pieces.js';
import type { TaskPiece } from './task-pieces.js';

/** A part of a task that its executor can do and report by itself; `dependsOn` holds keys of other parts. */
export interface Subtask {
  /** The task's key and `.1`, `.2`, … */
  key: string;
  title: string;
  description: string;
  deliverables: Deliverable[];
  covers: string[];
  verifies: string[];
  requirements: string[];
  minutes: number;
  dependsOn: string[];
}

/** Cuts tasks of one plan; the look-ups they share are made once. */
export type SubtaskMaker = (task: CandidateTask, count: number) => Subtask[];

/**
 * Cuts a task into `count` subtasks, or as many as it has pieces; none for fewer than two. Together they have the task's
 * anchors, files and minutes; each anchor is in exactly one, unless a lone element was cut by its files. Parts that write
 * one file follow each other, and operations follow the entities of their slice.
 */
export function subtaskMaker(context: PlanningContext): SubtaskMaker {
  const asked = new Map(
    context.analysis.traces.map(({ requirement, elements }) => [requirement, elements.map(({ element }) => element)]),
  );
  const names = new Map(context.analysis.requirements.map(({ id, label }) => [id, label ?? id]));
  return (task, count) => {
    const pieces = taskPieces(task, context);
    const parts = Math.min(count, pieces.length);
    if (parts < 2) return [];
    const groups = inGroups(pieces, parts).map(merged);
    spreadRequirements(task, groups, asked);
    const minutes = apportion(
      task.minutes,
      groups.map(({ weight }) => weight),
    );
    const keyOf = (i: number): string => `${task.key}.${i + 1}`;
    return groups.map(({ covers, verifies, requirements, files }, i) => ({
      key: keyOf(i),
      title: titleOf(groups, i, task, names),
      description: describe(groups, i),
      deliverables: files,
      covers,
      verifies,
      requirements,
      minutes: minutes[i] as number,
      dependsOn: before(groups, i).map(keyOf),
    }));
  };
}

/** Runs of pieces of about equal weight, none empty; a new one starts where operations follow entities. */
function inGroups(pieces: readonly TaskPiece[], count: number): TaskPiece[][] {
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0);
  const groups: TaskPiece[][] = [[]];
  let done = 0;
  pieces.forEach((piece, i) => {
    const current = groups.at(-1) as TaskPiece[];
    const left = count - groups.length;
    const due = current.length > 0 && done + piece.weight / 2 > (total * groups.length) / count;
    const turns = makesOperations(piece) && current.some((one) => !makesOperations(one));
    if (left > 0 && current.length > 0 && (due || turns || pieces.length - i <= left)) groups.push([piece]);
    else current.push(piece);
    done += piece.weight;
  });
  return groups;
}

function makesOperations({ covers }: TaskPiece): boolean {
  return covers.some((ref) => ref.startsWith('op:'));
}

function merged(pieces: readonly TaskPiece[]): TaskPiece {
  const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
  return {
    covers: unique(pieces.flatMap(({ covers }) => covers)),
    verifies: unique(pieces.flatMap(({ verifies }) => verifies)),
    requirements: unique(pieces.flatMap(({ requirements }) => requirements)),
    files: unique(pieces.flatMap(({ files }) => files)),
    weight: pieces.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/** Each requirement that no part has yet goes to the one with the element it asks for most plainly, else to the first. */
function spreadRequirements(
  task: CandidateTask,
  groups: readonly TaskPiece[],
  asked: ReadonlyMap<string, readonly string[]>,
): void {
  const placed = new Set(groups.flatMap(({ requirements }) => requirements));
  for (const id of task.requirements.filter((one) => !placed.has(one))) {
    const by = (asked.get(id) ?? []).flatMap((ref) => groups.find(({ covers }) => covers.includes(ref)) ?? []);
    (by[0] ?? groups[0])?.requirements.push(id);
  }
}

/** Whole minutes by weight that add up to the total (largest remainder), each at least one where the total allows. */
function apportion(total: number, weights: readonly number[]): number[] {
  const least = total >= weights.length ? 1 : 0;
  const spare = total - least * weights.length;
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum > 0 ? (spare * weight) / sum : spare / weights.length));
  const floors = exact.map(Math.floor);
  let left = Math.round(spare - floors.reduce((all, one) => all + one, 0));
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order) {
    if (left <= 0) break;
    floors[i] = (floors[i] as number) + 1;
    left -= 1;
  }
  return floors.map((value) => value + least);
}

/** The last part before it that writes a file of it, and the last one that makes entities where it makes operations. */
function before(groups: readonly TaskPiece[], at: number): number[] {
  const own = groups[at] as TaskPiece;
  const paths = new Set(own.files.map(({ path }) => path));
  const earlier = groups.slice(0, at).map((group, i) => ({ group, i }));
  const sharing = earlier.filter(({ group }) => group.files.some(({ path }) => paths.has(path))).at(-1);
  const needs = makesOperations(own);
  const data = earlier.filter(({ group }) => needs && group.covers.some((ref) => ref.startsWith('entity:'))).at(-1);
  const lone = earlier.filter(({ group }) => group.covers.some((ref) => own.covers.includes(ref))).at(-1);
  return [...new Set([sharing, data, lone].flatMap((one) => (one === undefined ? [] : [one.i])))].sort((a, b) => a - b);
}

const MOST = 3;

function titleOf(
  groups: readonly TaskPiece[],
  at: number,
  task: CandidateTask,
  names: ReadonlyMap<string, string>,
): string {
  const part = groups[at] as TaskPiece;
  const idsOf = (prefix: string, refs: readonly string[]): string[] =>
    refs.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length));
  const [entities, operations] = [idsOf('entity:', part.covers), idsOf('op:', part.covers)];
  const byFile = groups.some((other, i) => i !== at && part.covers.some((ref) => other.covers.includes(ref)));
  const paths = listed(
    part.files.map(({ path }) => path),
    MOST,
  );
  const only = [...entities, ...operations];
  if (byFile && only.length === 1) return `Write ${paths} for ${only.join('')}`;
  const made = [
    ...(entities.length > 0 ? [`define ${listed(entities, MOST)}`] : []),
    ...(operations.length > 0 ? [`implement ${listed(operations, MOST)}`] : []),
  ];
  const tested = part.verifies.map((ref) => ref.slice(ref.indexOf(':') + 1));
  const asked = part.requirements.map((id) => names.get(id) ?? id);
  const text =
    made.length > 0
      ? made.join(' and ')
      : tested.length > 0
        ? `test ${listed(tested, MOST)}`
        : task.kind === 'frontend' && asked.length > 0
          ? `build the user interface for ${listed(asked, MOST)}`
          : `write ${paths}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function describe(groups: readonly TaskPiece[], at: number): string {
  const { covers, verifies, requirements, files } = groups[at] as TaskPiece;
  const anchors = [...covers, ...verifies]
    .filter((ref) => ref.includes(':'))
    .map((ref) => ref.slice(ref.indexOf(':') + 1));
  const others = groups.map((_, i) => String(i + 1)).filter((_, i) => i !== at);
  return [
    `Part ${at + 1} of ${groups.length}, in ${listed(
      files.map(({ path }) => code(path)),
      8,
    )}${anchors.length > 0 ? `: ${coded(anchors, 12)}` : ''}.`,
    ...(requirements.length > 0 ? [`Clauses: ${listed(requirements, 8)}.`] : []),
    `The rest is ${others.length === 1 ? 'part' : 'parts'} ${listed(others, 12)}.`,
  ].join(' ');
}
