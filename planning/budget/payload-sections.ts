import type { ContractSlice, SliceLevel } from '../contract/contract-document.js';
import { guidanceBlocks } from './guidance-blocks.js';
import { codeSpan, blockMarkdown, fencedLines, inlineMarkdown } from './markdown.js';
import type { Fidelity, PayloadBlocks, PayloadExtras } from './payload.js';
import { printSlice } from './print-slice.js';

/** A block's text at one fidelity, whole or in chunks; '' where it is not in the text at all. */
export interface LevelText {
  level: Fidelity;
  text: string | readonly string[];
}

/** A contract slice at one fidelity. */
export interface SliceText {
  level: SliceLevel;
  slice: ContractSlice;
}

/** Something rendered at one of its levels. */
export interface RenderBlock {
  /** `req:R-FR-3`, a task key, a card id, or the name of a part of the task. */
  ref: string;
  /** Of `advice` all is there or nothing, and nothing as long as anything else is not there in full. */
  priority: 'must' | 'should' | 'could' | 'advice';
  /** From the lowest fidelity to full. */
  levels: LevelText[];
  /** Where the whole of it can be read. */
  href: string;
  /** Tokens that full fidelity would take at least, where it is too large to be among the levels. */
  fullTokens?: number;
}

/** Blocks under one heading. */
export interface Section {
  heading: string;
  blocks: RenderBlock[];
  /** Puts the texts of its blocks into one fence of this language; without it they stand as they are. */
  fence?: string;
  /** What the blocks are called where some are left out: "clauses". */
  noun: string;
}

const BRIEF_LENGTH = 240;
const BRIEF_NAMES = 8;

/**
 * The sections of a payload, in the order an executor reads them. Everything of others is escaped or fenced. `slices`
 * are the fidelities of the contract slice to choose from, full first; none where the task needs no slice. `missing`
 * are the tokens of the full one where it is too large to be among them, else 0.
 */
export function payloadSections(
  blocks: PayloadBlocks,
  extras: PayloadExtras,
  slices: readonly SliceText[],
  missing: number,
): Section[] {
  const plan = `/plans/${extras.ids.planId}`;
  const own = `${plan}/tasks/${extras.ids.taskId}`;
  return [
    { heading: 'What to do', noun: 'descriptions', blocks: [descriptionBlock(blocks, own)] },
    { heading: 'Deliverables', noun: 'deliverables', blocks: deliverableBlocks(blocks, own) },
    { heading: 'Contract elements', noun: 'lists', blocks: anchorBlocks(blocks, own) },
    { heading: 'Done when', noun: 'criteria', blocks: acceptanceBlocks(blocks, own) },
    { heading: 'Clauses of the PRD', noun: 'clauses', fence: 'text', blocks: requirementBlocks(blocks, plan) },
    {
      heading: 'Contract',
      noun: 'slices',
      blocks: contractBlocks(slices, missing, `${plan}/contract`, extras.ids.taskId),
    },
    { heading: 'Made by earlier tasks', noun: 'tasks', blocks: dependencyBlocks(blocks, extras, plan) },
    { heading: 'Learned by earlier tasks', noun: 'cards', fence: 'text', blocks: cardBlocks(extras, plan) },
    {
      heading: 'Advice from a model (check it)',
      noun: 'remarks',
      fence: 'text',
      blocks: guidanceBlocks(blocks.guidance, own),
    },
  ].filter((section) => section.blocks.length > 0);
}

function descriptionBlock(blocks: PayloadBlocks, href: string): RenderBlock {
  const full = blockMarkdown(blocks.task.description);
  const brief = inlineMarkdown(clip(blocks.task.description));
  return {
    ref: 'description',
    priority: 'must',
    href,
    levels: levels(['pointer', ''], ['brief', brief], ['full', full]),
  };
}

function deliverableBlocks(blocks: PayloadBlocks, href: string): RenderBlock[] {
  return blocks.task.deliverables.map(({ path, what }) => ({
    ref: `deliverable:${path}`,
    priority: 'must' as const,
    href,
    levels: levels(
      ['pointer', ''],
      ['brief', `- ${codeSpan(path)}`],
      ['full', `- ${codeSpan(path)}: ${inlineMarkdown(what)}`],
    ),
  }));
}

function anchorBlocks(blocks: PayloadBlocks, href: string): RenderBlock[] {
  const lists = [
    { name: 'implements', label: 'Implements', refs: blocks.task.covers },
    { name: 'verifies', label: 'Verifies', refs: blocks.task.verifies },
    { name: 'uses', label: 'Uses', refs: blocks.task.uses },
  ];
  return lists
    .filter(({ refs }) => refs.length > 0)
    .map(({ name, label, refs }) => ({
      ref: name,
      priority: 'should' as const,
      href,
      levels: levels(
        ['pointer', `- ${label}: ${refs.length}`],
        ['brief', `- ${label}: ${nameList(refs, BRIEF_NAMES)}`],
        ['full', `- ${label}: ${nameList(refs, refs.length)}`],
      ),
    }));
}

