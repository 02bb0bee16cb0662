import { ApplicationFailure, isCancellation, log } from '@temporalio/workflow';
import type {
  EnrichedPlan,
  RevisionTarget,
  StudioContribution,
  StudioReply,
  StudioTopic,
  StudioUse,
} from '../activities/activity-types.js';
import type { ArtifactRef } from '../db/artifact-ref.js';
import type { SearchConfig, SearchState } from '../planning/search/search-state.js';
import type { Judged } from '../planning/search/select-winner.js';
import { chooseWinner, closeCall } from '../planning/search/select-winner.js';
import { rankedCandidates } from '../planning/search/ranked-candidates.js';
import type { Spending } from '../planning/search/spending.js';
import { NOTHING_SPENT, NO_LIMIT, addSpending } from '../planning/search/spending.js';
import { toFailure } from './failure.js';
import { STUDIO_ATTEMPTS } from './steps.js';
import type { CpuSteps, StudioSteps } from './steps.js';

/** A model as a revision uses it: it counts what is spent and remembers why it ended, so that the plan can go on without. */
export interface StudioAdviser {
  use: StudioUse;
  /** Never fails but by cancellation, and where the plan is to fail without a model. */
  ask(topic: StudioTopic, context: ArtifactRef, allowance: Spending): Promise<StudioReply>;
  /** What is left of the revision's budget, at least nothing. */
  left(): Spending;
  /** Why no model is asked any more; null while it may be. */
  ended(): string | null;
  /** What a reader of the plan should know of a model that did not do all it was asked; null where it did. */
  shortfall(): string | null;
}

const SUMMARIES: Record<StudioTopic['op'], string> = {
  analysePrd: 'what is unclear in the PRD',
  trace: 'what serves open clauses',
  edges: 'what the PRD says of the order',
  outline: 'slices of an arm',
  refine: 'moves that mend a candidate',
  detail: 'advice on the tasks of the winner',
  judge: 'two candidates nearly as good',
};

const NOTHING_ASKED: StudioReply = { answers: null, answered: 0, unusable: 0, spent: NOTHING_SPENT, ended: null };

/** The adviser of a plan that may use a model. */
export function makeAdviser(steps: StudioSteps, target: RevisionTarget, use: StudioUse): StudioAdviser {
  let spent = NOTHING_SPENT;
  let ended: string | null = null;
  let answered = 0;
  let unusable = 0;
  const end = (because: string): void => {
    ended ??= because;
    if (!use.required) return;
    throw ApplicationFailure.nonRetryable(
      `The plan is to be made with a model, and there is none: ${because}`,
      'studio-required',
    );
  };
  return {
    use,
    ended: () => ended,
    shortfall: () => {
      if (ended !== null || unusable === 0) return ended;
      const because = `Of ${answered + unusable} questions ${unusable} had no usable answer.`;
      if (answered === 0) end(because);
      return because;
    },
    left: () => ({
      calls: Math.max(0, use.budget.calls - spent.calls),
      tokens: Math.max(0, use.budget.tokens - spent.tokens),
      cost: use.budget.cost === null ? NO_LIMIT : Math.max(0, use.budget.cost - spent.cost),
    }),
    async ask(topic, context, allowance) {
      if (allowance.calls < 1) return NOTHING_ASKED;
      const reply = await replyTo(steps, target, { topic, context, allowance, bypassCache: use.bypassCache });
      spent = addSpending(spent, reply.spent);
      answered += reply.answered;
      unusable += reply.unusable;
      if (reply.ended !== null) end(reply.ended);
      return reply;
    },
  };
}

/** A call that fails for good ends the use of the model, never the plan. What it may have spent counts in full. */
async function replyTo(
  steps: StudioSteps,
  target: RevisionTarget,
  asking: { topic: StudioTopic; context: ArtifactRef; allowance: Spending; bypassCache: boolean },
): Promise<StudioReply> {
  const { topic, allowance } = asking;
  try {
    const about = 'trial' in topic ? `trial ${topic.trial.n}: ${SUMMARIES[topic.op]}` : SUMMARIES[topic.op];
    return await steps.askStudio.executeWithOptions({ summary: about }, [
      { ...target, ...asking, attempts: STUDIO_ATTEMPTS },
    ]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    const { code, message } = toFailure(error);
    log.warn('a model is not asked any more', { op: topic.op, failure: code });
    return { answers: null, answered: 0, unusable: 0, spent: allowance, ended: message };
  }
}

/** Asks about PRD and order, all three at once, and puts what is usable into the context. */
export async function enrich(
  adviser: StudioAdviser,
  cpu: CpuSteps,
  target: RevisionTarget,
  context: ArtifactRef,
): Promise<EnrichedPlan | null> {
  const topics = ['analysePrd', 'trace', 'edges'] as const;
  const replies = await Promise.all(topics.map((op) => adviser.ask({ op }, context, adviser.use.perAnalysis)));
  const answers = replies.flatMap((reply) => reply.answers ?? []);
  return answers.length === 0 ? null : cpu.enrichContext({ ...target, context, answers });
}

/** What is asked once the search is over: which of two near the top (where that is wanted), and advice on the winner's tasks. */
export async function conclude(
  adviser: StudioAdviser,
  cpu: CpuSteps,
  target: RevisionTarget,
  planned: { context: ArtifactRef; enriched: EnrichedPlan | null; search: SearchState },
): Promise<StudioContribution> {
  const { context, enriched, search } = planned;
  const candidates = rankedCandidates(search);
  const call = adviser.use.judges ? closeCall(candidates) : null;
  let verdict: Judged | null = null;
  if (call !== null && adviser.ended() === null) {
    const pair: [string, string] = [call[0].candidateId, call[1].candidateId];
    const reply = await adviser.ask({ op: 'judge', candidateIds: pair }, context, adviser.left());
    if (reply.answers !== null) {
      verdict = await cpu.readVerdict({ ...target, candidateIds: pair, answers: reply.answers });
    }
  }
  const winner = chooseWinner(candidates, verdict)?.candidateId;
  let details: ArtifactRef | null = null;
  if (winner !== undefined && adviser.ended() === null) {
    details = (await adviser.ask({ op: 'detail', candidateId: winner }, context, adviser.left())).answers;
  }
  return {
    enrichment: enriched?.enrichment ?? null,
    changed: enriched?.changed ?? false,
    details,
    verdict,
    degraded: adviser.shortfall(),
  };
}

/** The search's configuration with what the model may still spend on it; without a model where that has ended. */
export function searchWith(adviser: StudioAdviser | null, config: SearchConfig): SearchConfig {
  if (config.studio === null) return config;
  if (adviser === null || adviser.ended() !== null) return { ...config, studio: null };
  const left = adviser.left();
  const { calls, tokens, cost } = config.studio;
  return {
    ...config,
    studio: {
      ...config.studio,
      calls: Math.min(calls, left.calls),
      tokens: Math.min(tokens, left.tokens),
      cost: cost === null ? null : Math.min(cost, left.cost),
    },
  };
}
