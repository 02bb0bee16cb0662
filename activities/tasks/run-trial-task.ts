import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { NewCandidate } from '../../db/candidates.js';
import { evaluate } from '../../planning/critics/evaluate.js';
import type { Candidate, Strategy, TrialParameters } from '../../planning/dag/candidate.js';
import type { TrialRecord } from '../../planning/revision/search-document.js';
import { round6 } from '../../planning/numbers.js';
import { decompose } from '../../planning/strategies/decompose.js';
import { readContext } from './read-context.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

export interface RunTrialInput extends TaskBase {
  context: ArtifactRef;
  strategy: Strategy;
  parameters: TrialParameters;
  /** Weights of the critics by name. */
  weights: Record<string, number>;
}

export interface RunTrialResult {
  candidate: Omit<NewCandidate, 'planId' | 'revision'>;
  record: Omit<TrialRecord, 'n' | 'milliseconds'>;
}

/** Makes one candidate by a strategy and scores it. The candidate's id is the SHA-256 of its canonical JSON. */
export async function runTrial(input: RunTrialInput): Promise<RunTrialResult> {
  const storage = openTaskStorage(input);
  const context = await readContext(storage, input.context);
  const candidate: Candidate = decompose(input.strategy, context, input.parameters);
  const weights = { ...input.weights, ...context.options.weights?.critics };
  const evaluation = evaluate(candidate, context, weights);
  const artifact = await storage.writeCanonical('candidate', candidate);
  return {
    candidate: {
      candidateId: artifact.sha256,
      strategy: candidate.strategy,
      reward: round6(evaluation.reward),
      valid: evaluation.valid,
      tasks: candidate.tasks.length,
      artifact,
    },
    record: {
      critics: evaluation.critics,
      violations: evaluation.violations,
      fixes: candidate.fixes,
      tokens: 0,
    },
  };
}
