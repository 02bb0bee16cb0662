import { buildPayloadBlocks, wholeDescription } from '../budget/payload-blocks.js';
import { fitPayload } from '../budget/fit-payload.js';
import type { FittedPayload } from '../budget/fit-payload.js';
import type { PayloadBlocks, SliceSource } from '../budget/payload.js';
import { sliceDigest } from '../budget/slice-digest.js';
import type { PayloadLimit } from '../budget/payload-limit.js';
import type { ComplexitySettings } from '../complexity/score-complexity.js';
import { scoreComplexity } from '../complexity/score-complexity.js';
import { subtaskMaker } from '../complexity/subtasks.js';
import type { ContractDocument, ContractSlice, SliceLevel } from '../contract/contract-document.js';
import { sliceContract } from '../contract/slice.js';
import type { Candidate, CandidateTask } from '../dag/candidate.js';
import type { Ccs, PlanTask, TaskBudget } from '../dag/plan-task.js';
import type { Schedule } from '../dag/schedule.js';
import { schedule } from '../dag/schedule.js';
import { taskIdOf } from '../dag/task-id.js';
import type { Guidance, TaskGuidance } from '../generation/detail/guidance.js';
import { canonicalJson, sha256Hex } from '../hash.js';
import type { PlanningContext } from '../strategies/context.js';

export interface AssembledTask {
  task: PlanTask;
  taskId: string;
  blocks: PayloadBlocks;
}

/** A task whose payload fits the window at no fidelity. */
export interface InfeasibleTask {
  key: string;
  needed: number;
  limit: number;
}

export interface AssembledTasks {
  /** In the order of the published task list. */
  tasks: AssembledTask[];
  schedule: Schedule;
  infeasible: InfeasibleTask[];
}

export interface AssembleInput {
  planId: string;
  candidate: Candidate;
  context: PlanningContext;
  document: ContractDocument;
  complexity: ComplexitySettings;
  limit: PayloadLimit;
  /** Words of a model for the candidate's tasks; null where none was asked. */
  guidance: Guidance | null;
}

/** Turns the winning candidate into the tasks of a plan: order, waves, complexity, payload blocks and budgets. */
export function assembleTasks(input: AssembleInput): AssembledTasks {
  const { candidate, context } = input;
  const plan = schedule(candidate.tasks);
  const fitted = fitAll(input);
  const infeasible = fitted.flatMap(({ task, payload }) =>
    payload.infeasible === true ? [{ key: task.key, needed: payload.needed, limit: payload.limit }] : [],
  );
  const measured = fitted.flatMap(({ payload, ...rest }) =>
    payload.infeasible === true ? [] : [{ ...rest, payload }],
  );
  const payloads = new Map(measured.map(({ task, payload }) => [task.key, payload.budget]));
  const complexity = scoreComplexity(candidate.tasks, context, input.complexity, { payloads });
  const cut = subtaskMaker(context);
  const byKey = new Map(measured.map((one) => [one.task.key, one]));
  const tasks = plan.order.flatMap((key, position) => {
    const one = byKey.get(key);
    const ccs = complexity.get(key);
    if (one === undefined || ccs === undefined) return [];
    const { task, blocks, payload, hash } = one;
    const subtasks = cut(task, ccs.recommendedSubtasks);
    const planned = {
      ...planTask(task, plan, position, ccs, budgetOf(payload), hash),
      ...(subtasks.length > 0 ? { subtasks } : {}),
      ...(blocks.guidance === undefined ? {} : { guidance: blocks.guidance }),
    };
    return [{ taskId: taskIdOf(input.planId, key), blocks, task: planned }];
  });
  return { tasks, schedule: plan, infeasible };
}

/** Stands for the plan's id while payloads are measured, so that equal plans get equal budgets: ids are all of one length. */
const ANY_PLAN = `pln_${'q7x2m4k5'.repeat(4).slice(0, 26)}`;

interface FittedTask {
  task: CandidateTask;
  blocks: PayloadBlocks;
  payload: ReturnType<typeof fitPayload>;
  hash: string;
}

/** What every payload takes before any card exists. */
function fitAll({ candidate, context, document, limit, guidance }: AssembleInput): FittedTask[] {
  const byKey = new Map(candidate.tasks.map((task) => [task.key, task]));
  return candidate.tasks.map((task) => {
    const before = task.dependsOn.flatMap((d) => byKey.get(d.task) ?? []);
    const blocks = buildPayloadBlocks(task, before, context, document.format, guidanceFor(task.key, guidance));
    const slices = new Map<SliceLevel, ContractSlice>();
    const source: SliceSource = (level) => {
      const slice = slices.get(level) ?? sliceContract(document, blocks.contract.refs, level);
      slices.set(level, slice);
      return slice;
    };
    const ids = { planId: ANY_PLAN, taskId: taskIdOf(ANY_PLAN, task.key), revision: 1 };
    const dependencies = before.map(({ key }) => ({ key, taskId: taskIdOf(ANY_PLAN, key) }));
    const payload = fitPayload(blocks, { ids, cards: [], dependencies }, limit, source);
    return { task, blocks, payload, hash: contentHash(task, blocks, source) };
  });
}

/** Advice that says nothing is none. */
function guidanceFor(key: string, guidance: Guidance | null): TaskGuidance | undefined {
  if (guidance === null || !Object.hasOwn(guidance.byTask, key)) return undefined;
  const own = guidance.byTask[key];
  const says = own !== undefined && (own.approach !== '' || own.pitfalls.length > 0 || own.questions.length > 0);
  return says ? own : undefined;
}

/** The digits by which a migration is run. */
const RUN_ORDER = /(?<=\/V?)\d{12}(?=[-_])/;

function budgetOf({ budget, omitted }: FittedPayload): TaskBudget {
  const { tokens, limit, guarantee, model } = budget;
  return { tokens, limit, guarantee, model, degraded: omitted.map((block) => block.ref) };
}

/**
 * SHA-256 over what an executor would have to do differently: the task's texts and anchors, its clauses, checks and
 * contract slice. Advice, order (migrations carry theirs in their names), neighbours, scores and budgets may change without making
 * done work undone.
 */
function contentHash(candidate: CandidateTask, blocks: PayloadBlocks, source: SliceSource): string {
  const { task, acceptance, requirements, contract } = blocks;
  const { minutes: _estimate, ...rest } = task;
  const deliverables = task.deliverables.map(({ path, what }) => ({ path: path.replace(RUN_ORDER, ''), what }));
  const content = { ...rest, description: candidate.description, deliverables };
  const slice = contract.refs.length === 0 ? null : sliceDigest(source('full'));
  return sha256Hex(canonicalJson({ task: content, acceptance, requirements, contract: slice }));
}

function planTask(
  task: CandidateTask,
  plan: Schedule,
  position: number,
  ccs: Ccs,
  budget: TaskBudget,
  hash: string,
): PlanTask {
  const { rank: _rank, surroundings: _surroundings, ...content } = task;
  return {
    ...content,
    description: wholeDescription(task),
    contentHash: hash,
    wave: (plan.wave.get(task.key) ?? 0) + 1,
    critical: plan.critical.has(task.key),
    priority: position + 1,
    ccs,
    budget,
  };
}
