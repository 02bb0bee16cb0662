/**
 * Orders two strings by UTF-16 code unit: the one order everything is sorted in before it is hashed or emitted,
 * so that results depend on no locale.
 */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
