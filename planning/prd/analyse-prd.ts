import { cutText } from '../cut-text.js';
import type { ContractModel, Operation } from '../contract/contract-model.js';
import { inScope } from '../contract/scope.js';
import type { Finding } from '../finding.js';
import type { PlanOptions } from '../options.js';
import { splitBlocks } from './blocks.js';
import type { Block } from './blocks.js';
import { contradictionFindings } from './contradictions.js';
import { readFrontEnd } from './front-end.js';
import type { PrdAnalysis } from './prd-analysis.js';
import { findRequirements } from './requirements.js';
import { findToolchain, toolchainHintsIn } from './toolchain.js';
import { unrequestedFindings, unservedFindings } from './trace-findings.js';
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
  const elsewhere = new Set(
    requirements
      .filter((one) => (one.ui && frontEnd.included) || toolchainHintsIn(one, toolchain).length > 0)
      .map(({ id }) => id),
  );
  return {
    title: titleOf(blocks),
    requirements,
    traces,
    frontEnd,
    toolchain,
    findings:
      requirements.length === 0
        ? [withoutRequirements()]
        : [
            // Of these nobody expects an operation: a front end serves them, or the choice of technology.
            ...unservedFindings(
              requirements,
              traces.filter(({ requirement }) => !elsewhere.has(requirement)),
            ),
            ...contradictionFindings(requirements, traces, model),
            ...unrequestedFindings(model, traces, plannedIn(model, options)),
          ],
  };
}

/** The first heading, else the start of the first line. */
function titleOf(blocks: readonly Block[]): string {
  const heading = blocks.find((block) => block.kind === 'heading');
  return heading?.text ?? cutText(blocks[0]?.text.split('\n', 1)[0] ?? '', 120);
}

function withoutRequirements(): Finding {
  return {
    code: 'prd-without-requirements',
    severity: 'warning',
    message: 'The PRD states no requirement: no list item, label, or sentence that asks for something.',
    where: { in: 'prd' },
  };
}

/** Tells the operations that are in scope and do not exist yet. */
function plannedIn(model: ContractModel, options: PlanOptions): (operation: Operation) => boolean {
  const { operations } = inScope(model, options.scope);
  const existing = new Set(options.existing);
  return ({ id }) => operations.has(id) && !existing.has(`op:${id}`);
}
