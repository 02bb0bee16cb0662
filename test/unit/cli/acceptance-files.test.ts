import assert from 'node:assert/strict';

import { checkAcceptanceFiles } from '../../../cli/verify/check-acceptance-files.js';
import { readDocuments } from '../../../cli/verify/documents.js';
import { editBundle } from './bundle-editor.js';
import type { BundleEditor } from './bundle-editor.js';
import { restBundle } from './sound-bundles.js';

const KEY = 'operation.post-items';
const CHECKS = `acceptance/${KEY}.arazzo.yaml`;
const DESCRIPTION = `acceptance/${KEY}.openapi.json`;

const ARAZZO = `arazzo: 1.0.1
info: { title: Checks, version: 1.0.0 }
sourceDescriptions:
  - { name: api, type: openapi, url: ./${KEY}.openapi.json }
workflows:
  - workflowId: status-201
    steps:
      - { stepId: call, operationId: addItem, successCriteria: [{ condition: $statusCode == 201 }] }
`;
const OPENAPI = JSON.stringify({ openapi: '3.1.0', paths: { '/items': { post: { operationId: 'addItem' } } } });

/** Violations of a bundle with checks for one task, of which one is changed. */
async function violations(change: (bundle: BundleEditor) => void): Promise<string[]> {
  const editor = editBundle(await restBundle());
  // Whatever checks the planner wrote by itself are not what is tested here.
  for (const path of editor.paths().filter((one) => one.startsWith('acceptance/'))) editor.remove(path);
  for (const task of editor.document('tasks.json').tasks) for (const one of task.acceptance) delete one.check;
  const task = editor.document('tasks.json').tasks.find(({ key }) => key === KEY)!;
  task.acceptance[0]!.check = { kind: 'arazzo', href: `/plans/p/tasks/${task.id}/acceptance#status-201` };
  editor.set(CHECKS, ARAZZO);
  editor.set(DESCRIPTION, OPENAPI);
  change(editor);
  const bundle = editor.pack('repaired');
  const found: string[] = [];
  const report = (rule: string, where: string, message: string): void =>
    void found.push(`${rule}: ${where}: ${message}`);
  const documents = readDocuments(bundle, report);
  assert.ok(documents);
  checkAcceptanceFiles(bundle, documents, report);
  return found;
}

describe('checkAcceptanceFiles', () => {
  it('finds nothing wrong with a workflow that calls what its description has', async () => {
    assert.deepEqual(await violations(() => undefined), []);
  });

  it('asks for no checks of a bundle that has none', async () => {
    const found = await violations((bundle) => {
      bundle.remove(CHECKS);
      bundle.remove(DESCRIPTION);
    });
    assert.deepEqual(found, []);
  });

  const faults: [string, RegExp, (bundle: BundleEditor) => void][] = [
    [
      'a file of no task',
      /^acceptance-file: acceptance\/other\.arazzo\.yaml: it belongs to no task/,
      (bundle) => bundle.set('acceptance/other.arazzo.yaml', ARAZZO),
    ],
    ['a file that cannot be read', /^acceptance-file: .*cannot be read/, (bundle) => bundle.set(CHECKS, 'a: [')],
    ['another format', /no Arazzo/, (bundle) => bundle.set(CHECKS, ARAZZO.replace('1.0.1', '2.0.0'))],
    ['a missing description', /is not in the bundle/, (bundle) => bundle.remove(DESCRIPTION)],
    [
      'a call of an operation that the description lacks',
      /^acceptance-workflow: .* calls removeItem/,
      (bundle) => bundle.set(CHECKS, ARAZZO.replace('addItem', 'removeItem')),
    ],
    [
      'a criterion whose workflow is not there',
      /^acceptance-check: tasks\.json#operation\.post-items: .*#status-201/,
      (bundle) => bundle.set(CHECKS, ARAZZO.replace('status-201', 'status-200')),
    ],
    [
      'a GraphQL operation that does not parse',
      /^acceptance-operation: .*Syntax Error/,
      (bundle) =>
        bundle.set(`acceptance/${KEY}.graphql.json`, JSON.stringify({ checks: [{ id: 'a', query: 'query { a(' }] })),
    ],
  ];
  for (const [name, expected, change] of faults) {
    it(`finds ${name}`, async () => {
      const found = await violations(change);
      assert.ok(
        found.some((one) => expected.test(one)),
        found.join('\n') || 'nothing',
      );
    });
  }
});
