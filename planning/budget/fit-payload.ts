import type { ContractSlice } from '../contract/contract-document.js';
import { pack } from './pack.js';
import type { PackBlock } from './pack.js';
import type { BudgetInfeasible, PayloadLimit } from './payload-limit.js';
import type { Fidelity, OmittedBlock, PayloadBlocks, PayloadBudget, PayloadExtras, SliceSource } from './payload.js';
import { payloadSections } from './payload-sections.js';
import type { RenderBlock, Section, SliceText } from './payload-sections.js';
import { printSlice } from './print-slice.js';
import { renderPayload } from './render-payload.js';
import { measureText } from './text-measure.js';
import type { TextMeasure } from './text-measure.js';
import { countTokens, tokensOf } from './tokens.js';

const PRIORITY_VALUE: Record<RenderBlock['priority'], number> = { must: 1_000, should: 10, could: 1, advice: 0 };
const FIDELITY_VALUE: Record<Fidelity, number> = { full: 1, brief: 0.8, outline: 0.7, signature: 0.6, pointer: 0 };
/** Framing of the messages around a payload, for the byte bound. */
const FRAMING_BYTES = 128;

/** A payload that fits, before its text is put together. */
export interface FittedPayload {
  infeasible?: false;
  budget: PayloadBudget;
  omitted: OmittedBlock[];
  /** Fidelity of every block by its `ref`. */
  levels: ReadonlyMap<string, Fidelity>;
  /** The text in chunks. */
  rendered: readonly string[];
}

/**
 * Fits the payload of a task into `limit`: all blocks at full fidelity if that fits, else the most valuable choice of
 * levels that does. Whatever is not there in full is named in `omitted` with its address. `tokens ≤ limit` is checked on
 * the final text, since token counts of blocks do not add up exactly: while it is over, room is taken away by at least
 * the excess and the levels are chosen again, until everything is at its lowest. If that is still too much, the answer
 * says what it needs. Advice is added last, where everything else is there in full and leaves room for it: with and without
 * advice the rest of a payload is the same.
 *
 * The guarantee is `exact` where the model's own tokenizer counted, `byte-bound` where even a token per byte fits the
 * window (byte-level tokenizers never take more), else `calibrated`.
 */
export function fitPayload(
  blocks: PayloadBlocks,
  extras: PayloadExtras,
  limit: PayloadLimit,
  source: SliceSource,
): FittedPayload | BudgetInfeasible {
  const slice = blocks.contract.refs.length === 0 ? null : source('full');
  const missing = slice?.complete === false ? countTokens(printSlice(slice), limit.model).tokens : 0;
  const whole = makeDrafts(blocks, extras, limit, slice?.complete === true ? [{ level: 'full', slice }] : [], 0);
  const full = whole.draft(highestLevels(whole.sections, 'without-advice'));
  const fullTokens = full.tokens + missing;
  if (missing === 0 && full.tokens <= limit.limit) {
    const advised = blocks.guidance === undefined ? full : whole.draft(highestLevels(whole.sections, 'with-advice'));
    return fitted(whole.sections, advised.tokens <= limit.limit ? advised : full, fullTokens, limit);
  }
  const drafts = makeDrafts(blocks, extras, limit, slice === null ? [] : everySlice(slice, source), missing);
  const cut = chooseLevels(drafts, limit);
  return 'infeasible' in cut ? cut : fitted(drafts.sections, cut, fullTokens, limit);
}

function highestLevels(sections: readonly Section[], advice: 'with-advice' | 'without-advice'): number[][] {
  const isOut = ({ priority }: RenderBlock): boolean => priority === 'advice' && advice === 'without-advice';
  return sections.map(({ blocks }) => blocks.map((block) => (isOut(block) ? 0 : block.levels.length - 1)));
}

/**
 * The slice at falling fidelity, as far as it is complete; one that says the same as the one above it is left out. Full
 * and brief reach the same parts, so neither is complete without the other.
 */
