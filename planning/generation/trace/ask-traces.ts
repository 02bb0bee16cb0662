import type { ContractModel } from '../../contract/contract-model.js';
import { cutText } from '../../cut-text.js';
import type { PlanningContext } from '../../strategies/context.js';
import { makeQuestion } from '../make-question.js';
import { packQuestions, textTokens } from '../pack-questions.js';
import type { GenerationLimits, Question } from '../question.js';
import { TRACE } from './trace-format.js';
import type { TraceData } from './trace-format.js';
import { uncertainClauses } from './uncertain-clauses.js';
import type { UncertainClause } from './uncertain-clauses.js';

const MAX_CLAUSE = 500;
const MAX_WHAT = 100;
const ANSWER_TOKENS = 70;

/**
 * Asks which elements serve the clauses whose traces are uncertain, each with a shortlist. The deterministic equivalent is the
 * traces as they are.
 */
export function askTraces(context: PlanningContext, limits: GenerationLimits): Question[] {
  const whatOf = describer(context.model);
  return packQuestions(
    {
      items: uncertainClauses(context),
      questionOf: (items) => makeQuestion(TRACE, dataOf(items, whatOf)),
      promptTokensOf: (item) => textTokens(JSON.stringify(dataOf([item], whatOf))),
      answerTokensOf: () => ANSWER_TOKENS,
    },
    limits,
  );
}

function dataOf(items: readonly UncertainClause[], whatOf: (ref: string) => string): TraceData {
  const refs = [...new Set(items.flatMap(({ candidates }) => candidates))];
  return {
    elements: refs.map((id) => ({ id, what: whatOf(id) })),
    clauses: items.map(({ clause, candidates }) => ({
      id: clause.id,
      text: cutText(clause.text, MAX_CLAUSE),
      candidates,
    })),
  };
}

/** What the contract says an element is, in few words. */
function describer({ operations, entities }: ContractModel): (ref: string) => string {
  const texts = new Map<string, string>([
    ...operations.map((one) => [`op:${one.id}`, one.summary || one.description || (one.operationId ?? '')] as const),
    ...entities.map(({ id, description }) => [`entity:${id}`, description] as const),
  ]);
  return (ref) => cutText((texts.get(ref) ?? '').replace(/\s+/g, ' ').trim(), MAX_WHAT);
}
