import type { ContractModel, Operation } from '../contract/contract-model.js';
import { inScope } from '../contract/scope.js';
import type { Finding } from '../finding.js';
import type { PlanOptions } from '../options.js';
import { contradictionFindings } from './contradictions.js';
import type { PrdAnalysis } from './prd-analysis.js';
import { toolchainHintsIn } from './toolchain.js';
import { unrequestedFindings, unservedFindings } from './trace-findings.js';

/** What a reader should know of a PRD held against the contract, by its clauses and what serves them. */
export function prdFindings(
  { requirements, traces, frontEnd, toolchain }: Omit<PrdAnalysis, 'findings'>,
  model: ContractModel,
  options: PlanOptions,
): Finding[] {
  if (requirements.length === 0) return [withoutRequirements()];
  const elsewhere = new Set(
    requirements
      .filter((one) => (one.ui && frontEnd.included) || toolchainHintsIn(one, toolchain).length > 0)
      .map(({ id }) => id),
  );
  return [
    // Of these nobody expects an operation: a front end serves them, or the choice of technology.
    ...unservedFindings(
      requirements,
      traces.filter(({ requirement }) => !elsewhere.has(requirement)),
    ),
    ...contradictionFindings(requirements, traces, model),
    ...unrequestedFindings(model, traces, plannedIn(model, options)),
  ];
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
