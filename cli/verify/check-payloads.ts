import { parseJson } from './documents.js';
import type { BundleTask } from './documents.js';
import { member, numberOf, textOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/** Checks payloads/: one for each task and no other, each for the task its name says, with tokens within its limit. */
export function checkPayloads(bundle: Bundle, tasks: BundleTask[], report: Report): void {
  const expected = new Map(tasks.map((task) => [`payloads/${task.key}.json`, task]));
  for (const [path, task] of expected) {
    const content = bundle.get(path);
    if (content === undefined) {
      report('missing-payload', path, 'the task has no payload');
      continue;
    }
    const payload = parseJson(path, content, report);
    if (textOf(payload, 'taskId') !== task.id) report('payload-task', path, `it is not for ${task.id}`);
    const tokens = numberOf(member(payload, 'budget'), 'tokens');
    const limit = numberOf(member(payload, 'budget'), 'limit');
    if (!(tokens <= limit)) report('over-budget', path, `it has ${tokens} tokens, the limit is ${limit}`);
  }
  for (const path of bundle.keys()) {
    if (path.startsWith('payloads/') && !expected.has(path)) report('stray-payload', path, 'it belongs to no task');
  }
}
