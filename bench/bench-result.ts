/** Medians and spread of one side of a benchmark, in the benchmark's unit. */
export interface Figures {
  median: number;
  p10: number;
  p90: number;
  samples: number[];
}

/** What a benchmark found. `ratio` is ours / baseline. */
export interface BenchResult {
  name: string;
  unit: 'ms' | 'requests/s';
  ours: Figures;
  baseline: Figures;
  ratio: number;
  aim: { bound: 'at most' | 'at least'; value: number; met: boolean };
  /** What a reader must know to read the figures. */
  notes: string[];
}

const round = (x: number, digits: number): number => Number(x.toFixed(digits));

/** The q-quantile (0…1) of a non-empty list, by linear interpolation between the two nearest samples. */
function quantile(sorted: readonly number[], q: number): number {
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Summarises samples, rounded to one decimal. Throws RangeError when there are none. */
export function summarise(samples: readonly number[]): Figures {
  if (samples.length === 0) throw new RangeError('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    median: round(quantile(sorted, 0.5), 1),
    p10: round(quantile(sorted, 0.1), 1),
    p90: round(quantile(sorted, 0.9), 1),
    samples: samples.map((sample) => round(sample, 1)),
  };
}

/** Puts two sides together and says whether the ratio of their medians is within the aim. */
export function compare(
  sides: Pick<BenchResult, 'name' | 'unit' | 'notes'> & { ours: readonly number[]; baseline: readonly number[] },
  aim: { bound: 'at most' | 'at least'; value: number },
): BenchResult {
  const ours = summarise(sides.ours);
  const baseline = summarise(sides.baseline);
  const ratio = round(ours.median / baseline.median, 3);
  const met = aim.bound === 'at most' ? ratio <= aim.value : ratio >= aim.value;
  return { name: sides.name, unit: sides.unit, ours, baseline, ratio, aim: { ...aim, met }, notes: sides.notes };
}
