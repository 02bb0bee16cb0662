/** Saturating scale 1 − e^(−x/τ): 0 at 0, 0.63 at τ, towards 1; rises with x. Negative x counts as 0. */
export function saturation(x: number, tau: number): number {
  return 1 - Math.exp(-Math.max(0, x) / tau);
}

/** Quartiles of a measure in a corpus; 0 < q25 < q50 < q75. */
export interface Quartiles {
  q25: number;
  q50: number;
  q75: number;
}

/**
 * Where x stands in a corpus, in [0,1): linear between 0, the quartiles (0.25, 0.5, 0.75), and beyond the last one
 * approaching 1 with the third quartile as length. Continuous, rises with x.
 */
export function quantile(x: number, { q25, q50, q75 }: Quartiles): number {
  if (x <= 0) return 0;
  if (x <= q25) return (0.25 * x) / q25;
  if (x <= q50) return 0.25 + (0.25 * (x - q25)) / (q50 - q25);
  if (x <= q75) return 0.5 + (0.25 * (x - q50)) / (q75 - q50);
  return 0.75 + 0.25 * saturation(x - q75, q75);
}

/** Probability that at least one of independent signals holds: 1 − Π (1 − weight)^count. Rises with every count. */
export function noisyOr(signals: readonly { weight: number; count: number }[]): number {
  return 1 - signals.reduce((none, { weight, count }) => none * (1 - weight) ** Math.max(0, count), 1);
}
