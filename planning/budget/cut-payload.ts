import type { JsonObject } from '../contract/json-value.js';
import type { AcceptanceCriterion } from '../dag/candidate.js';
import { fitPayload } from './fit-payload.js';
import type { BudgetInfeasible, PayloadLimit } from './payload-limit.js';
import type { Fidelity, Payload, PayloadBlocks, PayloadExtras, PayloadSlice, SliceSource } from './payload.js';

/**
 * Cuts the payload of a task to `limit` (see `fitPayload`) and puts it together: fields for programs, and `rendered`
 * with the same content for the executor.
 */
export function cutPayload(
  blocks: PayloadBlocks,
  extras: PayloadExtras,
  limit: PayloadLimit,
  source: SliceSource,
): Payload | BudgetInfeasible {
  const fitted = fitPayload(blocks, extras, limit, source);
  if (fitted.infeasible === true) return fitted;
  const { budget, omitted, levels, rendered } = fitted;
  const { planId, taskId, revision } = extras.ids;
  const shown = (ref: string): boolean => levels.get(ref) !== 'pointer';
  const taskIds = new Map(extras.dependencies.map((dependency) => [dependency.key, dependency]));
  return {
    planId,
    taskId,
    key: blocks.task.key,
    revision,
    budget,
    task: { id: taskId, ...blocks.task },
    requirements: blocks.requirements.filter(({ id }) => shown(`req:${id}`)),
    contract: sliceAt(blocks, levels.get('contract'), source),
    dependencies: blocks.dependencies
      .filter(({ task }) => shown(task))
      .map(({ task, title, interfaces }) => {
        const extra = taskIds.get(task);
        return { task: extra?.taskId ?? task, title, interfaces: [...interfaces, ...(extra?.interfaces ?? [])] };
      }),
    cards: extras.cards.filter(({ id }) => shown(id)),
    acceptance: blocks.acceptance
      .filter(({ id }) => shown(`acceptance:${id}`))
      .map((one) => withCheckAt(one, `/plans/${planId}/tasks/${taskId}`)),
    ...(blocks.guidance !== undefined && shown('guidance') ? { guidance: blocks.guidance } : {}),
    omitted,
    rendered: rendered.join(''),
  };
}

/** Candidates know no ids: there the address of a check is relative to the task. */
function withCheckAt(criterion: AcceptanceCriterion, task: string): AcceptanceCriterion {
  const { check } = criterion;
  return check === undefined ? criterion : { ...criterion, check: { ...check, href: `${task}/${check.href}` } };
}

/** The slice the text holds; at pointer level, or for a task that needs none, a valid document without content. */
function sliceAt(blocks: PayloadBlocks, level: Fidelity | undefined, source: SliceSource): PayloadSlice {
  const slice = level === undefined || level === 'pointer' ? null : source(level);
  if (slice?.format === 'openapi') return slice;
  if (slice?.format === 'graphql') return { format: 'graphql', slice: slice.definitions.join('') };
  if (blocks.contract.format === 'graphql') return { format: 'graphql', slice: '' };
  const empty: JsonObject = { openapi: '3.1.0', info: { title: blocks.task.title, version: '0' }, paths: {} };
  return { format: 'openapi', slice: empty };
}
