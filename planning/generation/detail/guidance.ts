/** Words of a model for one task. They are advice: nothing that is promised of a plan rests on them. */
export interface TaskGuidance {
  /** How to go about it, at most 400 characters; may be empty. */
  approach: string;
  /** What is easily done wrong, at most 5, each at most 200 characters. */
  pitfalls: string[];
  /** What the PRD leaves open, at most 5, each at most 200 characters. */
  questions: string[];
}

/** Advice for tasks of the winner. It lies beside the candidate and is no part of its hash. */
export interface Guidance {
  /** By task key; a task without advice is not in it. */
  byTask: Record<string, TaskGuidance>;
}
