import type { JsonObject } from '../contract/json-value.js';
import type { AcceptanceCriterion } from '../dag/candidate.js';
import { pack } from './pack.js';
import type { PackBlock } from './pack.js';
import type { BudgetInfeasible, PayloadLimit } from './payload-limit.js';
import type {
  Fidelity,
  OmittedBlock,
  Payload,
  PayloadBlocks,
  PayloadBudget,
  PayloadExtras,
  PayloadSlice,
} from './payload.js';
import { payloadSections } from './payload-sections.js';
import type { RenderBlock, Section } from './payload-sections.js';
import { renderPayload } from './render-payload.js';
import { countTokens } from './tokens.js';
import type { TokenCount } from './tokens.js';

const PRIORITY_VALUE: Record<RenderBlock['priority'], number> = { must: 1_000, should: 10, could: 1 };
const FIDELITY_VALUE: Record<Fidelity, number> = { full: 1, brief: 0.8, signature: 0.6, pointer: 0 };
/** Framing of the messages around a payload, for the byte bound. */
const FRAMING_BYTES = 128;

/**
 * Cuts the payload of a task to `limit`: all blocks at full fidelity if that fits, else the most valuable choice of
 * levels that does. Whatever is not there in full is named in `omitted` with its address. `tokens ≤ limit` is checked on the
 * final text, since token counts do not add up exactly: while it is over, room is taken away by at least the excess and the
 * levels are chosen again, until everything is at its lowest. If that is still too much, the answer says what it needs.
 *
 * The guarantee is `exact` where the model's own tokenizer counted, `byte-bound` where even a token per byte fits the
 * window (byte-level tokenizers never take more), else `calibrated`.
 */
export function cutPayload(
  blocks: PayloadBlocks,
  extras: PayloadExtras,
  limit: PayloadLimit,
): Payload | BudgetInfeasible {
  const sections = payloadSections(blocks, extras);
  const draft = (chosen: number[][]): Draft => {
    const rendered = renderPayload(blocks, extras, sections, chosen);
    return { chosen, rendered, count: countTokens(rendered, limit.model) };
  };
  const full = draft(sections.map((section) => section.blocks.map((block) => block.levels.length - 1)));
  const cut = full.count.tokens <= limit.limit ? full : fit(sections, limit, draft);
  if ('infeasible' in cut) return cut;
  const notStored = sections.flatMap((section) => section.blocks).reduce((sum, b) => sum + (b.fullTokens ?? 0), 0);
  const budget: PayloadBudget = {
    tokens: cut.count.tokens,
    limit: limit.limit,
    window: limit.window,
    reserved: limit.reserved,
    guarantee: guaranteeOf(cut.rendered, cut.count.guarantee, limit),
    model: limit.model,
    fullTokens: full.count.tokens + notStored,
  };
  return assemble(blocks, extras, sections, cut, budget);
}

/** A payload's text with the level of every block (by section, then block) that gave it. */
interface Draft {
  chosen: number[][];
  rendered: string;
  count: TokenCount;
}

/**
 * The best draft within the limit. After each one that is still over, the room shrinks below what was used by at least the
 * excess, twice as much each time, so that few drafts are made; with no room left the lowest draft stands.
 */
function fit(
  sections: readonly Section[],
  limit: PayloadLimit,
  draft: (chosen: number[][]) => Draft,
): Draft | BudgetInfeasible {
  const lowest = draft(sections.map((section) => section.blocks.map(() => 0)));
  const spare = limit.limit - lowest.count.tokens;
  if (spare < 0) return { infeasible: true, needed: lowest.count.tokens, limit: limit.limit };
  const packBlocks = toPackBlocks(sections, limit.model);
  let room = spare;
  for (let caution = 1; room > 0; caution *= 2) {
    const choice = pack(packBlocks, room);
    const next = draft(bySection(sections, choice));
    const excess = next.count.tokens - limit.limit;
    if (excess <= 0) return next;
    room = Math.min(room, usedTokens(packBlocks, choice)) - caution * excess;
  }
  return lowest;
}

/** Tokens a choice takes beyond all lowest levels. */
function usedTokens(blocks: readonly PackBlock[], choice: readonly number[]): number {
  return blocks.reduce((sum, { levels }, at) => {
    const taken = levels[choice[at] ?? 0]?.tokens ?? 0;
    return sum + taken - (levels[0]?.tokens ?? 0);
  }, 0);
}

