import { createHash } from 'node:crypto';

import { covers } from './documents.js';
import type { Documents } from './documents.js';
import { isSameSet, listOf, member, numberOf, textOf, textsOf } from './json.js';
import type { Report } from './violation.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** How far before a clause its label may stand. */
const LABEL_REACH = 80;

/**
 * Checks the clauses of coverage.json against the PRD in inputs/: each stands where it is said to stand, one after the
 * other; its id is made of its label or its text as the format says; it is covered by the tasks that name it, and traced
 * to elements the contract has. List items of the PRD that begin with a label must be among them.
 */
export function checkRequirements(documents: Documents, report: Report): void {
  const { prd, coverage, plan } = documents;
  const rows = listOf(coverage, 'requirements');
  const stated = numberOf(member(plan, 'prd'), 'requirements');
  if (stated !== rows.length) {
    report('requirement-count', 'plan.json', `it says ${stated} requirements, coverage.json has ${rows.length}`);
  }
  checkIds(rows, report);
  checkUse(rows, documents, report);
  if (prd === null) {
    report('input-missing', 'inputs/', 'there is no PRD');
    return;
  }
  checkSpans(rows, prd, report);
  checkLabelled(rows, prd, report);
}

function placeOfRow(row: unknown): string {
  return `coverage.json#${textOf(row, 'id')}`;
}

function checkSpans(rows: readonly unknown[], prd: string, report: Report): void {
  let last = 0;
  for (const row of rows) {
    const start = numberOf(row, 'start');
    const end = numberOf(row, 'end');
    const text = textOf(row, 'text');
    const found = prd.slice(start, end);
    if (!(start >= 0 && end <= prd.length && start < end) || found !== text) {
      report(
        'requirement-span',
        placeOfRow(row),
        `at ${start} to ${end} the PRD says ${quote(found)}, not ${quote(text)}`,
      );
    } else if (start < last) {
      report('requirement-span', placeOfRow(row), 'it overlaps with the clause before it');
    }
    const label = textOf(row, 'label');
    if (label !== '' && !prd.slice(Math.max(0, start - LABEL_REACH), start).includes(label)) {
      report('requirement-label', placeOfRow(row), `the PRD has no ${quote(label)} before this clause`);
    }
    last = Math.max(last, end);
  }
}

/** `R-` + the label where one clause has it, else + 8 base32 characters of the clause's hash; `-2` on collision. */
function checkIds(rows: readonly unknown[], report: Report): void {
  const uses = new Map<string, number>();
  for (const row of rows) uses.set(textOf(row, 'label'), (uses.get(textOf(row, 'label')) ?? 0) + 1);
  const taken = new Map<string, number>();
  for (const row of rows) {
    const label = textOf(row, 'label');
    const own = label !== '' && uses.get(label) === 1 ? label : clauseHash(textOf(row, 'text'));
    const count = (taken.get(own) ?? 0) + 1;
    taken.set(own, count);
    const id = count === 1 ? `R-${own}` : `R-${own}-${count}`;
    if (textOf(row, 'id') !== id) report('requirement-id', placeOfRow(row), `by its label and text the id is ${id}`);
  }
}

/** Eight base32 characters of SHA-256 over the clause in NFKC, lower case, blanks collapsed. */
function clauseHash(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const hash = createHash('sha256').update(plain).digest().readUIntBE(0, 5);
  return Array.from({ length: 8 }, (_, at) => ALPHABET[Math.floor(hash / 32 ** (7 - at)) % 32] ?? '').join('');
}

function checkUse(rows: readonly unknown[], { tasks, model }: Documents, report: Report): void {
  const known = new Set(rows.map((row) => textOf(row, 'id')));
  for (const task of tasks) {
    for (const id of task.requirements) {
      if (!known.has(id)) report('unknown-requirement', `tasks.json#${task.key}`, `coverage.json has no ${id}`);
    }
  }
  const elements = new Set([
    'auth',
    ...listOf(model, 'operations').map((one) => `op:${textOf(one, 'id')}`),
    ...listOf(model, 'entities').map((one) => `entity:${textOf(one, 'id')}`),
  ]);
  const makers = tasks.filter(covers);
  for (const row of rows) {
    const id = textOf(row, 'id');
    const found = makers.filter((task) => task.requirements.includes(id)).map((task) => task.id);
    if (!isSameSet(textsOf(row, 'coveredBy'), found)) {
      report(
        'requirement-covered',
        placeOfRow(row),
        `tasks.json names it in ${found.length} tasks: ${found.join(', ')}`,
      );
    }
    const traces = listOf(row, 'elements');
    for (const trace of traces) {
      const ref = textOf(trace, 'element');
      const score = numberOf(trace, 'score');
      if (!elements.has(ref)) report('requirement-trace', placeOfRow(row), `the contract has no ${ref}`);
      if (!(score >= 0 && score <= 1)) report('requirement-trace', placeOfRow(row), `${ref} has the score ${score}`);
    }
    // Elements may be named that do not serve the clause; then no task that builds one of them serves it.
    const named = new Set(traces.map((trace) => textOf(trace, 'element')));
    const built = makers.some((task) => task.requirements.includes(id) && task.covers.some((ref) => named.has(ref)));
    const served = member(row, 'served');
    if (typeof served !== 'boolean' || (served ? traces.length === 0 : built)) {
      const words = `served is ${String(served)}, elements: ${traces.length}, built for it: ${built ? 'some' : 'none'}`;
      report('requirement-trace', placeOfRow(row), words);
    }
  }
}

const FENCE = /^[ \t>]*(?:`{3,}|~{3,})/;
const ITEM =
  /^[ \t>]*(?:[-*+•]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?[*_`([]{0,4}([A-Z][A-Z0-9]{0,7}-\d{1,5})(?![\w.-])/;
const NOT_ASKED = /out[ -]of[ -]scope|not in scope|non-goals?|nicht im umfang|hors périmètre|fuera de alcance/i;
/** Names of standards look like labels and are none. */
const STANDARDS = /^(?:UTF|SHA|ISO|AES|RFC|COVID|IEEE|EN|DIN|TLS|HTTP|MD|ES|BCP|CVE|RSA|X|H)-/;

/** Every list item that begins with a label of the PRD's own must be a clause with this label. */
function checkLabelled(rows: readonly unknown[], prd: string, report: Report): void {
  const labels = new Set(rows.map((row) => textOf(row, 'label')));
  let fenced = false;
  let asked = true;
  for (const line of prd.split('\n')) {
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced) continue;
    if (/^[ \t>]*#{1,6}\s|^[ \t>]*\*\*[^*]+\*\*:?\s*$/.test(line)) asked = !NOT_ASKED.test(line);
    const label = ITEM.exec(line)?.[1];
    if (label === undefined || !asked || labels.has(label) || STANDARDS.test(label) || NOT_ASKED.test(line)) continue;
    report('requirement-missing', 'coverage.json', `the PRD asks for ${label}, the matrix has no such clause`);
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
