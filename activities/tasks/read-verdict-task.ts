import type { ArtifactRef } from '../../db/artifact-ref.js';
import { verdictOf } from '../../planning/generation/judge/judge-questions.js';
import type { JudgeAnswer } from '../../planning/generation/judge/judge-schema.js';
import type { Judged } from '../../planning/search/select-winner.js';
import type { StoredAnswers } from './studio-answers.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

/** What a model's two answers about two candidates, asked in both orders, come to. */
export async function readVerdict(
  input: TaskBase & { candidateIds: [string, string]; answers: ArtifactRef },
): Promise<Judged | null> {
  const { answers } = await openTaskStorage(input).readJson<StoredAnswers>(input.answers);
  const verdict = verdictOf(answers.map(({ answer }) => answer as JudgeAnswer));
  const [first, second] = input.candidateIds;
  if (verdict === null) return null;
  return verdict === 'first' ? { preferred: first, over: second } : { preferred: second, over: first };
}
