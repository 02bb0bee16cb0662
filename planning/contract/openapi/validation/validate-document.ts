import type { Finding } from '../../../finding.js';
import type { JsonObject } from '../../json-value.js';
import { dialectOf } from '../dialect.js';
import { explainFaults } from './explain-fault.js';
import { findFaults } from './find-faults.js';

/** What comparing a document with the official schema shows. */
export interface Validation {
  findings: Finding[];
  /** False where the document has more faults than were looked for. */
  complete: boolean;
}

/**
 * Compares a document, as received, with the official schema of its dialect and tells of at most `limit` faults, in the
 * order of the text. None of them is a reason to refuse it. A sound document costs one pass; the work is bounded
 * whatever the number of faults.
 */
export function validateDocument(root: JsonObject, limit: number): Validation {
  const dialect = dialectOf(root);
  const findings: Finding[] = [];
  const complete = findFaults(root, dialect, (faulty) => {
    findings.push(...explainFaults(faulty, dialect));
    return findings.length < limit;
  });
  return { findings: findings.slice(0, limit), complete: complete && findings.length <= limit };
}
