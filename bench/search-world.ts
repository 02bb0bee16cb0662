import { evaluate } from '../planning/critics/evaluate.js';
import type { Candidate, Strategy } from '../planning/dag/candidate.js';
import { canonicalJson, sha256Hex } from '../planning/hash.js';
import { importContract } from '../planning/contract/import-contract.js';
import { inferOrder } from '../planning/order/infer-order.js';
import { analysePrd } from '../planning/prd/analyse-prd.js';
import { aggregateShapes } from '../planning/refinement/aggregate-shapes.js';
import { refineShape } from '../planning/refinement/refine-shape.js';
import { planScaffold } from '../planning/scaffold/plan-scaffold.js';
import type { AskedTrial, TrialOutcome } from '../planning/search/search-state.js';
import { NOTHING_SPENT } from '../planning/search/spending.js';
import type { PlanningContext } from '../planning/strategies/context.js';
import { decompose } from '../planning/strategies/decompose.js';
import { makeCandidate } from '../planning/strategies/make-candidate.js';
import { plannedModel } from '../planning/strategies/planned-model.js';
import { loadConfig } from '../platform/config.js';

const PRD = '- FR-1 The service offers what its contract declares.\n';

interface Made {
  candidate: Candidate;
  reward: number;
  valid: boolean;
}

/** One contract to search plans of: runs trials, each different one once, whatever policy asks for it. */
export interface SearchWorld {
  /** Operations and entities to plan. */
  elements: number;
  /** Different trials run so far. */
  made(): number;
  run(trial: AskedTrial): TrialOutcome;
}

/** The world of a contract's text, made without a model; null where planning refuses the contract. */
export function searchWorld(text: string, seed: number): SearchWorld | null {
  const { limits } = loadConfig({});
  const imported = importContract({ text, format: 'auto' }, { ...limits, maxBytes: limits.maxContractBytes });
  if (!('model' in imported)) return null;
  const { model } = imported;
  const analysis = analysePrd(PRD, model, {});
  const scaffold = planScaffold(model, analysis, {});
  const context = { model, analysis, order: inferOrder(model, analysis), scaffold, options: {} };
  const byId = new Map<string, Made>();
  const known = new Map<string, string>();
  const planned = plannedModel(context);
  return {
    elements: planned.operation.size + planned.entity.size,
    made: () => known.size,
    run: (trial) => {
      const { n, strategy, operator, parents, pull } = trial;
      const what = canonicalJson([operator === 'fresh' ? strategy : '', operator, parents, pull]);
      const id = known.get(what) ?? keep(make(trial, seed, context, byId), context, byId);
      known.set(what, id);
      const { reward, valid } = byId.get(id) as Made;
      return { n, candidateId: id, reward, valid, status: 'completed', spent: NOTHING_SPENT, studioEnded: null };
    },
  };
}

function keep(candidate: Candidate, context: PlanningContext, byId: Map<string, Made>): string {
  const id = sha256Hex(canonicalJson(candidate));
  if (!byId.has(id)) {
    const { reward, valid } = evaluate(candidate, context);
    byId.set(id, { candidate, reward, valid });
  }
  return id;
}

/** The candidate of a trial; a refinement that finds nothing better gives its parent again. */
function make(trial: AskedTrial, seed: number, context: PlanningContext, byId: ReadonlyMap<string, Made>): Candidate {
  const { strategy, operator, parents, pull } = trial;
  if (operator === 'fresh') return decompose(strategy as Strategy, context, { seed, pull });
  const [first, second] = parents.map((id) => byId.get(id) as Made);
  if (first === undefined) throw new RangeError(`trial ${trial.n} has no parent`);
  const { candidate } = first;
  const shape =
    operator === 'aggregate' && second !== undefined
      ? aggregateShapes(candidate, second.candidate, context)
      : refineShape(candidate, first, context, plannedModel(context), pull)?.shape;
  if (shape === undefined) return candidate;
  const by = operator === 'aggregate' ? 'aggregate' : candidate.strategy;
  return makeCandidate(
    { strategy: by, operator, parents: [...parents], parameters: { seed, pull }, shape, fixes: [] },
    context,
  );
}
