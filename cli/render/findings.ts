import type { Finding } from '../api-types.js';
import { hang, oneLine } from '../text.js';
import type { Layout } from './layout.js';

type Place = NonNullable<Finding['where']>;

const SEVERITIES = ['error', 'warning', 'info'] as const;

export interface FindingsView {
  findings: readonly Finding[];
  /** How many are shown; all by default. */
  most?: number;
  /** Where to read the others. */
  more?: string;
  /** Text of the clauses that findings point at, by reference (`req:R-FR-3`). */
  clauses?: ReadonlyMap<string, string>;
}

/** Findings in the order given, at most `most` of them and then how many more there are. */
export function renderFindings(layout: Layout, view: FindingsView): string[] {
  const { findings, most = findings.length, more = '', clauses = new Map<string, string>() } = view;
  const lines = findings.slice(0, most).flatMap((finding) => {
    const lead = `${finding.severity.padEnd(7)}  `;
    const text = `${finding.message}${contextOf(finding, clauses)} [${finding.code}]`;
    const [first = '', ...rest] = hang(lead, text, layout.width);
    return [severityColour(layout, finding.severity)(lead) + first.slice(lead.length), ...rest];
  });
  const hidden = findings.slice(most);
  if (hidden.length === 0) return lines;
  return [...lines, layout.colours.dim(`and ${hidden.length} more (${countBySeverity(hidden)}): ${more}`)];
}

/** The clause that a finding points at, or else its place. */
function contextOf({ where, message }: Finding, clauses: ReadonlyMap<string, string>): string {
  if (where === null) return '';
  const clause = where.ref === undefined ? undefined : clauses.get(where.ref);
  if (clause === undefined) return ` (${placeText(where)})`;
  return message.includes(clause) ? '' : ` "${oneLine(clause)}"`;
}

/** `1 error, 2 warnings, 3 info` */
export function countBySeverity(findings: readonly Finding[]): string {
  const counts = SEVERITIES.map(
    (severity) => [severity, findings.filter((f) => f.severity === severity).length] as const,
  );
  return counts
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => `${number} ${severity}${number > 1 && severity !== 'info' ? 's' : ''}`)
    .join(', ');
}

/** A place in words: `contract line 12, column 3`, `contract #/paths/~1pets`, `contract schemas/pet.yaml line 3, column 1`, `PRD characters 120 to 180`. */
export function placeText(place: Place): string {
  const input = place.in === 'prd' ? 'PRD' : place.in;
  const parts: string[] = [];
  if (place.file !== undefined) parts.push(place.file);
  if (place.line !== undefined)
    parts.push(`line ${place.line}${place.column === undefined ? '' : `, column ${place.column}`}`);
  if (place.pointer !== undefined && place.pointer !== '') parts.push(`#${place.pointer}`);
  if (place.ref !== undefined) parts.push(place.ref);
  if (parts.length === 0 && place.start !== undefined)
    parts.push(`characters ${place.start} to ${place.end ?? place.start}`);
  return parts.length === 0 ? input : `${input} ${parts.join(' ')}`;
}

function severityColour({ colours }: Layout, severity: Finding['severity']): (text: string) => string {
  if (severity === 'error') return colours.red;
  return severity === 'warning' ? colours.yellow : colours.dim;
}
