import { cutText } from '../cut-text.js';
import type { ContractModel } from '../contract/contract-model.js';
import type { PlanOptions } from '../options.js';
import { splitBlocks } from './blocks.js';
import type { Block } from './blocks.js';
import { readFrontEnd } from './front-end.js';
import type { PrdAnalysis } from './prd-analysis.js';
import { findRequirements } from './requirements.js';
import { prdFindings } from './prd-findings.js';
import { findToolchain } from './toolchain.js';
import { traceRequirements } from './traces.js';

/** Labels of clauses about the user interface: UI-3, UX 1, FE-2. */
const UI_LABEL = /^(?:UI|UX|FE)\b/i;

/**
 * Reads a PRD (Markdown or plain text): its requirements with ids and spans, what of the contract serves each, whether
 * a front end is asked for, and the technologies it names. Pure and deterministic; `text` has passed `inspectPrd`.
 */
export function analysePrd(text: string, model: ContractModel, options: PlanOptions): PrdAnalysis {
  const blocks = splitBlocks(text);
  const { decision: frontEnd, isShown } = readFrontEnd(blocks, options.frontEnd ?? 'auto');
  const requirements = findRequirements(text).map((requirement) => ({
    ...requirement,
    ui: UI_LABEL.test(requirement.label ?? '') || isShown(requirement.start, requirement.end),
  }));
  const traces = traceRequirements(requirements, model);
  const toolchain = findToolchain(text);
  const read = { title: titleOf(blocks), requirements, traces, frontEnd, toolchain };
  return { ...read, findings: prdFindings(read, model, options) };
}

/** The first heading, else the start of the first line. */
function titleOf(blocks: readonly Block[]): string {
  const heading = blocks.find((block) => block.kind === 'heading');
  return heading?.text ?? cutText(blocks[0]?.text.split('\n', 1)[0] ?? '', 120);
}
