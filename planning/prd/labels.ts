import type { Span } from './blocks.js';

/** A label of the PRD's own (`FR-3`, `REQ-001`, `US12`) and where the text it labels begins. */
export interface Label {
  label: string;
  /** Offset just past the label and what separates it from its text. */
  textStart: number;
}

/** Prefixes that number requirements even without a hyphen: `R1`, `UC12`. */
const PLAIN = 'FR|NFR|REQ|RQ|R|US|UC|BR|AC|NF|QR|SR|TR|UR|F';
const LABEL = new RegExp(
  `^[*_\`\\[(]{0,4}((?:[A-Z][A-Z0-9]{0,7}(?:-[A-Z]{1,6})?-\\d{1,5}|(?:${PLAIN})\\d{1,4})(?:\\.\\d{1,3}){0,3}[a-z]?)(?![\\w-])[\\])\`*_]{0,4}[ \\t]{0,4}[:.)|–—-]{0,2}[*_]{0,2}[ \\t|]{0,8}`,
);
/** Names of standards look like labels and are none. */
const STANDARDS = /^(?:UTF|SHA|ISO|AES|RFC|COVID|IEEE|EN|DIN|TLS|HTTP|MD|ES|BCP|CVE|RSA|X|H)-\d/;

/**
 * The label that a text begins with, or null. `X-1` is one: single letters are taken where the hyphen makes them plain.
 */
export function labelAt(span: Span): Label | null {
  const match = LABEL.exec(span.text);
  const label = match?.[1];
  if (match === null || label === undefined) return null;
  if (STANDARDS.test(label) && !/^[XH]-\d/.test(label)) return null;
  return { label, textStart: span.start + match[0].length };
}
