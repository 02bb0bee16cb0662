import { compareStrings } from '../compare.js';
import type { Finding } from '../finding.js';

/** Findings that a contract has at most, the one that tells of the rest included. */
export const MAX_FINDINGS = 200;
/** Code of the finding that counts those left out. */
export const MORE_FINDINGS = 'more-findings';
/** Of one code, so many come before any more of it: a flood of one kind must not drown the others. */
const FIRST_OF_CODE = 20;

const SEVERITIES = ['error', 'warning', 'info'];

/**
 * The findings that are shown: all, or 199 and a last one that counts the rest by code. Errors come before warnings and
 * these before notes, and of every code some before more of any. `complete` says whether all faults were looked for.
 */
export function limitFindings(findings: readonly Finding[], complete: boolean): Finding[] {
  if (findings.length <= MAX_FINDINGS && complete) return [...findings];
  const seen = new Map<string, number>();
  const ranked = findings.map((finding) => {
    const nth = seen.get(finding.code) ?? 0;
    seen.set(finding.code, nth + 1);
    return { finding, round: nth < FIRST_OF_CODE ? 0 : 1, severity: SEVERITIES.indexOf(finding.severity) };
  });
  ranked.sort((a, b) => a.round - b.round || a.severity - b.severity);
  const kept = ranked.slice(0, MAX_FINDINGS - 1).map(({ finding }) => finding);
  return [
    ...kept,
    rest(
      ranked.slice(MAX_FINDINGS - 1).map(({ finding }) => finding),
      complete,
    ),
  ];
}

function rest(left: readonly Finding[], complete: boolean): Finding {
  const counts = new Map<string, number>();
  for (const { code } of left) counts.set(code, (counts.get(code) ?? 0) + 1);
  const list = [...counts]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([code, count]) => `${count} ${code}`)
    .join(', ');
  const told = left.length === 0 ? '' : `${left.length} more findings are not listed: ${list}. `;
  const stopped = complete
    ? ''
    : 'The document has more faults than were looked for; the rest of it was not compared with the official schema.';
  return { code: MORE_FINDINGS, severity: 'info', message: `${told}${stopped}`.trim(), where: { in: 'contract' } };
}