function acceptanceBlocks(blocks: PayloadBlocks, href: string): RenderBlock[] {
  return blocks.acceptance.map(({ id, what, required }) => {
    const text = `- ${codeSpan(id)}${required ? '' : ' (optional)'}: ${inlineMarkdown(what)}`;
    return {
      ref: `acceptance:${id}`,
      priority: required ? ('must' as const) : ('should' as const),
      href,
      levels: levels(['pointer', ''], ['full', text]),
    };
  });
}

function requirementBlocks(blocks: PayloadBlocks, plan: string): RenderBlock[] {
  return blocks.requirements.map(({ id, text }) => ({
    ref: `req:${id}`,
    priority: 'must' as const,
    href: `${plan}/coverage`,
    levels: levels(
      ['pointer', ''],
      ['brief', `${id}: ${clip(text)}`],
      ['full', `${id}: ${text.replace(/\s+/g, ' ').trim()}`],
    ),
  }));
}

function contractBlocks(
  slices: readonly SliceText[],
  missing: number,
  contract: string,
  taskId: string,
): RenderBlock[] {
  if (slices.length === 0 && missing === 0) return [];
  const href = `${contract}?task=${taskId}`;
  const pointer = `The slice is left out for room; it is at \`${href}\`.`;
  const texts = slices.map(({ level, slice }): [Fidelity, readonly string[]] => [
    level,
    sliceText(level, slice, contract),
  ]);
  const fullTokens = missing === 0 ? {} : { fullTokens: missing };
  const all = levels(['pointer', pointer], ...texts.reverse());
  return [{ ref: 'contract', priority: 'must', href, levels: all, ...fullTokens }];
}

const LOST: Record<SliceLevel, string> = {
  full: '',
  brief: 'Descriptions and examples are left out.',
  outline: 'Only the schemas that the operations name are shown, without descriptions; others stand there by name.',
  signature: 'Only operations and the required properties of schemas they name are shown.',
};

function sliceText(level: SliceLevel, slice: ContractSlice, contract: string): readonly string[] {
  const fence = fencedLines(printSlice(slice), slice.format === 'openapi' ? 'json' : 'graphql');
  return level === 'full'
    ? fence
    : [`${LOST[level]} Any element in full: \`${contract}?ref=entity:NAME\`.\n\n`, ...fence];
}

function dependencyBlocks(blocks: PayloadBlocks, extras: PayloadExtras, plan: string): RenderBlock[] {
  const known = new Map(extras.dependencies.map((dependency) => [dependency.key, dependency]));
  return blocks.dependencies.map(({ task, title, interfaces }) => {
    const extra = known.get(task);
    const brief = `- ${codeSpan(task)}: ${inlineMarkdown(clip(title))}`;
    const made = [...interfaces, ...(extra?.interfaces ?? [])];
    return {
      ref: task,
      priority: 'should' as const,
      href: extra === undefined ? `${plan}/graph` : `${plan}/tasks/${extra.taskId}`,
      levels: levels(
        ['pointer', ''],
        ['brief', brief],
        ['full', made.length === 0 ? brief : `${brief} (${nameList(made, made.length)})`],
      ),
    };
  });
}

/** A card's text is indented, so that no line of it can pass for the head of another card. */
function cardBlocks(extras: PayloadExtras, plan: string): RenderBlock[] {
  return extras.cards.map(({ id, text, why }) => ({
    ref: id,
    priority: 'could' as const,
    href: `${plan}/cards`,
    levels: levels(
      ['pointer', ''],
      ['full', `${id} (${why.replace(/\s+/g, ' ')})\n${text.trim().replace(/^/gm, '  ')}`],
    ),
  }));
}

/** Levels from the lowest to full, without one that says the same as the level below it. */
function levels(...entries: [Fidelity, LevelText['text']][]): LevelText[] {
  const distinct: LevelText[] = [];
  for (const [level, text] of entries) {
    const below = distinct[distinct.length - 1];
    if (below !== undefined && below.text === text) below.level = level;
    else distinct.push({ level, text });
  }
  return distinct;
}

function nameList(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map(codeSpan).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** The text on one line, at most 240 characters; what is left out shows as an ellipsis. */
function clip(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= BRIEF_LENGTH) return flat;
  return `${flat.slice(0, BRIEF_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
