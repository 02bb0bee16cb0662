/**
 * Rounds to six decimals (half away from zero), the precision every emitted number has. Never gives negative zero,
 * which canonical JSON could not tell from zero.
 */
export function round6(x: number): number {
  const scaled = Math.round(Math.abs(x) * 1e6) / 1e6;
  return x < 0 && scaled !== 0 ? -scaled : scaled;
}
