/** A source of numbers that depends on its seed alone. */
export interface Prng {
  /** A number in [0,1). */
  next(): number;
  /** One of the values, each equally likely. */
  pick<T>(values: readonly [T, ...T[]]): T;
}

/** mulberry32 (T. Ettinger, public domain): 32 bits of state, enough to vary shapes, not for secrets. */
export function makePrng(seed: number): Prng {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return { next, pick: (values) => values[Math.floor(next() * values.length)] ?? values[0] };
}
