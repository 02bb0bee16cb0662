import type { ArtifactRef } from '../../db/artifact-ref.js';
import { evaluate } from '../../planning/critics/evaluate.js';
import type { Candidate, Strategy } from '../../planning/dag/candidate.js';
import { askAboutPrd } from '../../planning/generation/analyse-prd/ask-about-prd.js';
import { detailQuestions } from '../../planning/generation/detail/detail-questions.js';
import { askEdges } from '../../planning/generation/edges/ask-edges.js';
import { judgeQuestions } from '../../planning/generation/judge/judge-questions.js';
import { outlineQuestion } from '../../planning/generation/outline/outline-question.js';
import type { GenerationLimits, Question } from '../../planning/generation/question.js';
import { refineQuestion } from '../../planning/generation/refine/refine-question.js';
import { askTraces } from '../../planning/generation/trace/ask-traces.js';
import type { PlanningContext } from '../../planning/strategies/context.js';
import { plannedModel } from '../../planning/strategies/planned-model.js';
import { sizingFor } from '../../planning/strategies/sizing.js';
import type { StudioTopic } from '../activity-types.js';
import { readContext } from './read-context.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

export interface MakeQuestionsInput extends TaskBase {
  prd: ArtifactRef;
  context: ArtifactRef;
  topic: StudioTopic;
  /** Candidates the topic is about, by id. */
  candidates: Record<string, ArtifactRef>;
  /** Weights of the critics by name. */
  weights: Record<string, number>;
  limits: GenerationLimits;
}

/** The questions about a topic, most valuable first; none where there is nothing to ask. The same input gives the same. */
export async function makeQuestions(input: MakeQuestionsInput): Promise<Question[]> {
  const storage = openTaskStorage(input);
  const { topic, limits } = input;
  const context = await readContext(storage, input.context);
  const candidate = async (id: string | undefined): Promise<Candidate> => {
    const ref = input.candidates[id ?? ''];
    if (ref === undefined) throw new RangeError(`there is no candidate ${id ?? ''} to ask about`);
    return storage.readJson<Candidate>(ref);
  };
  const judged = (one: Candidate) => ({
    candidate: one,
    evaluation: evaluate(one, context, weightsOf(input, context)),
  });
  switch (topic.op) {
    case 'analysePrd':
      return askAboutPrd(context.analysis, await storage.readText(input.prd), limits);
    case 'trace':
      return askTraces(context, limits);
    case 'edges':
      return askEdges(context, limits);
    case 'outline':
      return outline(topic, context, limits);
    case 'refine': {
      const { candidate: parent, evaluation } = judged(await candidate(topic.trial.parents[0]));
      const question = refineQuestion(parent, evaluation, context, plannedModel(context), limits);
      return question === null ? [] : [question];
    }
    case 'detail':
      return detailQuestions(await candidate(topic.candidateId), context, new Map(), limits);
    case 'judge': {
      const [one, other] = await Promise.all(topic.candidateIds.map(candidate));
      return [...judgeQuestions(judged(one as Candidate), judged(other as Candidate), limits)];
    }
  }
}

function outline(
  { trial, search }: Extract<StudioTopic, { op: 'outline' | 'refine' }>,
  context: PlanningContext,
  limits: GenerationLimits,
): Question[] {
  const sizing = sizingFor(context.options, { seed: search.seed, pull: 0 });
  const { requirements } = context.analysis;
  const question = outlineQuestion(trial.strategy as Strategy, plannedModel(context), requirements, sizing, limits);
  return question === null ? [] : [question];
}

function weightsOf({ weights }: MakeQuestionsInput, { options }: PlanningContext): Record<string, number> {
  return { ...weights, ...options.weights?.critics };
}
