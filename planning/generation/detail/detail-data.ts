import type { Question } from '../question.js';
import type { DetailAnswer } from './detail-schema.js';

/** What a model is shown of tasks. */
export interface DetailData {
  parts: DetailPart[];
}

/** Tasks of one part of the plan. */
export interface DetailPart {
  /** What the tasks have in common: a resource, or the kind of what belongs to none. */
  component: string;
  repository: string;
  tasks: ShownTask[];
}

export interface ShownTask {
  /** `t` and the place of the task among those of the candidate, from 1. */
  id: string;
  title: string;
  description: string;
  /** Contract elements it builds or checks. */
  elements: string[];
  clauses: { id: string; text: string }[];
}

export type DetailQuestion = Question & { op: 'detail'; data: DetailData };

/** The tasks of a question, whatever part they are of. */
export function shownTasks({ parts }: DetailData): ShownTask[] {
  return parts.flatMap(({ tasks }) => tasks);
}

/** Ids of a question's tasks that an answer says nothing of, in the order shown. */
export function missingTasks(data: DetailData, answer: DetailAnswer): string[] {
  const named = new Set(answer.tasks.map(({ task }) => task));
  return shownTasks(data)
    .map(({ id }) => id)
    .filter((id) => !named.has(id));
}
