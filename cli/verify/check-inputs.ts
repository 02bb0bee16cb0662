import { sha256 } from './check-files.js';
import type { Documents } from './documents.js';
import { member, textOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/** Checks that inputs/ holds the very PRD and contract which plan.json and contract.model.json name by hash. */
export function checkInputs(bundle: Bundle, documents: Documents, report: Report): void {
  const hashes = new Set<string>();
  for (const [path, content] of bundle) if (path.startsWith('inputs/')) hashes.add(sha256(content));
  const named: [string, string, string][] = [
    ['plan.json', 'contract', textOf(member(documents.plan, 'contract'), 'sha256')],
    ['plan.json', 'PRD', textOf(member(documents.plan, 'prd'), 'sha256')],
    ['contract.model.json', 'contract', textOf(documents.model, 'sha256')],
  ];
  for (const [where, what, hash] of named) {
    if (!hashes.has(hash))
      report('input-hash', where, `no file in inputs/ is the ${what} with the hash ${hash || '(none)'}`);
  }
}
