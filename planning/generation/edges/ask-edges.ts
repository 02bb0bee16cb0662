import type { PlanningContext } from '../../strategies/context.js';
import { makeQuestion } from '../make-question.js';
import { packQuestions, textTokens } from '../pack-questions.js';
import type { GenerationLimits, Question } from '../question.js';
import { EDGES } from './edges-format.js';
import type { EdgesData } from './edges-format.js';
import { openPairs } from './open-pairs.js';

const ANSWER_TOKENS = 45;

/**
 * Asks which of two things comes first, for pairs whose order nothing tells but a sentence of the PRD. The deterministic
 * equivalent is the order evidence as it is, in which such pairs have no edge.
 */
export function askEdges(context: PlanningContext, limits: GenerationLimits): Question[] {
  const pairs = openPairs(context).map((pair, at) => ({ id: `p${at + 1}`, ...pair }));
  return packQuestions(
    {
      items: pairs,
      questionOf: (some) => makeQuestion(EDGES, { pairs: [...some] } satisfies EdgesData),
      promptTokensOf: (pair) => textTokens(JSON.stringify(pair)) + 1,
      answerTokensOf: () => ANSWER_TOKENS,
    },
    limits,
  );
}
