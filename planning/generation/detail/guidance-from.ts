import { compareStrings } from '../../compare.js';
import type { Candidate } from '../../dag/candidate.js';
import type { Fix } from '../question.js';
import { cleanText } from '../untrusted-text.js';
import { shownTasks } from './detail-data.js';
import type { DetailQuestion } from './detail-data.js';
import type { DetailAnswer, DetailedTask } from './detail-schema.js';
import type { Guidance, TaskGuidance } from './guidance.js';

const LONGEST_APPROACH = 400;
const LONGEST_SENTENCE = 200;
const MOST_SENTENCES = 5;

/** A question with the answer that came, after it fitted the schema. */
export interface AnsweredDetail {
  question: DetailQuestion;
  answer: DetailAnswer;
}

/**
 * The advice in answers, cleaned as untrusted text (`allow` tells which addresses and paths may stand in it). Only tasks that a
 * question showed get any, the first time they are named; tasks of which no word is left get none.
 */
export function guidanceFrom(
  answered: readonly AnsweredDetail[],
  { tasks }: Candidate,
  allow: (exact: string) => boolean,
): { guidance: Guidance; fixes: Fix[] } {
  const keys = new Map(tasks.map(({ key }, i) => [`t${i + 1}`, key]));
  const byTask = new Map<string, TaskGuidance>();
  const fixes: Fix[] = [];
  let foreign = 0;
  for (const { question, answer } of answered) {
    const shown = new Set(shownTasks(question.data).map(({ id }) => id));
    for (const words of answer.tasks) {
      const key = shown.has(words.task) ? keys.get(words.task) : undefined;
      if (key === undefined || byTask.has(key)) {
        foreign++;
        continue;
      }
      const cleaned = cleanWords(words, allow);
      fixes.push(...cleaned.fixes.map(({ code, message }) => ({ code, message: `${key}: ${message}` })));
      if (hasWords(cleaned.guidance)) byTask.set(key, cleaned.guidance);
    }
  }
  if (foreign > 0) {
    const message = `${foreign} pieces of advice were dropped: their task was not asked about, or had advice already.`;
    fixes.push({ code: 'advice-dropped', message });
  }
  const sorted = [...byTask].sort(([a], [b]) => compareStrings(a, b));
  return { guidance: { byTask: Object.fromEntries(sorted) }, fixes };
}

function cleanWords(words: DetailedTask, allow: (exact: string) => boolean): { guidance: TaskGuidance; fixes: Fix[] } {
  const fixes: Fix[] = [];
  const clean = (text: string, max: number): string => {
    const cleaned = cleanText(text, { max, allow });
    fixes.push(...cleaned.fixes);
    return cleaned.text;
  };
  const sentences = (texts: readonly string[]): string[] =>
    [...new Set(texts.slice(0, MOST_SENTENCES).map((text) => clean(text, LONGEST_SENTENCE)))].filter(
      (text) => text !== '',
    );
  const guidance = {
    approach: clean(words.approach, LONGEST_APPROACH),
    pitfalls: sentences(words.pitfalls),
    questions: sentences(words.questions),
  };
  return { guidance, fixes };
}

function hasWords({ approach, pitfalls, questions }: TaskGuidance): boolean {
  return approach !== '' || pitfalls.length > 0 || questions.length > 0;
}
