import type { Candidate, CandidateTask } from '../../dag/candidate.js';
import { schedule } from '../../dag/schedule.js';
import type { PlanningContext } from '../../strategies/context.js';
import { makeQuestion } from '../make-question.js';
import type { GenerationLimits } from '../question.js';
import { packQuestions, promptTokens, textTokens } from '../pack-questions.js';
import { shownText } from '../shown-text.js';
import type { DetailData, DetailPart, DetailQuestion, ShownTask } from './detail-data.js';
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
/** What a part takes beside its tasks, about. */
const PART_TOKENS = 60;
/** More tasks than this in one question make the advice on each shallow. */
const MOST_TASKS = 12;

/**
 * Asks for advice on the tasks of a candidate, part of the plan by part (see `taskComponents`), those first that hold the most
 * complex tasks; small parts share a question, large ones take several. Tasks beyond the last question get no advice, which
 * is the deterministic equivalent.
 * @param complexity score of each task by key; where it is missing, minutes and the critical path say what comes first
 * @throws RangeError if the candidate is cyclic
 */
export function detailQuestions(
  candidate: Candidate,
  context: PlanningContext,
  complexity: ReadonlyMap<string, number>,
  limits: GenerationLimits,
): DetailQuestion[] {
  if (limits.questions < 1) return [];
  const { critical } = schedule(candidate.tasks);
  const mostMinutes = candidate.tasks.reduce((most, { minutes }) => Math.max(most, minutes), 1);
  const weight = ({ key, minutes }: CandidateTask): number =>
    complexity.get(key) ?? (minutes / mostMinutes + (critical.has(key) ? 1 : 0)) / 2;
  const show = makeShownTasks(candidate, context);
  const answerTokens = Math.min(MOST_TASKS * TOKENS_PER_TASK, limits.answerTokens);
  const room = limits.promptTokens - promptTokens(makeQuestion(DETAIL, { parts: [] }));
  // No more parts are cut and counted than all questions together could show.
  const components = taskComponents(candidate, context.model, weight).slice(0, limits.questions * MOST_TASKS);
  const items = components.flatMap(({ component, repository, tasks }) =>
    piecesOf(tasks.map(show), Math.floor(answerTokens / TOKENS_PER_TASK), room).map((piece): DetailPart => ({
      component: shownText(component, LONGEST_TITLE),
      repository,
      tasks: piece,
    })),
  );
  return packQuestions<DetailPart>(
    {
      items,
      questionOf: (parts) => makeQuestion(DETAIL, { parts }),
      promptTokensOf: tokensOf,
      answerTokensOf: ({ tasks }) => tasks.length * TOKENS_PER_TASK,
    },
    { ...limits, answerTokens },
  ).map((question) => ({ ...question, op: 'detail', data: question.data as DetailData }));
}

/** Runs of tasks, none longer than `most` or larger than the room; what is too large alone is left out. */
function piecesOf(tasks: readonly ShownTask[], most: number, room: number): ShownTask[][] {
  const pieces: ShownTask[][] = [];
  let left = 0;
  for (const task of tasks) {
    const tokens = tokensOf(task) + PART_TOKENS;
    if (tokens > room || most < 1) continue;
    const last = pieces.at(-1);
    if (last === undefined || last.length >= most || tokens > left) {
      pieces.push([task]);
      left = room - tokens;
    } else {
      last.push(task);
      left -= tokens;
    }
  }
  return pieces;
}

function tokensOf(data: ShownTask | DetailPart): number {
  return textTokens(JSON.stringify(data));
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
