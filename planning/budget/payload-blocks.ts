import type { ContractDocument } from '../contract/contract-document.js';
import type { CandidateTask } from '../dag/candidate.js';
import type { TaskGuidance } from '../generation/detail/guidance.js';
import type { Requirement } from '../prd/prd-analysis.js';
import type { PlanningContext } from '../strategies/context.js';
import type { DependencyBlock, PayloadBlocks } from './payload.js';

/** Requirement texts by id, once per analysis: tasks are many. */
const requirementTexts = new WeakMap<readonly Requirement[], Map<string, string>>();

/**
 * Collects what the payloads of one task are cut from: the task, its acceptance criteria, its PRD clauses, what its
 * contract slice is made for and what the tasks before it make.
 *
 * @param guidance advice for the task, where a model gave any
 * @param deps the tasks that `task.dependsOn` names, in any order
 */
export function buildPayloadBlocks(
  task: CandidateTask,
  deps: CandidateTask[],
  context: PlanningContext,
  format: ContractDocument['format'],
  guidance?: TaskGuidance,
): PayloadBlocks {
  const { key, kind, title, deliverables, covers, uses, verifies, repository, minutes } = task;
  const texts = textsOf(context.analysis.requirements);
  return {
    version: 2,
    task: {
      key,
      kind,
      title,
      description: wholeDescription(task),
      deliverables,
      covers,
      uses,
      verifies,
      repository,
      minutes,
    },
    acceptance: task.acceptance,
    requirements: task.requirements.map((id) => ({ id, text: texts.get(id) ?? '' })),
    contract: { format, refs: contractRefs(task) },
    dependencies: dependencyBlocks(task, deps),
    ...(guidance === undefined ? {} : { guidance }),
  };
}

/** What readers get as the description: with what it builds on and what is left to others. */
export function wholeDescription({
  description,
  surroundings,
}: Pick<CandidateTask, 'description' | 'surroundings'>): string {
  return [description, surroundings ?? ''].filter((part) => part !== '').join(' ');
}

function textsOf(requirements: readonly Requirement[]): Map<string, string> {
  const known = requirementTexts.get(requirements);
  if (known !== undefined) return known;
  const texts = new Map(requirements.map((requirement) => [requirement.id, requirement.text]));
  requirementTexts.set(requirements, texts);
  return texts;
}

function contractRefs({ covers, verifies, uses }: CandidateTask): string[] {
  const anchors = [...covers, ...verifies, ...uses];
  return [...new Set(anchors.filter((ref) => ref.startsWith('op:') || ref.startsWith('entity:')))];
}

/** One block per task it depends on: of several edges to the same task the first speaks. */
function dependencyBlocks(task: CandidateTask, deps: CandidateTask[]): DependencyBlock[] {
  const byKey = new Map(deps.map((dependency) => [dependency.key, dependency]));
  const blocks = new Map<string, DependencyBlock>();
  for (const { task: key, type, reason, hard } of task.dependsOn) {
    if (blocks.has(key)) continue;
    const before = byKey.get(key);
    const interfaces = before === undefined ? [] : [...before.covers, ...before.deliverables.map(({ path }) => path)];
    blocks.set(key, { task: key, title: before?.title ?? key, type, reason, hard, interfaces });
  }
  return [...blocks.values()];
}