function toPackBlocks(sections: readonly Section[], model: string): PackBlock[] {
  return sections.flatMap((section) =>
    section.blocks.map((block) => ({
      ref: block.ref,
      levels: block.levels.map(({ level, text }) => ({
        tokens: text === '' ? 0 : countTokens(`${text}\n`, model).tokens,
        value: PRIORITY_VALUE[block.priority] * FIDELITY_VALUE[level],
      })),
    })),
  );
}

function bySection(sections: readonly Section[], flat: readonly number[]): number[][] {
  let from = 0;
  return sections.map((section) => {
    const part = flat.slice(from, from + section.blocks.length);
    from += section.blocks.length;
    return part;
  });
}

/** NFKC may lengthen a text, and some tokenizers apply it first: the longer form is what the bound is taken of. */
function guaranteeOf(
  rendered: string,
  counted: 'exact' | 'calibrated',
  limit: PayloadLimit,
): PayloadBudget['guarantee'] {
  if (counted === 'exact') return 'exact';
  const bytes = Math.max(Buffer.byteLength(rendered), Buffer.byteLength(rendered.normalize('NFKC')));
  return bytes + FRAMING_BYTES <= limit.window - limit.output ? 'byte-bound' : 'calibrated';
}

function assemble(
  blocks: PayloadBlocks,
  extras: PayloadExtras,
  sections: readonly Section[],
  { chosen, rendered }: Draft,
  budget: PayloadBudget,
): Payload {
  const { planId, taskId, revision } = extras.ids;
  const levels = levelsByRef(sections, chosen);
  const shown = (ref: string): boolean => levels.get(ref) !== 'pointer';
  const taskIds = new Map(extras.dependencies.map((dependency) => [dependency.key, dependency]));
  const acceptance: AcceptanceCriterion[] = blocks.acceptance.filter(({ id }) => shown(`acceptance:${id}`));
  return {
    planId,
    taskId,
    key: blocks.task.key,
    revision,
    budget,
    task: { id: taskId, ...blocks.task },
    requirements: blocks.requirements.filter(({ id }) => shown(`req:${id}`)),
    contract: sliceAt(blocks, levels.get('contract')),
    dependencies: blocks.dependencies
      .filter(({ task }) => shown(task))
      .map(({ task, title, interfaces }) => {
        const extra = taskIds.get(task);
        return { task: extra?.taskId ?? task, title, interfaces: [...interfaces, ...(extra?.interfaces ?? [])] };
      }),
    cards: extras.cards.filter(({ id }) => shown(id)),
    acceptance,
    omitted: omittedBlocks(sections, chosen, budget.model),
    rendered,
  };
}

function levelsByRef(sections: readonly Section[], chosen: readonly number[][]): Map<string, Fidelity> {
  const levels = new Map<string, Fidelity>();
  sections.forEach((section, at) =>
    section.blocks.forEach((block, n) => {
      const level = block.levels[chosen[at]?.[n] ?? 0];
      if (level !== undefined) levels.set(block.ref, level.level);
    }),
  );
  return levels;
}

function omittedBlocks(sections: readonly Section[], chosen: readonly number[][], model: string): OmittedBlock[] {
  const levels = levelsByRef(sections, chosen);
  return sections
    .flatMap((section) => section.blocks)
    .filter((block) => levels.get(block.ref) !== 'full')
    .map((block) => ({
      ref: block.ref,
      tokens: block.fullTokens ?? countTokens(block.levels[block.levels.length - 1]?.text ?? '', model).tokens,
      level: levels.get(block.ref) ?? 'pointer',
      href: block.href,
    }));
}

/** The slice the text holds; at pointer level, or for a task that needs none, a valid document without content. */
function sliceAt(blocks: PayloadBlocks, level: Fidelity | undefined): PayloadSlice {
  const entry = blocks.contract.levels.find((candidate) => candidate.level === level);
  if (blocks.contract.format === 'graphql') {
    return { format: 'graphql', slice: typeof entry?.slice === 'string' ? entry.slice : '' };
  }
  const empty: JsonObject = { openapi: '3.1.0', info: { title: blocks.task.title, version: '0' }, paths: {} };
  return { format: 'openapi', slice: typeof entry?.slice === 'object' && entry.slice !== null ? entry.slice : empty };
}
