/** What is known of one family of models. Sizes are tokens. */
export interface TargetModel {
  /** Family name; a model id belongs to the longest one it starts with. */
  family: string;
  /** Nominal context window, input and output together. */
  window: number;
  /** Most tokens it can write in one answer. */
  output: number;
  /** `o200k`: counted with its own vocabulary. `other`: counted with o200k and multiplied by `factor`. */
  tokenizer: 'o200k' | 'other';
  /** Worst measured ratio to o200k on Markdown, code and JSON. */
  factor: number;
}

/**
 * Windows as the vendors publish them. A model that is not here is taken for a small one with an unknown tokenizer: a
 * payload that fits 32k fits every model in use.
 */
const FAMILIES: readonly TargetModel[] = [
  { family: 'gpt-3.5-turbo', window: 16_385, output: 4_096, tokenizer: 'other', factor: 1.1 },
  { family: 'gpt-4', window: 8_192, output: 4_096, tokenizer: 'other', factor: 1.1 },
  { family: 'gpt-4-turbo', window: 128_000, output: 4_096, tokenizer: 'other', factor: 1.1 },
  { family: 'gpt-4o', window: 128_000, output: 16_384, tokenizer: 'o200k', factor: 1 },
  { family: 'gpt-4.1', window: 1_047_576, output: 32_768, tokenizer: 'o200k', factor: 1 },
  { family: 'gpt-5', window: 400_000, output: 128_000, tokenizer: 'o200k', factor: 1 },
  { family: 'gpt-oss', window: 131_072, output: 32_768, tokenizer: 'o200k', factor: 1 },
  { family: 'o1', window: 200_000, output: 100_000, tokenizer: 'o200k', factor: 1 },
  { family: 'o3', window: 200_000, output: 100_000, tokenizer: 'o200k', factor: 1 },
  { family: 'o4-mini', window: 200_000, output: 100_000, tokenizer: 'o200k', factor: 1 },
  { family: 'claude', window: 200_000, output: 32_000, tokenizer: 'other', factor: 1.2 },
  { family: 'claude-sonnet-4', window: 200_000, output: 64_000, tokenizer: 'other', factor: 1.2 },
  { family: 'claude-opus-4', window: 200_000, output: 32_000, tokenizer: 'other', factor: 1.2 },
  { family: 'gemini-2.5', window: 1_048_576, output: 65_536, tokenizer: 'other', factor: 1.2 },
  { family: 'llama-3', window: 128_000, output: 8_192, tokenizer: 'other', factor: 1.1 },
  { family: 'qwen3-coder', window: 262_144, output: 65_536, tokenizer: 'other', factor: 1.2 },
  { family: 'deepseek-v3', window: 163_840, output: 8_192, tokenizer: 'other', factor: 1.2 },
  { family: 'kimi-k2', window: 131_072, output: 16_384, tokenizer: 'other', factor: 1.2 },
];

const UNKNOWN: TargetModel = { family: 'unknown', window: 32_768, output: 4_096, tokenizer: 'other', factor: 1.2 };

/** Names of the families whose window is known. */
export const TARGET_FAMILIES: readonly string[] = FAMILIES.map(({ family }) => family);

/** Normalised family name → family, longest names first. */
const BY_LENGTH = FAMILIES.map((model) => ({ name: normalise(model.family), model })).sort(
  (a, b) => b.name.length - a.name.length,
);

/**
 * The family a model id belongs to, or the cautious `unknown`. A vendor prefix (`anthropic/`), letter case, dates and
 * variants behind the family name do not matter, nor does writing `4-5` for `4.5`.
 */
export function targetModel(id: string): TargetModel {
  const name = normalise(id.slice(id.lastIndexOf('/') + 1));
  const found = BY_LENGTH.find((entry) => name === entry.name || isVariant(name, entry.name));
  return found?.model ?? UNKNOWN;
}

/** `gpt-4o-mini` is a variant of `gpt-4o`, but `gpt-4o` is none of `gpt-4`. */
function isVariant(name: string, family: string): boolean {
  return name.startsWith(family) && /^[-:@_]/.test(name.slice(family.length));
}

function normalise(id: string): string {
  return id.trim().toLowerCase().replaceAll('.', '-');
}
