import type { Finding } from '../finding.js';

/** More findings of one kind than this tell a reader nothing new, and would make every answer of the plan longer. */
const MAX_PER_CODE = 200;

/** The first 200 findings of each code, in their order, and for each code with more one that says how many are left out. */
export function boundFindings(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  const kept = findings.filter(({ code }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return count <= MAX_PER_CODE;
  });
  for (const [code, count] of seen) {
    const first = findings.find((finding) => finding.code === code);
    if (count <= MAX_PER_CODE || first === undefined) continue;
    const message = `${count - MAX_PER_CODE} more findings of this kind are not listed.`;
    kept.push({ code, severity: first.severity, message, where: { in: 'contract' } });
  }
  return kept;
}
