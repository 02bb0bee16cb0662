import type { ContractDocument } from '../contract/contract-document.js';
import type { JsonObject } from '../contract/json-value.js';
import { measureSlice, sliceContract } from '../contract/slice.js';
import type { CandidateTask } from '../dag/candidate.js';
import type { Requirement } from '../prd/prd-analysis.js';
import type { PlanningContext } from '../strategies/context.js';
import type { ContractLevel, DependencyBlock, PayloadBlocks } from './payload.js';
import { printSlice } from './print-slice.js';
import { countTokens } from './tokens.js';

/** A slice longer than this (about 100k tokens) is not stored: no quality cap in use lets it into a payload. */
const LONGEST_STORED_SLICE = 400_000;
/**
 * A slice of more components or types, or of more characters, is not even made: in a contract where everything reaches
 * everything, making each task's slice would take the square of its size. Its tokens are then told from its length.
 */
const MOST_PARTS = 1_000;
const LONGEST_MADE_SLICE = 2_000_000;
const CHARACTERS_A_TOKEN = 4;
/** Any model of the o200k vocabulary: sizes in stored blocks are counted with it. */
const COUNTED_WITH = 'gpt-4o';

const SLICE_LEVELS = ['full', 'brief', 'signature'] as const;

/** Requirement texts by id, once per analysis: tasks are many. */
const requirementTexts = new WeakMap<readonly Requirement[], Map<string, string>>();

/**
 * Collects what the payloads of one task are cut from: the task, its acceptance criteria, its PRD clauses, the
 * contract slice at three fidelities and what the tasks before it make. A level equal to the one above it is left out.
 *
 * @param deps the tasks that `task.dependsOn` names, in any order
 */
export function buildPayloadBlocks(
  task: CandidateTask,
  deps: CandidateTask[],
  context: PlanningContext,
  document: ContractDocument,
): PayloadBlocks {
  const { key, kind, title, description, deliverables, covers, uses, verifies, repository, minutes } = task;
  const texts = textsOf(context.analysis.requirements);
  return {
    version: 1,
    task: { key, kind, title, description, deliverables, covers, uses, verifies, repository, minutes },
    acceptance: task.acceptance,
    requirements: task.requirements.map((id) => ({ id, text: texts.get(id) ?? '' })),
    contract: { format: document.format, levels: contractLevels(task, context, document) },
    dependencies: dependencyBlocks(task, deps),
  };
}

function textsOf(requirements: readonly Requirement[]): Map<string, string> {
  const known = requirementTexts.get(requirements);
  if (known !== undefined) return known;
  const texts = new Map(requirements.map((requirement) => [requirement.id, requirement.text]));
  requirementTexts.set(requirements, texts);
  return texts;
}

function contractLevels(task: CandidateTask, context: PlanningContext, document: ContractDocument): ContractLevel[] {
  const anchors = [...task.covers, ...task.verifies, ...task.uses];
  const refs = [...new Set(anchors.filter((ref) => ref.startsWith('op:') || ref.startsWith('entity:')))];
  if (refs.length === 0) return [];
  const levels: ContractLevel[] = [];
  let above: string | null = null;
  const reach = measureSlice(document, refs, MOST_PARTS);
  const huge = reach.parts > MOST_PARTS || reach.characters > LONGEST_MADE_SLICE;
  if (huge) levels.push({ level: 'full', slice: null, tokens: Math.ceil(reach.characters / CHARACTERS_A_TOKEN) });
  for (const level of SLICE_LEVELS) {
    if (level === 'full' ? huge : level === 'brief' && reach.parts > MOST_PARTS) continue;
    const { slice } = sliceContract(document, context.model, refs, level);
    const text = typeof slice === 'string' ? slice : JSON.stringify(slice);
    if (text === above) continue;
    above = text;
    levels.push(
      text.length > LONGEST_STORED_SLICE
        ? { level, slice: null, tokens: tokensOf(slice, text.length) }
        : { level, slice },
    );
  }
  return levels;
}

/** Counted, or told from its length where counting would take seconds. */
function tokensOf(slice: JsonObject | string, length: number): number {
  if (length > LONGEST_MADE_SLICE) return Math.ceil(length / CHARACTERS_A_TOKEN);
  return countTokens(printSlice(slice), COUNTED_WITH).tokens;
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
