import { acceptanceFor } from '../../acceptance/acceptance-for.js';
import { withCommands } from '../../acceptance/commands.js';
import { compareStrings } from '../../compare.js';
import type { CandidateTask, Deliverable, TaskKind } from '../../dag/candidate.js';
import { makeTaskKeys } from '../../dag/task-key.js';
import type { KeySource } from '../../dag/task-key.js';
import { sha256Hex } from '../../hash.js';
import type { PlanningContext } from '../context.js';
import type { TaskMap } from './task-map.js';
import { code } from './wording.js';

/** A task before it has a key, acceptance criteria and dependencies. */
export interface TaskDraft {
  kind: TaskKind;
  /** Readable name made from its anchors; becomes the key's slug. */
  name: string;
  title: string;
  description: string;
  covers: string[];
  uses?: string[];
  verifies?: string[];
  requirements?: string[];
  minutes: number;
  repository: string;
  rank: number;
  /** Migrations of a lower level must run before those of this one. */
  level?: number;
  /**
   * Its files; `slug` is the part of its key after the kind, unique among tasks of the kind, and `order` the digits its
   * migration is run by.
   */
  deliverables(slug: string, order: string): Deliverable[];
  /** Sentences that name other tasks and their files, once all are linked; see CandidateTask.surroundings. */
  surroundings?(map: TaskMap): string[];
}

const LEVEL_DIGITS = 3;
const ORDER_DIGITS = 9;

/** A task with the draft it was made from. */
export interface FinishedDraft {
  draft: TaskDraft;
  task: CandidateTask;
}

/**
 * Gives drafts their keys, files and acceptance criteria. No two tasks write one file: what collides gets a hash of its key
 * more; no two have one title. Sorted by key; dependencies and surroundings are still empty.
 */
export function finishDrafts(drafts: readonly TaskDraft[], context: PlanningContext): FinishedDraft[] {
  const settled = drafts.map((draft) => settle(draft, context));
  const keys = makeTaskKeys(settled.map(({ source }) => source));
  const tasks = settled
    .map((one, i) => ({ settled: one, draft: one.draft, task: taskOf(one, keys[i] as string) }))
    .sort((a, b) => compareStrings(a.task.key, b.task.key));
  setFiles(tasks, context);
  setTitles(tasks.map(({ task }) => task));
  return tasks;
}

/** What of a task follows from its draft alone, worked out once: drafts come again with every candidate of a context. */
interface SettledDraft {
  draft: TaskDraft;
  source: KeySource;
  parts: Pick<CandidateTask, 'acceptance' | 'covers' | 'uses' | 'verifies' | 'requirements'>;
  /** Files and criteria under the key the task had last. */
  latest: { key: string; files: TaskFiles } | null;
}

type TaskFiles = Pick<CandidateTask, 'deliverables' | 'acceptance'>;

const settledDrafts = new WeakMap<PlanningContext, WeakMap<TaskDraft, SettledDraft>>();

function settle(draft: TaskDraft, context: PlanningContext): SettledDraft {
  const known = settledDrafts.get(context) ?? new WeakMap<TaskDraft, SettledDraft>();
  settledDrafts.set(context, known);
  const before = known.get(draft);
  if (before !== undefined) return before;
  const { kind, name } = draft;
  const covers = sorted(draft.covers);
  const verifies = sorted(draft.verifies ?? []);
  const requirements = sorted(draft.requirements ?? []);
  const acceptance = acceptanceFor({ kind, covers, verifies, requirements }, context.model, context.order);
  const settled: SettledDraft = {
    draft,
    source: { kind, name, anchors: [...covers, ...verifies, ...requirements.map((id) => `req:${id}`)] },
    parts: { acceptance, covers, uses: sorted(draft.uses ?? []), verifies, requirements },
    latest: null,
  };
  known.set(draft, settled);
  return settled;
}

function taskOf({ draft, parts }: SettledDraft, key: string): CandidateTask {
  const { kind, title, description, minutes, repository, rank } = draft;
  const { acceptance, covers, uses, verifies, requirements } = parts;
  return {
    key,
    kind,
    title,
    description,
    surroundings: '',
    deliverables: [],
    acceptance,
    covers,
    uses,
    verifies,
    requirements,
    dependsOn: [],
    followUps: [],
    minutes,
    repository,
    rank,
  };
}

/** Files, the criteria that they add, and commands that show criteria. */
function setFiles(tasks: readonly (FinishedDraft & { settled: SettledDraft })[], context: PlanningContext): void {
  const taken = new Set<string>();
  for (const { settled, draft, task } of tasks) {
    const place = ({ path }: Deliverable): string => `${task.repository}/${path}`.toLowerCase();
    const slug = task.key.slice(task.kind.length + 1);
    const known = settled.latest?.key === task.key ? settled.latest.files : filesOf(draft, task, slug, context);
    settled.latest = { key: task.key, files: known };
    const free = known.deliverables.every((file) => !taken.has(place(file)));
    const files = free ? known : filesOf(draft, task, `${slug} ${sha256Hex(task.key).slice(0, 6)}`, context);
    Object.assign(task, files);
    for (const file of files.deliverables) taken.add(place(file));
  }
}

function filesOf(draft: TaskDraft, task: CandidateTask, slug: string, { scaffold }: PlanningContext): TaskFiles {
  const deliverables = draft.deliverables(slug, runOrder(draft.level ?? 0, task.key));
  const request = scaffold.find((one) => one.repository === task.repository);
  const { acceptance } = task;
  return {
    deliverables,
    acceptance: request === undefined ? acceptance : withCommands({ ...task, deliverables }, request),
  };
}

/** Twelve digits: the level, then what tells migrations of one level apart whatever else the plan holds. */
function runOrder(level: number, key: string): string {
  const own = Number.parseInt(sha256Hex(key).slice(0, 12), 16) % 10 ** ORDER_DIGITS;
  const most = 10 ** LEVEL_DIGITS - 1;
  return `${String(Math.min(level + 1, most)).padStart(LEVEL_DIGITS, '0')}${String(own).padStart(ORDER_DIGITS, '0')}`;
}

function setTitles(tasks: readonly CandidateTask[]): void {
  const count = new Map<string, number>();
  for (const { title } of tasks) count.set(title, (count.get(title) ?? 0) + 1);
  for (const task of tasks) {
    if ((count.get(task.title) ?? 0) < 2) continue;
    const first = [...task.covers, ...task.verifies][0];
    const name = first === undefined ? task.requirements[0] : first.slice(first.indexOf(':') + 1);
    task.title = `${task.title}, from ${code(name ?? task.key)} on`;
  }
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareStrings);
}
