/** What the count of tokens needs to know of a model. */
export interface KnownModel {
  /** Nominal window in tokens. */
  window: number;
  /** Whether o200k is its own vocabulary. */
  exact: boolean;
  /** Else: how many tokens it takes for one of o200k, at worst. */
  factor: number;
}

/** By the start of the model's name, the first that fits; windows as their makers publish them. */
const MODELS: readonly [RegExp, KnownModel][] = [
  [/^gpt-3-5-turbo/, { window: 16_385, exact: false, factor: 1.1 }],
  [/^gpt-4o/, { window: 128_000, exact: true, factor: 1 }],
  [/^gpt-4-1/, { window: 1_047_576, exact: true, factor: 1 }],
  [/^gpt-4-turbo/, { window: 128_000, exact: false, factor: 1.1 }],
  [/^gpt-4/, { window: 8_192, exact: false, factor: 1.1 }],
  [/^gpt-5/, { window: 400_000, exact: true, factor: 1 }],
  [/^gpt-oss/, { window: 131_072, exact: true, factor: 1 }],
  [/^(?:o1|o3|o4-mini)/, { window: 200_000, exact: true, factor: 1 }],
  [/^claude/, { window: 200_000, exact: false, factor: 1.2 }],
  [/^gemini-2-5/, { window: 1_048_576, exact: false, factor: 1.2 }],
  [/^llama-3/, { window: 128_000, exact: false, factor: 1.1 }],
  [/^qwen3-coder/, { window: 262_144, exact: false, factor: 1.2 }],
  [/^deepseek-v3/, { window: 163_840, exact: false, factor: 1.2 }],
  [/^kimi-k2/, { window: 131_072, exact: false, factor: 1.2 }],
];

/** A model nobody knows is taken for a small one with a vocabulary of its own. */
const UNKNOWN: KnownModel = { window: 32_768, exact: false, factor: 1.2 };

/** The model a name stands for: without its vendor's name, in any case, dots or hyphens, whatever its variant. */
export function knownModel(name: string): KnownModel {
  const plain = name
    .slice(name.lastIndexOf('/') + 1)
    .trim()
    .toLowerCase()
    .replaceAll('.', '-');
  for (const [start, model] of MODELS) {
    const found = start.exec(plain)?.[0];
    if (found !== undefined && /^(?:$|[-:@_])/.test(plain.slice(found.length))) return model;
  }
  return UNKNOWN;
}
