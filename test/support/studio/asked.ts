import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';
import type { GenerationOperation } from '../../../planning/generation/question.js';

/** A question as it reached the model. */
export interface Asked {
  op: GenerationOperation;
  /** What the question shows, in the form of its operation. */
  data: unknown;
  followUp: { kind: 'remainder'; missing: string[] } | { kind: 'repair'; previous: string } | null;
  nonce: string;
  instructions: string;
  answerSchema: unknown;
}

/** Reads the blocks of an envelope. @throws Error where one is not of our making */
export function readAsked({ op, nonce, payload }: StudioEnvelope): Asked {
  const { instructions, answerSchema, data } = payload as { instructions: string; answerSchema: unknown; data: string };
  const missing = block(data, 'MISSING', nonce);
  const previous = block(data, 'ANSWER', nonce);
  const shown = block(data, 'DATA', nonce);
  if (shown === undefined) throw new Error('The envelope holds no block of data.');
  const followUp =
    previous !== undefined
      ? { kind: 'repair' as const, previous: previous as string }
      : missing !== undefined
        ? { kind: 'remainder' as const, missing: missing as string[] }
        : null;
  return { op: op as GenerationOperation, data: shown, followUp, nonce, instructions, answerSchema };
}

function block(text: string, name: string, nonce: string): unknown {
  const lines = text.split('\n');
  const start = lines.indexOf(`<<<${name}-${nonce}`);
  return start < 0 ? undefined : (JSON.parse(lines[start + 1] ?? '') as unknown);
}
