import type { BundleEditor } from './bundle-editor.js';

/** One of a list, at random. Throws RangeError for an empty list: a mutation that finds nothing to change is no test. */
export type Pick = <T>(list: readonly T[]) => T;

/** A way to spoil a bundle at a random place. */
export interface Mutation {
  /** What was done, in words. */
  name: string;
  /** Rules of which at least one must catch it, the manifest being repaired. */
  caughtBy: readonly string[];
  spoil: (bundle: BundleEditor, pick: Pick) => void;
}

/** Makes a mutation. */
export function mutation(name: string, caughtBy: readonly string[], spoil: Mutation['spoil']): Mutation {
  return { name, caughtBy, spoil };
}
