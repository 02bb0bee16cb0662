import type { Candidate, CandidateTask } from '../../dag/candidate.js';
import { schedule } from '../../dag/schedule.js';
import type { PlanningContext } from '../../strategies/context.js';
import { makeQuestion } from '../make-question.js';
import type { GenerationLimits } from '../question.js';
import { mostThatFits } from '../most-that-fits.js';
import { promptTokens } from '../pack-questions.js';
import { shownText } from '../shown-text.js';
import type { DetailData, DetailQuestion, ShownTask } from './detail-data.js';
import { DETAIL } from './detail-format.js';
import { taskComponents } from './task-components.js';

const LONGEST_TITLE = 160;
const LONGEST_DESCRIPTION = 700;
const LONGEST_ELEMENT = 120;
const LONGEST_CLAUSE = 300;
const MOST_ELEMENTS = 16;
const MOST_CLAUSES = 8;
/** Tokens an answer about one task is expected to take. */
const TOKENS_PER_TASK = 260;
/** More tasks than this in one question make the advice on each shallow. */
const MOST_TASKS = 12;

/**
 * Asks for advice on the tasks of a candidate, part of the plan by part (see `taskComponents`), those first that hold the most
 * complex tasks; of what does not fit into one question the rest is the next. Tasks beyond the last question get no advice,
 * which is the deterministic equivalent.
 * @param complexity score of each task by key; where it is missing, minutes and the critical path say what comes first
 * @throws RangeError if the candidate is cyclic
 */
export function detailQuestions(
  candidate: Candidate,
  context: PlanningContext,
  complexity: ReadonlyMap<string, number>,
  limits: GenerationLimits,
): DetailQuestion[] {
  const { critical } = schedule(candidate.tasks);
  const mostMinutes = candidate.tasks.reduce((most, { minutes }) => Math.max(most, minutes), 1);
  const weight = ({ key, minutes }: CandidateTask): number =>
    complexity.get(key) ?? (minutes / mostMinutes + (critical.has(key) ? 1 : 0)) / 2;
  const show = makeShownTasks(candidate, context);
  const perQuestion = Math.min(MOST_TASKS, Math.floor(limits.answerTokens / TOKENS_PER_TASK));
  const questions: DetailQuestion[] = [];
  for (const { component, repository, tasks } of taskComponents(candidate, context.model, weight)) {
    const shown = tasks.map(show);
    let from = 0;
    while (from < shown.length && questions.length < limits.questions) {
      const data = (count: number): DetailData => ({
        component: shownText(component, LONGEST_TITLE),
        repository,
        tasks: shown.slice(from, from + count),
      });
      const count = mostThatFits(
        Math.min(perQuestion, shown.length - from),
        (some) => promptTokens(makeQuestion(DETAIL, data(some))) <= limits.promptTokens,
      );
      if (count < 1) break;
      questions.push({ ...makeQuestion(DETAIL, data(count)), op: 'detail', data: data(count) });
      from += count;
    }
  }
  return questions;
}

function makeShownTasks(candidate: Candidate, { analysis }: PlanningContext): (task: CandidateTask) => ShownTask {
  const ids = new Map(candidate.tasks.map(({ key }, i) => [key, `t${i + 1}`]));
  const clauses = new Map(analysis.requirements.map(({ id, text }) => [id, text]));
  return ({ key, title, description, covers, verifies, requirements }) => ({
    id: ids.get(key) as string,
    title: shownText(title, LONGEST_TITLE),
    description: shownText(description, LONGEST_DESCRIPTION),
    elements: [...covers, ...verifies].slice(0, MOST_ELEMENTS).map((ref) => shownText(ref, LONGEST_ELEMENT)),
    clauses: requirements
      .slice(0, MOST_CLAUSES)
      .map((id) => ({ id, text: shownText(clauses.get(id) ?? '', LONGEST_CLAUSE) })),
  });
}
