import type { Finding } from '../../finding.js';
import type { JsonObject } from '../json-value.js';
import { localPointer, valueAt } from '../pointer.js';
import { quote } from '../quote.js';
import type { childOf } from './grammar.js';
import { findReferences } from './references.js';

/**
 * References that lead nowhere in the document, or out of it. Each text is told of once, at its first place.
 * `fieldOf` is the grammar of the document's dialect.
 */
export function referenceFindings(root: JsonObject, fieldOf: typeof childOf): Finding[] {
  const findings: Finding[] = [];
  for (const { ref, pointer, places } of findReferences(root, fieldOf)) {
    const target = localPointer(ref);
    if (target !== null && valueAt(root, target) !== undefined) continue;
    const others = places === 1 ? '' : ` ${places - 1} more place${places === 2 ? ' holds' : 's hold'} it.`;
    const where = { in: 'contract' as const, pointer: `${pointer}/$ref` };
    if (ref.startsWith('#')) {
      const message = `The reference ${quote(ref)} leads nowhere; anything is taken to be allowed there.${others}`;
      findings.push({ code: 'dangling-ref', severity: 'error', message, where });
    } else {
      const message = `The reference ${quote(ref)} leads out of the document and is never followed.${others}`;
      findings.push({ code: 'external-ref', severity: 'warning', message, where });
    }
  }
  return findings;
}
