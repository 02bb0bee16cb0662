import { ApplicationFailure } from '@temporalio/common';
import type { ArtifactRef } from '../db/artifact-ref.js';
import type { Fix, Question } from '../planning/generation/question.js';
import type { TrialRecord } from '../planning/revision/search-document.js';
import type { AskedTrial } from '../planning/search/search-state.js';
import type { Spending } from '../planning/search/spending.js';
import type { StudioActivities, StudioReply, StudioTopic } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { loadRevision } from './load-revision.js';
import type { Asked, StudioDesk, StudioErrand } from './studio/studio-desk.js';
import type { StoredAnswers } from './tasks/studio-answers.js';

/** Share of the window that is left to what frames a question. */
const FRAME_TOKENS = 500;

/**
 * Asks a model about a topic: makes the questions, asks them one after the other, keeps the usable answers. Idempotent: an
 * answer that was paid for is remembered, so that another attempt asks only what is still open.
 * @param attempt number of the attempt that runs, from 1
 */
export function makeAskStudio(
  deps: ActivityDeps,
  studio: StudioDesk,
  attempt: () => number,
): StudioActivities['askStudio'] {
  return async ({
    planId,
    revision,
    scope,
    context,
    topic,
    allowance,
    bypassCache,
    attempts,
  }): Promise<StudioReply> => {
    const { config } = deps;
    const errand: StudioErrand = { scope, planId, revision, step: stepOf(topic), bypassCache };
    const { contextTokens, answerTokens } = config.intelligenceStudio;
    const questions = await deps.compute('makeQuestions', {
      storage: { dir: config.storage.artifactsDir },
      tenantId: scope.tenantId,
      prd: (await loadRevision(deps, scope, planId, revision)).prd,
      context,
      topic,
      candidates: await candidatesOf(deps, errand, topic),
      weights: config.critics.weights,
      limits: {
        promptTokens: Math.min(contextTokens - answerTokens - FRAME_TOKENS, allowance.tokens),
        answerTokens,
        questions: allowance.calls,
      },
    });
    const answers: StoredAnswers['answers'] = [];
    const fixes: Fix[] = [];
    let ended: string | null = null;
    let unusable = 0;
    for (const question of questions) {
      const asked = await ask(studio, errand, question, allowance, attempt() >= attempts);
      fixes.push(...asked.fixes);
      if (asked.kind === 'answered') answers.push({ question, answer: asked.answer });
      else fixes.push({ code: CODES[asked.kind], message: asked.because });
      if (asked.kind === 'unusable') unusable += 1;
      if (asked.kind === 'refused') ended = asked.because;
      if (asked.kind === 'spent' && attempt() > 1) ended = CALLS_FAILED;
      if (asked.kind === 'refused' || asked.kind === 'spent') break;
    }
    if (answers.length === 0 && 'trial' in topic) await recordFailure(deps, errand, topic.trial, fixes);
    return {
      answers: answers.length === 0 ? null : await storeAnswers(deps, errand, { answers, fixes }),
      answered: answers.length,
      unusable,
      spent: await studio.spent(errand),
      ended,
    };
  };
}

/** A failure that another attempt, or waiting, may mend is thrown; on the last one it is a refusal. */
async function ask(
  studio: StudioDesk,
  errand: StudioErrand,
  question: Question,
  allowance: Spending,
  isLast: boolean,
): Promise<Asked> {
  try {
    return await studio.ask(errand, question, allowance);
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    const isOver = error.type === 'studio-circuit-open' || (error.type === 'studio-unavailable' && isLast);
    if (!isOver) throw error;
    return { kind: 'refused', because: error.message, fixes: [] };
  }
}

/** Calls of earlier attempts failed, and used up what the topic may take. */
const CALLS_FAILED = 'Intelligence Studio failed as often as it could be asked.';

const CODES: Record<Exclude<Asked['kind'], 'answered'>, string> = {
  unusable: 'answer-unusable',
  spent: 'studio-budget-spent',
  refused: 'studio-refused',
};

function stepOf(topic: StudioTopic): string {
  return 'trial' in topic ? `trial/${topic.trial.n}` : topic.op;
}

/** Usable answers as the tasks read them; equal ones give the same artifact. */
async function storeAnswers(
  { artifacts }: ActivityDeps,
  { scope }: StudioErrand,
  answers: StoredAnswers,
): Promise<ArtifactRef> {
  return artifacts.put(scope, 'studio-answers', new TextEncoder().encode(JSON.stringify(answers)));
}

/** Artifacts of the candidates a topic is about, by id. */
async function candidatesOf(
  { repositories }: ActivityDeps,
  { scope, planId, revision }: StudioErrand,
  topic: StudioTopic,
): Promise<Record<string, ArtifactRef>> {
  const ids = candidateIdsOf(topic);
  if (ids.length === 0) return {};
  const rows = await repositories.candidates.list(scope, planId, revision);
  return Object.fromEntries(
    rows.filter(({ candidateId }) => ids.includes(candidateId)).map((row) => [row.candidateId, row.artifact]),
  );
}

function candidateIdsOf(topic: StudioTopic): readonly string[] {
  if ('trial' in topic) return topic.trial.parents;
  if ('candidateIds' in topic) return topic.candidateIds;
  return 'candidateId' in topic ? [topic.candidateId] : [];
}

/** A trial for which a model had no usable answer: the trace says why there is no candidate. */
async function recordFailure(
  deps: ActivityDeps,
  { scope, planId, revision }: StudioErrand,
  trial: AskedTrial,
  fixes: Fix[],
): Promise<void> {
  const record: TrialRecord = {
    n: trial.n,
    critics: {},
    violations: [],
    fixes,
    tokens: 0,
    milliseconds: 0,
  };
  await deps.repositories.trials.upsert(scope, { planId, revision, n: trial.n, document: record });
}
