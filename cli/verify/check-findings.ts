import canonicalize from 'canonicalize';

import type { Documents } from './documents.js';
import { listOf, member, numberOf, textOf } from './json.js';
import type { Report } from './violation.js';

/** From fewer candidates than this on, a finding must say so. */
const WANTED_CANDIDATES = 3;
/** Failed tasks that are named at most. */
const MAX_FAILED_NAMED = 20;

/**
 * Checks the findings: plan.json and report.json tell the same (but for tasks that failed since), all that
 * contract.model.json found is among them, each place lies in the PRD, and there is one for every clause that no
 * element serves and nothing else meets, and for no other.
 */
export function checkFindings(documents: Documents, report: Report): void {
  const { plan, report: told, model, prd, candidates } = documents;
  const findings = listOf(plan, 'findings');
  const planned = findings.filter((finding) => textOf(finding, 'code') !== 'task-failed');
  if (sorted(planned) !== sorted(listOf(told, 'findings'))) {
    report('findings-differ', 'report.json', 'its findings are not those of plan.json');
  }
  const known = new Set(planned.map((finding) => canonicalize(finding)));
  for (const finding of listOf(model, 'findings')) {
    if (!known.has(canonicalize(finding))) {
      report('finding-missing', 'plan.json', `it lacks ${textOf(finding, 'code')}: ${textOf(finding, 'message')}`);
    }
  }
  for (const finding of findings) {
    const where = member(finding, 'where');
    const end = numberOf(where, 'end');
    const outside = prd !== null && !(end <= prd.length && numberOf(where, 'start') <= end);
    if (textOf(where, 'in') === 'prd' && member(where, 'start') !== undefined && outside) {
      report('finding-place', 'plan.json', `${textOf(finding, 'code')}: its place lies outside the PRD`);
    }
  }
  checkFailed(documents, findings, report);
  checkUnserved(documents, findings, report);
  const small = findings.some((finding) => textOf(finding, 'code') === 'search-space-small');
  if (small !== candidates.size < WANTED_CANDIDATES) {
    report(
      'finding-search-space',
      'plan.json',
      `search-space-small is ${small}, there are ${candidates.size} candidates`,
    );
  }
}

function sorted(findings: readonly unknown[]): string {
  return findings
    .map((finding) => canonicalize(finding) ?? '')
    .sort()
    .join('\n');
}

/** Tasks that failed for good are named, the first of them. */
function checkFailed({ tasks }: Documents, findings: readonly unknown[], report: Report): void {
  const failed = new Set(tasks.filter(({ document }) => textOf(document, 'status') === 'failed').map(({ key }) => key));
  const told = findings
    .filter((finding) => textOf(finding, 'code') === 'task-failed')
    .map((finding) => textOf(member(finding, 'where'), 'ref'));
  const made = told.filter((key) => !failed.has(key));
  if (made.length > 0) report('finding-failed', 'plan.json', `it calls ${made.join(', ')} failed`);
  const due = Math.min(failed.size, MAX_FAILED_NAMED);
  if (told.length !== due)
    report('finding-failed', 'plan.json', `it names ${told.length} failed tasks of ${failed.size}`);
}

/** A clause without elements is told, unless a front end or the choice of a technology meets it. */
function checkUnserved({ coverage, tasks }: Documents, findings: readonly unknown[], report: Report): void {
  const rows = new Map(listOf(coverage, 'requirements').map((row) => [`req:${textOf(row, 'id')}`, row]));
  const told = new Set<string>();
  for (const finding of findings) {
    if (textOf(finding, 'code') !== 'requirement-unserved') continue;
    const where = member(finding, 'where');
    const ref = textOf(where, 'ref');
    const row = rows.get(ref);
    told.add(ref);
    if (row === undefined || member(row, 'served') !== false) {
      report('finding-unserved', 'plan.json', `${ref} is called unserved, coverage.json says otherwise`);
    } else if (numberOf(row, 'start') !== numberOf(where, 'start') || numberOf(row, 'end') !== numberOf(where, 'end')) {
      report('finding-unserved', 'plan.json', `the place of ${ref} is not the one of its clause`);
    }
  }
  for (const task of tasks.filter(({ kind }) => kind === 'requirement')) {
    for (const id of task.requirements) {
      if (member(rows.get(`req:${id}`), 'served') === false && !told.has(`req:${id}`)) {
        report(
          'finding-unserved',
          'plan.json',
          `${id} has a task of its own, and no finding says that nothing serves it`,
        );
      }
    }
  }
}
