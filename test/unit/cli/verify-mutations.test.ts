import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { Bundle } from '../../../cli/verify/read-bundle.js';
import { checkFiles } from '../../../cli/verify/check-files.js';
import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import type { Report } from '../../../cli/verify/violation.js';
import { editBundle } from './bundle-editor.js';
import { documentMutations } from './document-mutations.js';
import { graphqlMutations } from './graphql-mutations.js';
import { modelMutations } from './model-mutations.js';
import type { Mutation, Pick } from './mutation.js';
import { payloadMutations } from './payload-mutations.js';
import { searchMutations } from './search-mutations.js';
import { graphqlBundle, modelBundle, restBundle } from './sound-bundles.js';
import { taskMutations } from './task-mutations.js';

const GROUPS: [string, Mutation[], () => Promise<Bundle>][] = [
  ['tasks', taskMutations, restBundle],
  ['payloads', payloadMutations, restBundle],
  ['documents', documentMutations, restBundle],
  ['search', searchMutations, restBundle],
  ['a model', modelMutations, modelBundle],
  ['GraphQL', graphqlMutations, graphqlBundle],
];
/** Rules about hashes of files alone: a bundle whose manifest is repaired breaks none. */
const HASHES = /^(?:hash-mismatch|size-mismatch|unlisted-file|missing-file|listed-twice)$/;

function makePick(numbers: readonly number[]): Pick {
  let at = 0;
  return (list) => {
    const chosen = list[(numbers[at++ % numbers.length] ?? 0) % Math.max(1, list.length)];
    if (chosen === undefined) throw new RangeError('there is nothing to spoil');
    return chosen;
  };
}

/** The bundle after a mutation. */
function spoilt(sound: Bundle, { spoil }: Mutation, numbers: number[], manifest: 'repaired' | 'stale'): Bundle {
  const editor = editBundle(sound);
  spoil(editor, makePick(numbers));
  return editor.pack(manifest);
}

function rulesBroken(check: (report: Report) => void): string[] {
  const broken = new Set<string>();
  check((rule) => broken.add(rule));
  return [...broken];
}

describe('verifyBundle finds what was changed', () => {
  it('in far more than twenty ways, each with a name of its own', () => {
    const names = GROUPS.flatMap(([group, mutations]) => mutations.map(({ name }) => `${group}: ${name}`));
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 100, String(names.length));
  });

  it('not where nothing was, though documents are written anew', async () => {
    const editor = editBundle(await restBundle());
    editor.document('tasks.json');
    editor.document('search.json');
    assert.deepEqual(verifyBundle(editor.pack('repaired')).violations, []);
  });

  for (const [group, mutations, makeSound] of GROUPS) {
    describe(group, () => {
      let sound: Bundle;

      before(async () => {
        sound = await makeSound();
        assert.deepEqual(verifyBundle(sound).violations, []);
      });

      for (const mutation of mutations) {
        it(mutation.name, () => {
          const numbers = fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 });
          fc.assert(
            fc.property(numbers, (chosen) => {
              const { violations } = verifyBundle(spoilt(sound, mutation, chosen, 'repaired'));
              const found = violations.map(({ rule }) => rule);
              assert.deepEqual(
                found.filter((rule) => HASHES.test(rule)),
                [],
              );
              assert.ok(
                mutation.caughtBy.some((rule) => found.includes(rule)),
                `found ${[...new Set(found)].join(', ') || 'nothing'}`,
              );
            }),
            { numRuns: 2 },
          );
          const stale = spoilt(sound, mutation, [1, 2, 3], 'stale');
          assert.ok(rulesBroken((report) => checkFiles(stale, report)).some((rule) => HASHES.test(rule)));
        });
      }
    });
  }
});
