import { OPERATIONS } from './operations.js';
import { REMAINDER, REPAIR, RULES } from './prompts.js';

/** So many words in a row are no accident. */
const RUN = 6;

let known: ReadonlySet<string> | undefined;

/** Whether a text repeats some of what a model is told: six words in a row of a prompt, whatever stands between them. */
export function repeatsPrompt(text: string): boolean {
  known ??= new Set(
    [...Object.values(OPERATIONS).map(({ prompt }) => prompt), RULES, REMAINDER, REPAIR].flatMap(runsOf),
  );
  return runsOf(text).some((run) => known?.has(run));
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}
