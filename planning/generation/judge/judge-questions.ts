import type { Evaluation } from '../../critics/evaluate.js';
import { compareStrings } from '../../compare.js';
import type { Candidate } from '../../dag/candidate.js';
import { schedule } from '../../dag/schedule.js';
import { makeQuestion } from '../make-question.js';
import type { GenerationLimits, Question } from '../question.js';
import { mostThatFits } from '../most-that-fits.js';
import { promptTokens } from '../pack-questions.js';
import { shownText } from '../shown-text.js';
import { JUDGE } from './judge-format.js';
import type { JudgeAnswer } from './judge-schema.js';

/** A plan as a judge sees it: nothing tells how it was made. */
export interface PlanSummary {
  tasks: Record<string, number>;
  /** Number of tasks in each of the first waves, and how many waves there are. */
  waves: { count: number; tasks: number[] };
  minutes: { work: number; longestPath: number; longestTask: number; shortestTask: number };
  critics: Record<string, number>;
  firstTasks: string[];
}

export type JudgeQuestion = Question & { op: 'judge'; data: { first: PlanSummary; second: PlanSummary } };

/** A valid candidate with what the critics say of it. */
export interface JudgedCandidate {
  candidate: Candidate;
  evaluation: Evaluation;
}

const MOST_WAVES = 20;
const FIRST_TASKS = 20;
const LONGEST_TITLE = 120;

/**
 * Asks which of two valid candidates is better, in both orders: a model that prefers a place rather than a plan contradicts
 * itself. Tasks are left out where they do not fit. The deterministic equivalent is the order by reward.
 * @returns no question where two do not fit the limits
 * @throws RangeError if a candidate is cyclic
 */
export function judgeQuestions(
  one: JudgedCandidate,
  other: JudgedCandidate,
  limits: GenerationLimits,
): readonly [] | readonly [JudgeQuestion, JudgeQuestion] {
  const [a, b] = [summaryOf(one), summaryOf(other)];
  const cut = (summary: PlanSummary, most: number): PlanSummary => ({
    ...summary,
    firstTasks: summary.firstTasks.slice(0, most),
  });
  const fits = (most: number): boolean =>
    promptTokens(makeQuestion(JUDGE, { first: cut(a, most), second: cut(b, most) })) <= limits.promptTokens;
  const most = mostThatFits(FIRST_TASKS, fits);
  if (limits.questions < 2 || most < 0) return [];
  return [questionOf(cut(a, most), cut(b, most)), questionOf(cut(b, most), cut(a, most))];
}

/** What two answers, in the order of `judgeQuestions`, say of its two candidates; null unless both say the same. */
export function verdictOf(answers: readonly JudgeAnswer[]): 'first' | 'second' | null {
  const [straight, swapped] = answers;
  if (straight?.better === 'first' && swapped?.better === 'second') return 'first';
  if (straight?.better === 'second' && swapped?.better === 'first') return 'second';
  return null;
}

function questionOf(first: PlanSummary, second: PlanSummary): JudgeQuestion {
  const data = { first, second };
  return { ...makeQuestion(JUDGE, data), op: 'judge', data };
}

function summaryOf({ candidate, evaluation }: JudgedCandidate): PlanSummary {
  const { tasks } = candidate;
  const plan = schedule(tasks);
  const widths: number[] = [];
  for (const wave of plan.wave.values()) widths[wave] = (widths[wave] ?? 0) + 1;
  const kinds = new Map<string, number>();
  for (const { kind } of tasks) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const titles = new Map(tasks.map(({ key, title }) => [key, title]));
  const sized = tasks.map(({ minutes }) => minutes);
  return {
    tasks: Object.fromEntries([...kinds].sort(([a], [b]) => compareStrings(a, b))),
    waves: { count: widths.length, tasks: widths.slice(0, MOST_WAVES) },
    minutes: {
      work: sized.reduce((sum, minutes) => sum + minutes, 0),
      longestPath: plan.minutes,
      longestTask: sized.reduce((most, minutes) => Math.max(most, minutes), 0),
      shortestTask: sized.reduce((least, minutes) => Math.min(least, minutes), sized[0] ?? 0),
    },
    critics: Object.fromEntries(Object.entries(evaluation.critics).map(([name, { score }]) => [name, score])),
    firstTasks: plan.order.slice(0, FIRST_TASKS).map((key) => shownText(titles.get(key) ?? key, LONGEST_TITLE)),
  };
}
