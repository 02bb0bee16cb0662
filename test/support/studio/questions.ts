import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';
import { evaluate } from '../../../planning/critics/evaluate.js';
import { askAboutPrd } from '../../../planning/generation/analyse-prd/ask-about-prd.js';
import { detailQuestions } from '../../../planning/generation/detail/detail-questions.js';
import { EDGES } from '../../../planning/generation/edges/edges-format.js';
import { judgeQuestions } from '../../../planning/generation/judge/judge-questions.js';
import { makeQuestion } from '../../../planning/generation/make-question.js';
import { outlineQuestion } from '../../../planning/generation/outline/outline-question.js';
import type { FollowUp, GenerationLimits, Question } from '../../../planning/generation/question.js';
import { refineQuestion } from '../../../planning/generation/refine/refine-question.js';
import { renderPrompt } from '../../../planning/generation/render-prompt.js';
import { TRACE } from '../../../planning/generation/trace/trace-format.js';
import type { PlanningContext } from '../../../planning/strategies/context.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { plannedModel } from '../../../planning/strategies/planned-model.js';
import { sizingFor } from '../../../planning/strategies/sizing.js';

const LIMITS: GenerationLimits = { promptTokens: 16_000, answerTokens: 4000, questions: 20 };

/** What is sent to a flow for a question. */
export function envelopeOf(question: Question, followUp: FollowUp | null, nonce: string): StudioEnvelope {
  const { op, promptVersion, schemaId } = question;
  const payload = renderPrompt(question, followUp, nonce);
  return { protocol: 'planner/1', op, promptVersion, schemaId, nonce, payload };
}

/**
 * Questions of every kind about a context and two of its plans. Those about traces and orders, which are asked only where
 * something is uncertain, are about all clauses and all pairs of neighbouring entities.
 */
export function questionsAbout(context: PlanningContext, prd: string): Question[] {
  const { model, analysis } = context;
  const planned = plannedModel(context);
  const sizing = sizingFor({}, { seed: 1, pull: 0 });
  const [one, other] = (['vertical-slice', 'contract-first'] as const).map((strategy) => {
    const candidate = decompose(strategy, context, { seed: 1, pull: 0 });
    return { candidate, evaluation: evaluate(candidate, context) };
  });
  if (one === undefined || other === undefined) throw new Error('There are two plans.');
  const elements = model.operations.slice(0, 8).map(({ id, summary }) => ({ id: `op:${id}`, what: summary }));
  const clauses = analysis.requirements.map(({ id, text }) => ({ id, text, candidates: elements.map((e) => e.id) }));
  const pairs = model.entities.slice(1).map(({ id }, i) => {
    const first = model.entities[i]?.id ?? '';
    return { id: `p${i + 1}`, first, second: id, sentence: `${first} and ${id} are kept by the desk.` };
  });
  return [
    ...askAboutPrd(analysis, prd, LIMITS),
    makeQuestion(TRACE, { elements, clauses }),
    makeQuestion(EDGES, { pairs }),
    outlineQuestion('vertical-slice', planned, analysis.requirements, sizing, LIMITS),
    refineQuestion(one.candidate, one.evaluation, context, planned, LIMITS),
    ...detailQuestions(one.candidate, context, new Map(), LIMITS),
    ...judgeQuestions(one, other, LIMITS),
  ].filter((question) => question !== null);
}
