import { cutText } from '../../cut-text.js';
import type { Span } from '../../prd/blocks.js';
import { splitBlocks } from '../../prd/blocks.js';
import type { PrdAnalysis, Requirement } from '../../prd/prd-analysis.js';
import { OUT_OF_SCOPE } from '../../prd/requirements.js';
import { splitSentences } from '../../prd/sentences.js';
import { makeQuestion } from '../make-question.js';
import { packQuestions, textTokens } from '../pack-questions.js';
import type { GenerationLimits, Question } from '../question.js';
import { ANALYSE_PRD } from './analyse-prd-format.js';
import type { AnalysePrdData } from './analyse-prd-format.js';

const MAX_CLAUSE = 600;
const MAX_SENTENCE = 300;
const MIN_SENTENCE = 25;
const MAX_SENTENCES = 80;
/** About one clause in eight is told of, in some 90 tokens. */
const ANSWER_TOKENS = 25;

type Item = { clause: Requirement } | { outside: string };

/**
 * Asks what a PRD leaves open, what of it is shown on a screen, and what no clause asks for. Clauses that nothing serves go
 * first, then the others, then the sentences outside of clauses; what has no room is not asked about. The deterministic
 * equivalent is the analysis as it is: its clauses, its front-end decision, no finding about ambiguity.
 */
export function askAboutPrd(
  { title, requirements, traces }: Pick<PrdAnalysis, 'title' | 'requirements' | 'traces'>,
  prd: string,
  limits: GenerationLimits,
): Question[] {
  const served = new Set(traces.filter((trace) => trace.served).map(({ requirement }) => requirement));
  const clauses = [
    ...requirements.filter(({ id }) => !served.has(id)),
    ...requirements.filter(({ id }) => served.has(id)),
  ];
  const items: Item[] = [
    ...clauses.map((clause) => ({ clause })),
    ...sentencesOutside(prd, requirements).map((outside) => ({ outside })),
  ];
  return packQuestions(
    {
      items,
      questionOf: (some) => makeQuestion(ANALYSE_PRD, dataOf(cutText(title, 200), some)),
      promptTokensOf: (item) =>
        textTokens('clause' in item ? JSON.stringify(shown(item.clause)) : JSON.stringify(item.outside)) + 1,
      answerTokensOf: (item) => ('clause' in item ? ANSWER_TOKENS : ANSWER_TOKENS / 2),
    },
    limits,
  );
}

/** Clauses in the order of the PRD, whatever was chosen first. */
function dataOf(title: string, items: readonly Item[]): AnalysePrdData {
  return {
    title,
    clauses: items
      .flatMap((item) => ('clause' in item ? [item.clause] : []))
      .sort((a, b) => a.start - b.start)
      .map(shown),
    outside: items.flatMap((item) => ('outside' in item ? [item.outside] : [])),
  };
}

function shown({ id, text }: Requirement): AnalysePrdData['clauses'][number] {
  return { id, text: cutText(text, MAX_CLAUSE) };
}

/** Sentences that overlap no clause and do not stand under what is out of scope. Clauses are in the order of the PRD. */
function sentencesOutside(prd: string, requirements: readonly Requirement[]): string[] {
  const sentences: string[] = [];
  let next = 0;
  for (const block of splitBlocks(prd)) {
    if (block.kind === 'heading' || OUT_OF_SCOPE.test(block.section) || OUT_OF_SCOPE.test(block.text)) continue;
    for (const sentence of splitSentences(block)) {
      while ((requirements[next]?.end ?? Infinity) <= sentence.start) next += 1;
      if (!overlap(sentence, requirements[next]) && sentence.text.length >= MIN_SENTENCE)
        sentences.push(cutText(sentence.text, MAX_SENTENCE));
      if (sentences.length === MAX_SENTENCES) return sentences;
    }
  }
  return sentences;
}

function overlap(sentence: Span, clause: Requirement | undefined): boolean {
  return clause !== undefined && clause.start < sentence.end && clause.end > sentence.start;
}
