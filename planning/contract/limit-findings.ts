import { compareStrings } from '../compare.js';
import type { Finding } from '../finding.js';

/** Findings that a contract has at most, the one that tells of the rest included. */
export const MAX_FINDINGS = 200;
/** Code of the finding that counts those left out. */
export const MORE_FINDINGS = 'more-findings';
/** Of one code, so many come before any more of it: a flood of one kind must not drown the others. */
const FIRST_OF_CODE = 20;

const SEVERITIES = ['error', 'warning', 'info'];

/** Faults that were seen or suspected and have no finding. */
export interface Unlisted {
  /** Parts of the document with faults. */
  unlisted: number;
  /** False where not all of the document was looked at. */
  complete: boolean;
}

/**
 * The findings that are shown: all, or 199 and a last one that counts the rest by code. Errors come before warnings and
 * these before notes, and of every code some before more of any.
 */
export function limitFindings(findings: readonly Finding[], others: Unlisted): Finding[] {
  if (findings.length <= MAX_FINDINGS && others.complete && others.unlisted === 0) return [...findings];
  const seen = new Map<string, number>();
  const ranked = findings.map((finding) => {
    const nth = seen.get(finding.code) ?? 0;
    seen.set(finding.code, nth + 1);
    return { finding, round: nth < FIRST_OF_CODE ? 0 : 1, severity: SEVERITIES.indexOf(finding.severity) };
  });
  ranked.sort((a, b) => a.round - b.round || a.severity - b.severity);
  const ordered = ranked.map(({ finding }) => finding);
  return [...ordered.slice(0, MAX_FINDINGS - 1), rest(ordered.slice(MAX_FINDINGS - 1), others)];
}

function rest(left: readonly Finding[], { unlisted, complete }: Unlisted): Finding {
  const counts = new Map<string, number>();
  for (const { code } of left) counts.set(code, (counts.get(code) ?? 0) + 1);
  const listed = [...counts].sort(([a], [b]) => compareStrings(a, b)).map(([code, count]) => `${count} ${code}`);
  if (unlisted > 0) listed.push(`faults in ${unlisted} more parts of the document`);
  const told = listed.length === 0 ? '' : `Not listed here: ${listed.join(', ')}.`;
  const stopped = complete ? '' : ' What follows in the document was not compared with the official schema.';
  return { code: MORE_FINDINGS, severity: 'info', message: `${told}${stopped}`.trim(), where: { in: 'contract' } };
}
