/**
 * Where a text holds a quote, any blanks and line breaks of the one standing for any of the other; null where it does not,
 * or where fewer than `least` characters are quoted. Offsets are UTF-16.
 */
export function findQuote(text: string, quote: string, least = 1): { start: number; end: number } | null {
  const words = quote.trim().split(/\s+/);
  if (words.join(' ').length < least || words[0] === '') return null;
  const pattern = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s+');
  const found = new RegExp(pattern).exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}
