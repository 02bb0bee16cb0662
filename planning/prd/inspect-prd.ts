import type { Refusal } from '../finding.js';
import { findRequirements } from './requirements.js';

/** A clause that nothing serves is a task: more of them than this are no plan. */
const MAX_CLAUSES = 10_000;

/**
 * Says why a PRD cannot be planned (empty, blanks only, too long, too many clauses, NUL, lone surrogate), or null if it can. `maxBytes`
 * is UTF-8.
 */
export function inspectPrd(text: string, maxBytes: number): Refusal | null {
  if (text.trim() === '') {
    return {
      status: 422,
      code: 'prd-empty',
      message: text === '' ? 'The PRD is empty.' : 'The PRD holds nothing but blanks.',
      remediation: 'Send the text of the requirements, as Markdown or plain text.',
      where: { in: 'prd', start: 0, end: text.length },
    };
  }
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > maxBytes) {
    return {
      status: 413,
      code: 'prd-too-large',
      message: `The PRD has ${bytes} bytes; at most ${maxBytes} are taken.`,
      remediation: 'Send only the requirements of what is to be built now, or ask the operator to raise the limit.',
      where: { in: 'prd' },
    };
  }
  const clauses = findRequirements(text).length;
  if (clauses > MAX_CLAUSES) {
    return {
      status: 422,
      code: 'prd-over-limit',
      message: `The PRD states ${clauses} clauses; at most ${MAX_CLAUSES} are planned.`,
      remediation: 'Send only the requirements of what is to be built now.',
      where: { in: 'prd' },
    };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return badCharacter('prd-nul', 'a NUL character', nul, 'Send plain text or Markdown, not a binary file.');
  }
  const lone = loneSurrogateAt(text);
  if (lone >= 0) {
    return badCharacter(
      'prd-lone-surrogate',
      'half of a surrogate pair',
      lone,
      'Send the PRD as valid Unicode (UTF-8).',
    );
  }
  return null;
}

function badCharacter(code: string, what: string, offset: number, remediation: string): Refusal {
  return {
    status: 422,
    code,
    message: `The PRD holds ${what} at offset ${offset}.`,
    remediation,
    where: { in: 'prd', start: offset, end: offset + 1 },
  };
}

/** Offset of the first surrogate without its other half, -1 if there is none. */
function loneSurrogateAt(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xd800 || code > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return i;
    i++;
  }
  return -1;
}
