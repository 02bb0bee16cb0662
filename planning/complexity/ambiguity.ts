import type { Operation, Response } from '../contract/contract-model.js';
import type { Component } from './component.js';
import { noisyOr } from './scales.js';
import type { TaskEvidence } from './task-evidence.js';
import { AMBIGUITY_SIGNALS, findSignals } from './text-signals.js';

/** Words of an ordinary clause: smells count per so many words, so that a long text is not ambiguous for its length. */
const CLAUSE_WORDS = 25;

/** How often each kind of ambiguity occurs in a task. */
export interface AmbiguityCounts {
  /** Smells of the clauses' words: name, weight, hits per 25 words. */
  smells: { weight: number; count: number }[];
  /** References to an endpoint or a schema that is not there. */
  unresolved: number;
  /** 1 where no contract element says when the task is done. */
  withoutCriterion: number;
  /** Share of the operations that declare no error answer, plus share of those with a body of unknown shape. */
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

/** Ambiguity of a task, read from its clauses and from what its part of the contract leaves open. */
export function ambiguity(task: TaskEvidence): Component {
  const evidence: string[] = [];
  const words = task.clauses.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  const unit = Math.max(1, words / CLAUSE_WORDS);
  const smells = task.clauses.flatMap(({ name, text }) =>
    findSignals(text, AMBIGUITY_SIGNALS).map((hits) => {
      evidence.push(`${name}: ${hits.name} (${hits.words.map((word) => `"${word}"`).join(', ')})`);
      return { weight: hits.weight, count: hits.count / unit };
    }),
  );
  const unresolved = [...task.unknownOperations, ...task.dangling];
  evidence.push(...unresolved.map((name) => `refers to ${name}, which the contract does not have`));
  if (task.withoutElement) evidence.push('no contract element says when it is done');
  const silent = task.operations.filter(declaresNoError);
  const shapeless = task.operations.filter((operation) => operation.responses.some(hasShapelessBody));
  evidence.push(...silent.map(({ id }) => `${id} declares no error answer`));
  evidence.push(...shapeless.map(({ id }) => `${id} has an answer of unknown shape`));
  const operations = Math.max(1, task.operations.length);
  const value = ambiguityValue({
    smells,
    unresolved: unresolved.length,
    withoutCriterion: task.withoutElement ? 1 : 0,
    underspecified: (silent.length + shapeless.length) / operations,
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
