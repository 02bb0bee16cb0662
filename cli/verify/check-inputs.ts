import { sha256 } from './check-files.js';
import type { Documents } from './documents.js';
import { member, textOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/** Checks that inputs/ holds the very PRD and contract which plan.json and contract.model.json name by hash. */
export function checkInputs(bundle: Bundle, { plan, model, contract }: Documents, report: Report): void {
  const prd = bundle.get('inputs/prd.md') ?? bundle.get('inputs/prd.txt');
  const prdHash = prd === undefined ? '' : sha256(prd);
  const contractHash = contract === null ? '' : sha256(contract.bytes);
  const named: [string, string, string, string][] = [
    ['plan.json', 'contract', textOf(member(plan, 'contract'), 'sha256'), contractHash],
    ['plan.json', 'PRD', textOf(member(plan, 'prd'), 'sha256'), prdHash],
    ['contract.model.json', 'contract', textOf(model, 'sha256'), contractHash],
  ];
  for (const [where, what, stated, found] of named) {
    if (stated === found && found !== '') continue;
    report('input-hash', where, `it names the ${what} ${stated || '(none)'}, inputs/ holds ${found || '(none)'}`);
  }
  const known = new Set(['inputs/prd.md', 'inputs/prd.txt', 'inputs/options.json', contract?.path]);
  for (const path of bundle.keys()) {
    if (path.startsWith('inputs/') && !known.has(path)) report('stray-input', path, 'it is no input of a plan');
  }
}
