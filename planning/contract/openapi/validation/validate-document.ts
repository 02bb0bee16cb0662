import type { Finding } from '../../../finding.js';
import type { JsonObject } from '../../json-value.js';
import { dialectOf } from '../dialect.js';
import { explainFaults } from './explain-fault.js';
import { findFaults } from './find-faults.js';

/** What comparing a document with the official schema shows. */
export interface Validation {
  findings: Finding[];
  /** Nodes with faults that are not among the findings. */
  unlisted: number;
  /** False where not all of the document was compared. */
  complete: boolean;
}

/**
 * Compares a document, as received, with the official schema of its dialect and tells of some `limit` faults, in the
 * order of the text. None of them is a reason to refuse it. A sound document costs one pass; the work is bounded
 * whatever the number of faults.
 */
export function validateDocument(root: JsonObject, limit: number): Validation {
  const dialect = dialectOf(root);
  const findings: Finding[] = [];
  let unlisted = 0;
  const complete = findFaults(root, dialect, (faulty) => {
    if (findings.length < limit) findings.push(...explainFaults(faulty, dialect));
    else unlisted++;
  });
  return { findings, unlisted, complete };
}
