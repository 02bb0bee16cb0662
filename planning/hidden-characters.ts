/**
 * Characters that nobody sees and that change how what follows is read or taken: control characters but blanks and line
 * breaks, bidirectional marks, zero-width spaces, the soft hyphen, line separators, tags. Joiners stay: scripts need them.
 */
const HIDDEN =
  /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

/** A text without them. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, '');
}
