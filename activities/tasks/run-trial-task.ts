import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { NewCandidate } from '../../db/candidates.js';
import { evaluate } from '../../planning/critics/evaluate.js';
import type { Candidate } from '../../planning/dag/candidate.js';
import { round6 } from '../../planning/numbers.js';
import type { TrialRecord } from '../../planning/revision/search-document.js';
import type { AskedTrial } from '../../planning/search/search-state.js';
import type { TrialResult } from '../activity-types.js';
import { makeTrialCandidate } from './trial-candidate.js';
import { readContext } from './read-context.js';
import type { StoredAnswers } from './studio-answers.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

export interface RunTrialInput extends TaskBase {
  context: ArtifactRef;
  trial: AskedTrial;
  seed: number;
  /** Candidates the trial starts from, in the order it names them. */
  parents: ArtifactRef[];
  /** A model's answers, for a trial whose generator it is. */
  answers: ArtifactRef | null;
  /** Weights of the critics by name. */
  weights: Record<string, number>;
}

export interface RunTrialResult {
  /** Null where the trial found nothing better than what it started from. */
  candidate: Omit<NewCandidate, 'planId' | 'revision'> | null;
  result: TrialResult;
  record: Omit<TrialRecord, 'n' | 'milliseconds'>;
}

/** Makes the candidate of a trial and scores it. The candidate's id is the SHA-256 of its canonical JSON. */
export async function runTrial(input: RunTrialInput): Promise<RunTrialResult> {
  const storage = openTaskStorage(input);
  const { trial, seed } = input;
  const context = await readContext(storage, input.context);
  const weights = { ...input.weights, ...context.options.weights?.critics };
  const parents = await Promise.all(input.parents.map((ref) => storage.readJson<Candidate>(ref)));
  const answers = input.answers === null ? null : await storage.readJson<StoredAnswers>(input.answers);
  const made = makeTrialCandidate({ trial, seed, context, weights, parents, answers });
  const candidate = made ?? (parents[0] as Candidate);
  const evaluation = evaluate(candidate, context, weights);
  const reward = round6(evaluation.reward);
  const { valid } = evaluation;
  const record = {
    critics: evaluation.critics,
    violations: evaluation.violations,
    fixes: candidate.fixes,
    tokens: 0,
  };
  if (made === null)
    return { candidate: null, result: { candidateId: trial.parents[0] as string, reward, valid }, record };
  const artifact = await storage.writeCanonical('candidate', candidate);
  const candidateId = artifact.sha256;
  const { strategy, tasks } = candidate;
  return {
    candidate: { candidateId, strategy, reward, valid, tasks: tasks.length, artifact },
    result: { candidateId, reward, valid },
    record,
  };
}
