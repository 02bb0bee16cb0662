import assert from 'node:assert/strict';
import fc from 'fast-check';
import { subtaskMaker } from '../../../planning/complexity/subtasks.js';
import type { Subtask } from '../../../planning/complexity/subtasks.js';
import { taskPieces } from '../../../planning/complexity/task-pieces.js';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { CandidateTask } from '../../../planning/dag/candidate.js';
import type { PlanningContext } from '../../../planning/strategies/context.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const PRD = `# Clinic

- FR-1: A vet can create a pet of an owner.
- FR-2: Everyone can list pets.
- UI-1: The web app shows the pets on a page with a search form.
- UI-2: A screen shows one pet with its photo.
- NFR-1: The service answers within 300 ms.
`;
const context = contextOf(crudContract([{ name: 'Owner' }, { name: 'Pet', needs: ['Owner'], guarded: true }]), PRD, {
  frontEnd: 'always',
});
const tasks = STRATEGIES.flatMap((strategy) => decompose(strategy, context, { seed: 1, pull: 0 }).tasks);
const cut = subtaskMaker(context);
const find = (test: (task: CandidateTask) => boolean): CandidateTask => tasks.find(test) ?? assert.fail('no such task');

/** What holds of every cut, whatever the task. */
function assertSound(task: CandidateTask, subtasks: readonly Subtask[], of: PlanningContext): void {
  for (const list of ['covers', 'verifies', 'requirements'] as const) {
    const all = subtasks.flatMap((one) => one[list]);
    assert.deepEqual([...new Set(all)].sort(), [...task[list]].sort(), `${task.key} ${list}`);
    const lone =
      task.covers.filter((ref) => ref.startsWith('op:')).length === 1 ||
      task.covers.filter((ref) => ref.startsWith('entity:')).length === 1 ||
      task.covers.length + task.verifies.length <= 1;
    if (!lone) assert.equal(all.length, task[list].length, `${task.key} ${list} twice`);
  }
  const paths = (deliverables: readonly { path: string }[]): string[] =>
    [...new Set(deliverables.map(({ path }) => path))].sort();
  assert.deepEqual(paths(subtasks.flatMap((one) => one.deliverables)), paths(task.deliverables), task.key);
  assert.equal(
    subtasks.reduce((sum, { minutes }) => sum + minutes, 0),
    task.minutes,
    task.key,
  );
  const order = subtasks.map(({ key }) => key);
  assert.deepEqual(
    order,
    subtasks.map((_, i) => `${task.key}.${i + 1}`),
  );
  for (const [i, { dependsOn, deliverables, minutes, title, description }] of subtasks.entries()) {
    assert.ok(deliverables.length > 0 && minutes >= 0 && title !== '' && description !== '');
    for (const other of dependsOn) assert.ok(order.indexOf(other) < i && order.includes(other), task.key);
  }
  assert.equal(
    new Set(subtasks.map(({ title }) => title)).size,
    subtasks.length,
    subtasks.map((s) => s.title).join('; '),
  );
  assert.ok(subtasks.length <= taskPieces(task, of).length);
}

describe('subtasks', () => {
  it('have the anchors, files and minutes of the task together, and as many as was asked or it has pieces', () => {
    for (const task of tasks) {
      const most = taskPieces(task, context).length;
      for (let count = 0; count <= 13; count += 1) {
        const subtasks = cut(task, count);
        assert.equal(subtasks.length, count < 2 || most < 2 ? 0 : Math.min(count, most), task.key);
        if (subtasks.length > 0) assertSound(task, subtasks, context);
      }
    }
  });

  it('are sound for any contract and strategy', () => {
    fc.assert(
      fc.property(
        thingsArbitrary,
        fc.constantFrom(...STRATEGIES),
        fc.integer({ min: 2, max: 12 }),
        (things, by, count) => {
          const any = contextOf(crudContract(things), PRD, { frontEnd: 'always', taskSize: 'large' });
          const maker = subtaskMaker(any);
          for (const task of decompose(by, any, { seed: 1, pull: 0 }).tasks) {
            const subtasks = maker(task, count);
            if (subtasks.length > 0) assertSound(task, subtasks, any);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('make the entities of a slice before its operations, each in the files of its sort', () => {
    const slice = find(({ covers }) => covers.includes('entity:Pet') && covers.includes('op:POST /pets'));
    const parts = cut(slice, 3);
    assert.deepEqual(parts[0]?.covers, ['entity:Pet']);
    assert.ok(parts[0].deliverables.every(({ path }) => /^(?:src\/models|migrations)\//.test(path)));
    const handlers = parts.find(({ covers }) => covers.includes('op:POST /pets')) ?? assert.fail();
    assert.ok(handlers.deliverables.every(({ path }) => !/^(?:src\/models|migrations)\//.test(path)));
    assert.ok(parts.slice(1).every(({ dependsOn }) => dependsOn.length > 0));
  });

  it('split a lone operation into its code and its test', () => {
    const lone = find(({ kind, covers }) => kind === 'operation' && covers.join() === 'op:POST /pets');
    const parts = cut(lone, 2);
    assert.deepEqual(
      parts.map(({ title }) => title),
      ['Write src/routes/post-pets.ts for POST /pets', 'Write test/unit/routes/post-pets.test.ts for POST /pets'],
    );
    assert.deepEqual(parts[1]?.dependsOn, [parts[0]?.key]);
    assert.deepEqual(
      parts.map(({ covers }) => covers),
      [['op:POST /pets'], ['op:POST /pets']],
    );
  });

  it('give a clause to the part whose element it asks for', () => {
    const task = find(
      ({ kind, covers }) => kind === 'operation' && covers.length > 1 && covers.includes('op:POST /pets'),
    );
    const parts = cut(task, taskPieces(task, context).length);
    const holder = parts.find(({ requirements }) => requirements.includes('R-FR-1'));
    assert.ok(holder?.covers.includes('op:POST /pets') || holder?.covers.includes('entity:Pet'));
  });

  it('cut a user interface by its clauses', () => {
    const task = find(({ kind, requirements }) => kind === 'frontend' && requirements.length > 1);
    assert.deepEqual(
      cut(task, 2).map(({ title }) => title),
      ['Build the user interface for UI-1', 'Build the user interface for UI-2'],
    );
  });
});