function everySlice(full: ContractSlice, source: SliceSource): SliceText[] {
  const slices: SliceText[] = full.complete ? [{ level: 'full', slice: full }] : [];
  const below = ['brief', 'outline', 'signature'] as const;
  for (const level of below.slice(full.complete ? 0 : 1)) {
    const slice = source(level);
    const above = slices.at(-1);
    if (above !== undefined && isEqualText(printSlice(above.slice), printSlice(slice))) continue;
    if (slice.complete) slices.push({ level, slice });
  }
  return slices;
}

function isEqualText(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}

/** A payload's text with the level of every block (by section, then block) that gave it. */
interface Draft {
  chosen: number[][];
  rendered: readonly string[];
  measure: TextMeasure;
  tokens: number;
}

interface Drafts {
  sections: readonly Section[];
  draft: (chosen: number[][]) => Draft;
}

function makeDrafts(
  blocks: PayloadBlocks,
  extras: PayloadExtras,
  limit: PayloadLimit,
  slices: readonly SliceText[],
  missing: number,
): Drafts {
  const sections = payloadSections(blocks, extras, slices, missing);
  return {
    sections,
    draft: (chosen) => {
      const rendered = renderPayload(blocks, extras, sections, chosen);
      const measure = measureText(rendered);
      return { chosen, rendered, measure, tokens: tokensOf(measure, limit.model).tokens };
    },
  };
}

function fitted(sections: readonly Section[], cut: Draft, fullTokens: number, limit: PayloadLimit): FittedPayload {
  const { limit: most, window, reserved, model } = limit;
  const levels = levelsByRef(sections, cut.chosen);
  const guarantee = guaranteeOf(cut.measure, limit);
  return {
    budget: { tokens: cut.tokens, limit: most, window, reserved, guarantee, model, fullTokens },
    omitted: omittedBlocks(sections, levels, model),
    levels,
    rendered: cut.rendered,
  };
}

/**
 * The best draft within the limit. After each one that is still over, the room shrinks below what was used by at least the
 * excess, twice as much each time, so that few drafts are made; with no room left the lowest draft stands.
 */
function chooseLevels({ sections, draft }: Drafts, limit: PayloadLimit): Draft | BudgetInfeasible {
  const lowest = draft(sections.map((section) => section.blocks.map(() => 0)));
  const spare = limit.limit - lowest.tokens;
  if (spare < 0) return { infeasible: true, needed: lowest.tokens, limit: limit.limit };
  const packBlocks = toPackBlocks(sections, limit.model);
  let room = spare;
  for (let caution = 1; room > 0; caution *= 2) {
    const choice = pack(packBlocks, room);
    const next = draft(bySection(sections, choice));
    const excess = next.tokens - limit.limit;
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
      levels: (block.priority === 'advice' ? block.levels.slice(0, 1) : block.levels).map(({ level, text }) => ({
        tokens: text === '' ? 0 : countTokens([...(typeof text === 'string' ? [text] : text), '\n'], model).tokens,
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
function guaranteeOf(measure: TextMeasure, limit: PayloadLimit): PayloadBudget['guarantee'] {
  if (tokensOf(measure, limit.model).guarantee === 'exact') return 'exact';
  const bytes = Math.max(measure.bytes, measure.normalisedBytes);
  return bytes + FRAMING_BYTES <= limit.window - limit.output ? 'byte-bound' : 'calibrated';
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

function omittedBlocks(
  sections: readonly Section[],
  levels: ReadonlyMap<string, Fidelity>,
  model: string,
): OmittedBlock[] {
  return sections
    .flatMap((section) => section.blocks)
    .filter((block) => levels.get(block.ref) !== 'full')
    .map((block) => ({
      ref: block.ref,
      tokens: block.fullTokens ?? countTokens(block.levels.at(-1)?.text ?? '', model).tokens,
      level: levels.get(block.ref) ?? 'pointer',
      href: block.href,
    }));
}
