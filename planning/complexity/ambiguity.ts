import type { Operation, Response } from '../contract/contract-model.js';
import type { Component } from './component.js';
import { noisyOr } from './scales.js';
import type { TaskEvidence } from './task-evidence.js';
import { AMBIGUITY_SIGNALS, findSignals } from './text-signals.js';

/** Words of an ordinary clause: smells count per so many words, so that a long text is not ambiguous for its length. */
const CLAUSE_WORDS = 25;
/** More operations that leave the same open make it no vaguer. */
const MOST_OPEN = 3;

/** How often each kind of ambiguity occurs in a task. */
export interface AmbiguityCounts {
  /** Smells of the clauses' words: weight, and hits per 25 words of the clause that has most of it. */
  smells: { weight: number; count: number }[];
  /** References to an endpoint or a schema that is not there. */
  unresolved: number;
  /** 1 where no contract element says when the task is done. */
  withoutCriterion: number;
  /** Operations that declare no error answer, and those with a body of unknown shape; at most three of each count. */
  underspecified: number;
}

/** A = 1 − Π(1 − wᵢ)^countᵢ, in [0,1); rises with every count. A signal, not a verdict: such smells are right in 59 % of cases. */
export function ambiguityValue({ smells, unresolved, withoutCriterion, underspecified }: AmbiguityCounts): number {
  return noisyOr([
    ...smells,
    { weight: 0.4, count: unresolved },
    { weight: 0.3, count: withoutCriterion },
    { weight: 0.2, count: underspecified },
  ]);
}

/**
 * Ambiguity of a task, read from its clauses and from what its part of the contract leaves open. A smell counts as in the
 * clause that has most of it for its length, so that a clear clause or operation more makes a vague task no clearer.
 */
export function ambiguity(task: TaskEvidence): Component {
  const evidence: string[] = [];
  const worst = new Map<string, { weight: number; count: number }>();
  for (const { name, text } of task.clauses) {
    const unit = Math.max(1, (text.match(/\S+/g)?.length ?? 0) / CLAUSE_WORDS);
    for (const hits of findSignals(text, AMBIGUITY_SIGNALS)) {
      evidence.push(`${name}: ${hits.name} (${hits.words.map((word) => `"${word}"`).join(', ')})`);
      const count = Math.max(worst.get(hits.name)?.count ?? 0, hits.count / unit);
      worst.set(hits.name, { weight: hits.weight, count });
    }
  }
  const unresolved = [...task.unknownOperations, ...task.dangling];
  evidence.push(...unresolved.map((name) => `refers to ${name}, which the contract does not have`));
  if (task.withoutElement) evidence.push('no contract element says when it is done');
  const silent = task.operations.filter(declaresNoError);
  const shapeless = task.operations.filter((operation) => operation.responses.some(hasShapelessBody));
  evidence.push(...silent.map(({ id }) => `${id} declares no error answer`));
  evidence.push(...shapeless.map(({ id }) => `${id} has an answer of unknown shape`));
  const value = ambiguityValue({
    smells: [...worst.values()],
    unresolved: unresolved.length,
    withoutCriterion: task.withoutElement ? 1 : 0,
    underspecified: Math.min(MOST_OPEN, silent.length) + Math.min(MOST_OPEN, shapeless.length),
  });
  return { value, evidence };
}

function declaresNoError(operation: Operation): boolean {
  return operation.type === 'operation' && !operation.responses.some(({ status }) => /^(4|5|default)/.test(status));
}

/** A JSON body of which the contract names neither a schema nor a property. */
function hasShapelessBody(response: Response): boolean {
  const json = response.mediaTypes.some((type) => /[/+]json\b/.test(type));
  return json && /^2/.test(response.status) && response.entities.length === 0 && response.properties.length === 0;
}
