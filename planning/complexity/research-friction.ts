import type { SecurityScheme } from '../contract/contract-model.js';
import type { ToolchainHint } from '../prd/prd-analysis.js';
import type { Component } from './component.js';
import { noisyOr } from './scales.js';
import type { NamedText, TaskEvidence } from './task-evidence.js';
import { FRICTION_SIGNALS, findSignals } from './text-signals.js';

const UNUSUAL_SCHEMES: ReadonlySet<string> = new Set(['oauth2', 'openidconnect', 'mutualtls']);

/** What only some tasks have to find out. */
export interface FrictionContext {
  /** Schemes the task has to build: those of the contract for the auth task, else none. */
  schemes: readonly SecurityScheme[];
  /** Technologies the task has to choose versions of: those the PRD names for scaffold tasks, else none. */
  toolchain: readonly ToolchainHint[];
  /** Share of the task's research questions that are answered, [0,1]. */
  answered: number;
}

/** R = (1 − answered)·[1 − Π(1 − pᵢ)^countᵢ], in [0,1): rises with every count, falls with what is answered. */
export function frictionValue(signals: readonly { weight: number; count: number }[], answered: number): number {
  return (1 - Math.min(1, Math.max(0, answered))) * noisyOr(signals);
}

/** Research a task needs before its code, read from its clauses and the descriptions in its part of the contract. */
export function researchFriction(task: TaskEvidence, { schemes, toolchain, answered }: FrictionContext): Component {
  const evidence: string[] = [];
  const signals: { weight: number; count: number }[] = [];
  const texts = [...task.clauses, ...contractTexts(task)];
  const wordsByName = new Map<string, { weight: number; words: Set<string> }>();
  for (const { name, text } of texts) {
    for (const hits of findSignals(text, FRICTION_SIGNALS)) {
      const entry = wordsByName.get(hits.name) ?? { weight: hits.weight, words: new Set() };
      for (const word of hits.words.filter((candidate) => !entry.words.has(candidate))) {
        entry.words.add(word);
        evidence.push(`${name}: ${hits.name} ("${word}")`);
      }
      wordsByName.set(hits.name, entry);
    }
  }
  for (const { weight, words } of wordsByName.values()) signals.push({ weight, count: words.size });
  const documented = texts.some(({ text }) => /\bhttps?:\/\//i.test(text));
  if (!documented && (wordsByName.has('third-party service') || wordsByName.has('uncommon protocol'))) {
    signals.push({ weight: 0.2, count: 1 });
    evidence.push('no documentation is linked');
  }
  const unusual = schemes.filter(({ type }) => UNUSUAL_SCHEMES.has(type.toLowerCase()));
  if (unusual.length > 0) signals.push({ weight: 0.2, count: unusual.length });
  evidence.push(...unusual.map(({ name, type }) => `security scheme ${name} is ${type}`));
  const unversioned = toolchain.filter(({ name }) => !/\d/.test(name));
  if (unversioned.length > 0) signals.push({ weight: 0.1, count: unversioned.length });
  evidence.push(...unversioned.map(({ name }) => `${name} is named without a version`));
  return { value: frictionValue(signals, answered), evidence };
}

function contractTexts(task: TaskEvidence): NamedText[] {
  const operations = task.operations.map(({ id, summary, description }) => ({
    name: id,
    text: `${summary}\n${description}`,
  }));
  return [...operations, ...task.entities.map(({ id, description }) => ({ name: id, text: description }))];
}
