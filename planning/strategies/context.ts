import type { ContractModel } from '../contract/contract-model.js';
import type { PlanOptions } from '../options.js';
import type { OrderEvidence } from '../order/order-evidence.js';
import type { PrdAnalysis } from '../prd/prd-analysis.js';
import type { ScaffoldRequest } from '../scaffold/scaffold-request.js';

/** All that decomposing, judging and sizing a plan may look at. */
export interface PlanningContext {
  model: ContractModel;
  analysis: PrdAnalysis;
  order: OrderEvidence;
  scaffold: ScaffoldRequest[];
  options: PlanOptions;
}
