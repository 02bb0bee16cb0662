import assert from 'node:assert/strict';
import { payloadLimit } from '../../../planning/budget/payload-limit.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import type { PlanTask } from '../../../planning/dag/plan-task.js';
import type { Guidance } from '../../../planning/generation/detail/guidance.js';
import type { PlanOptions } from '../../../planning/options.js';
import { assembleTasks } from '../../../planning/revision/assemble-tasks.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { loadConfig } from '../../../platform/config.js';
import { contextOf, crudContract } from '../planning-context.js';

const PRD = '- FR-1: A vet can create a pet of an owner.\n- FR-2: Everyone can list pets.\n';
const LIMITS = { maxBytes: 1 << 24, maxOperations: 1000, maxSchemas: 1000, maxDepth: 100, maxTokens: 100_000 };
const { complexity, budget } = loadConfig({});
const OWNER = { name: 'Owner' };
const PET = { name: 'Pet', needs: ['Owner'] };

function assembled(contract: object, options: PlanOptions = {}, guidance: Guidance | null = null): PlanTask[] {
  const imported = importContract({ text: JSON.stringify(contract), format: 'auto' }, LIMITS);
  if ('refusal' in imported) assert.fail(imported.refusal.message);
  const context = contextOf(contract, PRD, options);
  const candidate = decompose('data-first', context, { seed: 1, pull: 0 });
  const limit = payloadLimit(budget, options);
  if ('infeasible' in limit) assert.fail('no room');
  const input = { planId: 'pln_a', candidate, context, document: imported.document, complexity, limit, guidance };
  return assembleTasks(input).tasks.map(({ task }) => task);
}
const taskOf = (tasks: PlanTask[], ref: string): PlanTask =>
  tasks.find(({ kind, covers }) => kind !== 'docs' && covers.includes(ref)) ?? assert.fail(ref);

describe('assembling tasks', () => {
  it('publishes what a task builds on and leaves to others as the end of its description', () => {
    const task = taskOf(assembled(crudContract([OWNER, PET])), 'op:POST /pets');
    assert.match(task.description, /^Implement `POST \/pets`\..*Builds on .*Not here: /);
    assert.ok(!('surroundings' in task));
  });

  it('keeps the content hash of a task when only its neighbours change', () => {
    const before = taskOf(assembled(crudContract([OWNER, PET])), 'op:POST /pets');
    const after = taskOf(assembled(crudContract([OWNER, { ...PET, acts: ['groom'] }])), 'op:POST /pets');
    assert.notEqual(after.description, before.description);
    assert.equal(after.contentHash, before.contentHash);
  });

  it('publishes advice with its task alone, and neither hash nor scores know of it', () => {
    const plain = assembled(crudContract([OWNER, PET]));
    const { key } = taskOf(plain, 'op:POST /pets');
    const advice = { approach: 'Validate first.', pitfalls: ['An owner may be gone.'], questions: [] };
    const silent = { approach: '', pitfalls: [], questions: [] };
    const byTask = { [key]: advice, [taskOf(plain, 'entity:Owner').key]: silent, 'no.such': advice };
    const advised = assembled(crudContract([OWNER, PET]), {}, { byTask });
    const without = (tasks: PlanTask[]): object[] => tasks.map(({ guidance: _, budget: _b, ...task }) => task);
    assert.deepEqual(without(advised), without(plain));
    assert.deepEqual(
      advised.filter(({ guidance }) => guidance !== undefined).map((task) => [task.key, task.guidance]),
      [[key, advice]],
    );
  });

  it('keeps it when a migration moves behind a new one, and changes it with the task', () => {
    const chain = (town: object): PlanTask =>
      taskOf(
        assembled(crudContract([{ name: 'Zone' }, { name: 'Town', ...town }, { ...OWNER, needs: ['Town'] }, PET])),
        'entity:Pet',
      );
    const [before, after] = [chain({}), chain({ needs: ['Zone'] })];
    const paths = ({ deliverables }: PlanTask): string[] => deliverables.map(({ path }) => path);
    assert.notDeepEqual(paths(after), paths(before));
    assert.equal(after.contentHash, before.contentHash);
    const chip = { properties: { chip: { type: 'string' } } };
    const changed = taskOf(assembled(crudContract([OWNER, { ...PET, ...chip }])), 'entity:Pet');
    assert.notEqual(changed.contentHash, taskOf(assembled(crudContract([OWNER, PET])), 'entity:Pet').contentHash);
  });

  it('has subtasks exactly where some are recommended, and for a payload that is too long for one', () => {
    for (const { key, ccs, subtasks } of assembled(crudContract([OWNER, PET]))) {
      assert.equal(subtasks?.length ?? 0, ccs.recommendedSubtasks, key);
    }
    const wide = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`field${i}`, { type: 'string', description: 'x '.repeat(40) }]),
    );
    const contract = crudContract([OWNER, { ...PET, properties: wide }]);
    const tight = taskOf(assembled(contract, { tokenBudget: 4000 }), 'op:POST /pets');
    const roomy = taskOf(assembled(contract), 'op:POST /pets');
    assert.match(tight.ccs.evidence['recommendedSubtasks']?.[0] ?? '', /by window [2-9]/);
    assert.ok((tight.subtasks?.length ?? 0) >= 2);
    assert.ok((tight.subtasks?.length ?? 0) >= (roomy.subtasks?.length ?? 0));
  });
});
