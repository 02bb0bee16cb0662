import { acceptanceFor } from '../../acceptance/acceptance-for.js';
import { withCommands } from '../../acceptance/commands.js';
import { compareStrings } from '../../compare.js';
import type { CandidateTask, Deliverable, TaskKind } from '../../dag/candidate.js';
import { makeTaskKeys } from '../../dag/task-key.js';
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
  const anchored = drafts.map((draft) => ({
    draft,
    covers: sorted(draft.covers),
    verifies: sorted(draft.verifies ?? []),
    requirements: sorted(draft.requirements ?? []),
  }));
  const keys = makeTaskKeys(
    anchored.map(({ draft, covers, verifies, requirements }) => ({
      kind: draft.kind,
      name: draft.name,
      anchors: [...covers, ...verifies, ...requirements.map((id) => `req:${id}`)],
    })),
  );
  const tasks = anchored
    .map(({ draft, covers, verifies, requirements }, i) => {
      const { kind, title, description, minutes, repository, rank } = draft;
      const task: CandidateTask = {
        key: keys[i] as string,
        kind,
        title,
        description,
        surroundings: '',
        deliverables: [],
        acceptance: acceptanceFor({ kind, covers, verifies, requirements }, context.model, context.order),
        covers,
        uses: sorted(draft.uses ?? []),
        verifies,
        requirements,
        dependsOn: [],
        followUps: [],
        minutes,
        repository,
        rank,
      };
      return { draft, task };
    })
    .sort((a, b) => compareStrings(a.task.key, b.task.key));
  setDeliverables(tasks);
  setCommands(tasks, context);
  setTitles(tasks.map(({ task }) => task));
  return tasks;
}

function setDeliverables(tasks: readonly FinishedDraft[]): void {
  const taken = new Set<string>();
  for (const { draft, task } of tasks) {
    const slug = task.key.slice(task.kind.length + 1);
    const order = runOrder(draft.level ?? 0, task.key);
    const place = ({ path }: Deliverable): string => `${task.repository}/${path}`.toLowerCase();
    const files = draft.deliverables(slug, order);
    const free = files.every((file) => !taken.has(place(file)));
    task.deliverables = free ? files : draft.deliverables(`${slug} ${sha256Hex(task.key).slice(0, 6)}`, order);
    for (const file of task.deliverables) taken.add(place(file));
  }
}

/** Criteria that the files of a task add, and commands that show criteria. */
function setCommands(tasks: readonly FinishedDraft[], { scaffold }: PlanningContext): void {
  for (const { task } of tasks) {
    const request = scaffold.find((one) => one.repository === task.repository);
    if (request !== undefined) task.acceptance = withCommands(task, request);
  }
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
