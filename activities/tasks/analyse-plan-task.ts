import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { ContractModel } from '../../planning/contract/contract-model.js';
import type { PlanOptions } from '../../planning/options.js';
import { inferOrder } from '../../planning/order/infer-order.js';
import { analysePrd } from '../../planning/prd/analyse-prd.js';
import type { Requirement } from '../../planning/prd/prd-analysis.js';
import { planScaffold } from '../../planning/scaffold/plan-scaffold.js';
import type { PlanningContext } from '../../planning/strategies/context.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

export interface AnalysedPlanResult {
  context: ArtifactRef;
  requirements: Requirement[];
}

/** Everything that is known before the search: requirements, traces, UI signals, order evidence, scaffold. */
export async function analysePlan(
  input: TaskBase & { prd: ArtifactRef; model: ArtifactRef; options: PlanOptions },
): Promise<AnalysedPlanResult> {
  const storage = openTaskStorage(input);
  const [prd, model] = await Promise.all([storage.readText(input.prd), storage.readJson<ContractModel>(input.model)]);
  const analysis = analysePrd(prd, model, input.options);
  const context: PlanningContext = {
    model,
    analysis,
    order: inferOrder(model, analysis),
    scaffold: planScaffold(model, analysis, input.options),
    options: input.options,
  };
  return { context: await storage.writeJson('planning-context', context), requirements: analysis.requirements };
}
