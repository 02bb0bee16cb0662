import type { Block, Span } from './blocks.js';
import { splitSentences } from './sentences.js';
import { currentPhase, headScope, sentenceScope } from './ui-scope.js';
import type { UiScope } from './ui-scope.js';

/** The words before a colon, where they may speak for all that follows. */
const LEAD = /^([^:\n]{1,60}):(?!\/)/;
/** So many words before a colon are a label; more are a sentence of their own. */
const LABEL_WORDS = 6;

export interface ScopedSentence {
  sentence: Span;
  scope: UiScope;
  /** The text around it, in which words find the company that settles their meaning. */
  company: string;
}

/** Every sentence with what its heading, the words that lead in to it and itself say of its scope. */
export function scopedSentences(blocks: readonly Block[]): ScopedSentence[] {
  const split = blocks.map((block) => ({ block, sentences: splitSentences(block) }));
  const phase = currentPhase(split.flatMap(({ sentences }) => sentences.map(({ text }) => text)));
  const title = blocks[0]?.text ?? '';
  const scoped: ScopedSentence[] = [];
  let list: UiScope = 'now';
  for (const { block, sentences } of split) {
    if (block.kind !== 'item') list = 'now';
    const heading = headScope(block.section, phase);
    // The title names the whole: what it calls later or a backlog is the order itself.
    const section = block.section === title && heading === 'later' ? 'now' : heading;
    let lead: UiScope = block.kind === 'item' ? list : 'now';
    for (const sentence of sentences) {
      const label = labelOf(sentence.text);
      if (label !== null) lead = block.kind === 'item' && list !== 'now' ? list : headScope(label, phase);
      const own = sentenceScope(sentence.text, phase);
      const scope = [section, lead, own].find((one) => one !== 'now') ?? 'now';
      scoped.push({ sentence, scope, company: `${title.slice(0, COMPANY)}\n${companyOf(block, sentence)}` });
    }
    if (block.kind !== 'item' && block.text.trimEnd().endsWith(':')) list = lead;
  }
  return scoped;
}

function labelOf(sentence: string): string | null {
  const words = LEAD.exec(sentence)?.[1];
  return words !== undefined && words.split(/\s+/).length <= LABEL_WORDS ? words : null;
}

/** So much of a block to either side of a sentence is its company. */
const COMPANY = 300;

function companyOf(block: Block, sentence: Span): string {
  const from = sentence.start - block.start;
  return block.text.slice(Math.max(0, from - COMPANY), from + Math.min(sentence.text.length, COMPANY) + COMPANY);
}
