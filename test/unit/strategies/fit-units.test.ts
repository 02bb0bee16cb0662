import assert from 'node:assert/strict';
import fc from 'fast-check';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { CandidateTask } from '../../../planning/dag/candidate.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { sizeWindow } from '../../../planning/strategies/sizing.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const PRD = '- FR-1: Vets keep pets and visits.\n';
const wide = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`field${i}`, { type: 'string' }]));
const SIZES = ['small', 'medium', 'large'] as const;
const clinic = crudContract([
  { name: 'Owner', acts: ['publish', 'unpublish'] },
  { name: 'Pet', needs: ['Owner'], properties: wide },
  { name: 'Visit', needs: ['Pet'], acts: ['cancel'], guarded: true },
]);
const anchors = ({ covers, verifies }: CandidateTask): number => covers.length + verifies.length;

describe('task size', () => {
  it('makes fewer and longer tasks from small to large', () => {
    for (const strategy of STRATEGIES) {
      const plans = SIZES.map((taskSize) => {
        const { tasks } = decompose(strategy, contextOf(clinic, PRD, { taskSize }), { seed: 1, pull: 0 });
        const minutes = tasks.map((task) => task.minutes).sort((a, b) => a - b);
        return { count: tasks.length, median: minutes[minutes.length >> 1] as number };
      });
      const [small, medium, large] = plans;
      assert.ok(small !== undefined && medium !== undefined && large !== undefined);
      assert.ok(small.count >= medium.count && medium.count > large.count, `${strategy} ${JSON.stringify(plans)}`);
      assert.ok(small.median < large.median, strategy);
    }
  });

  it('leaves no task above the window that could be cut further', () => {
    fc.assert(
      fc.property(thingsArbitrary, (things) => {
        const heavy = crudContract(things.map((thing) => ({ ...thing, properties: wide })));
        for (const taskSize of SIZES) {
          const context = contextOf(heavy, PRD, { taskSize });
          const { max } = sizeWindow(context.options);
          for (const strategy of STRATEGIES) {
            const candidate = decompose(strategy, context, { seed: 5, pull: 0 });
            assert.deepEqual(validateCandidate(candidate, context), []);
            for (const task of candidate.tasks) {
              const mayBe = task.minutes <= max || anchors(task) < 2 || task.kind === 'docs';
              assert.ok(mayBe, `${strategy} ${taskSize} ${task.key}: ${task.minutes} minutes`);
            }
          }
        }
      }),
      { numRuns: 4 },
    );
  });
});
