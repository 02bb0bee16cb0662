import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import { makeSample, packSample } from './sample-bundle.js';
import type { Sample } from './sample-bundle.js';

/** Names of the rules that a spoiled sample breaks, each once, sorted. */
export function rulesBrokenBy(spoil: (sample: Sample) => void): string[] {
  const sample = makeSample();
  spoil(sample);
  return rules(verifyBundle(packSample(sample)).violations);
}

/** Names of broken rules, each once, sorted. */
export function rules(violations: { rule: string }[]): string[] {
  return [...new Set(violations.map(({ rule }) => rule))].sort();
}
