import { canonicalJson, sha256Hex } from '../../../planning/hash.js';

/** A number in [0, 1) for each label: the same for the same seed, question and label. */
export type Chance = (label: string) => number;

export function makeChance(seed: number, op: string, data: unknown): Chance {
  const key = sha256Hex(`${seed} ${op} ${canonicalJson(data)}`);
  return (label) => parseInt(sha256Hex(`${key} ${label}`).slice(0, 8), 16) / 2 ** 32;
}
