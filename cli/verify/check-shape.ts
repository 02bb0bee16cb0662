import { isSame, listOf, member, textOf, textsOf } from './json.js';
import type { Report } from './violation.js';

const BUILT = new Set(['schema', 'operation', 'integration']);

/**
 * Checks the cut that a candidate says it was made of: its units are exactly what its building tasks cover, its tests what
 * its test tasks verify. A candidate of a version that stored no cut has nothing to check.
 */
export function checkShape(candidate: unknown, where: string, report: Report): void {
  const shape = member(candidate, 'shape');
  if (shape === undefined) return;
  const tasks = listOf(candidate, 'tasks');
  const name = (refs: readonly string[]): string => [...refs].sort().join('\n');
  const units = listOf(shape, 'units').map((unit) =>
    name([
      ...textsOf(unit, 'entities').map((id) => `entity:${id}`),
      ...textsOf(unit, 'operations').map((id) => `op:${id}`),
    ]),
  );
  const built = tasks.filter((task) => BUILT.has(textOf(task, 'kind'))).map((task) => name(textsOf(task, 'covers')));
  if (!isSame(units.sort(), built.sort()))
    report('candidate-shape', where, 'the units of its shape are not what its tasks cover');
  const tests = listOf(shape, 'tests').map((test) => name(textsOf(test, 'verifies')));
  const verified = tasks
    .filter((task) => textOf(task, 'kind') === 'test')
    .map((task) => name(textsOf(task, 'verifies')));
  if (!isSame(tests.sort(), verified.sort()))
    report('candidate-shape', where, 'the tests of its shape are not its test tasks');
}
