/** Names longer than this are compared by their beginning: they come from outside. */
const MOST_CHARACTERS = 200;
/** Share of common pairs from which a name is worth proposing; below it a hint misleads. */
const ENOUGH = 0.5;

/**
 * The candidate that shares most pairs of neighbouring characters with a name, upper and lower case alike, for "did you
 * mean …"; the first of equals, null when none is near. Dice's coefficient (1945) over pairs: linear in the lengths, so
 * that a name can be compared with each of a contract's many.
 */
export function closestName(name: string, candidates: readonly string[]): string | null {
  const wanted = pairsOf(name);
  let best: string | null = null;
  let bestShare = ENOUGH;
  for (const candidate of candidates) {
    const share = shareOfPairs(wanted, pairsOf(candidate));
    if (share <= bestShare) continue;
    best = candidate;
    bestShare = share;
  }
  return best;
}

/** How often each pair of neighbouring characters stands in a text; its two ends count as characters. */
function pairsOf(text: string): Map<string, number> {
  const framed = `\n${text.slice(0, MOST_CHARACTERS).toLowerCase()}\n`;
  const pairs = new Map<string, number>();
  for (let at = 1; at < framed.length; at++) {
    const pair = framed.slice(at - 1, at + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function shareOfPairs(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, times] of a) common += Math.min(times, b.get(pair) ?? 0);
  return (2 * common) / (sizeOf(a) + sizeOf(b));
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const times of pairs.values()) size += times;
  return size;
}
