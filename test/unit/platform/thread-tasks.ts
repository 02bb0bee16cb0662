/** Tasks for the tests of the thread pool. */
export const double = (input: number): number => input * 2;

export function spin(milliseconds: number): string {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) continue;
  return 'done';
}

export function fillMemory(): number {
  const kept: string[][] = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => `entry ${index} of ${kept.length}`));
}

export function refuse(input: string): never {
  throw new RangeError(`cannot take ${input}`);
}
