import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';
import { readAsked } from './asked.js';
import type { Asked } from './asked.js';
import { makeChance } from './chance.js';
import { makeImperfect } from './imperfect.js';
import { plausibleAnswer } from './plausible-answer.js';

/** What a model says to an envelope: the text of its answer. */
export type ModelAnswer = (envelope: StudioEnvelope) => string;

export interface ModelOptions {
  seed: number;
  /** How often it errs: hardly ever, in a quarter or in two thirds of the places where it could. */
  quality?: 'good' | 'mixed' | 'bad';
  /** Whether it mends an answer when asked to, or gives the same one again. */
  repairs?: boolean;
}

const ERROR_RATE = { good: 0.02, mixed: 0.25, bad: 0.67 };

/** Lists whose items a remainder is asked for by, with the key that holds the id. */
const LISTS: Readonly<Record<string, readonly [list: string, key: string]>> = {
  detail: ['tasks', 'task'],
  edges: ['edges', 'pair'],
  trace: ['traces', 'requirement'],
};

/**
 * A model for the stand-in: its answers hang on the question and the seed only, neither on the nonce nor on earlier calls.
 * Asked for a remainder it tells of the ids asked for, without errors.
 */
export function makeModel({ seed, quality = 'mixed', repairs = true }: ModelOptions): ModelAnswer {
  return (envelope) => {
    const asked = readAsked(envelope);
    const again = asked.followUp?.kind === 'remainder' || (asked.followUp?.kind === 'repair' && repairs);
    return JSON.stringify(answerTo(asked, seed, again ? 0 : ERROR_RATE[quality]));
  };
}

/** What a model that is never wrong says. */
export const answerHonestly: ModelAnswer = (envelope) => JSON.stringify(answerTo(readAsked(envelope), 1, 0));

function answerTo(asked: Asked, seed: number, rate: number): unknown {
  const { op, data, followUp } = asked;
  const chance = makeChance(seed, op, data);
  const whole = makeImperfect(op, plausibleAnswer(op, data, chance), rate, chance);
  return followUp?.kind === 'remainder' ? only(op, whole, new Set(followUp.missing)) : whole;
}

function only(op: string, answer: unknown, ids: ReadonlySet<string>): unknown {
  if (op === 'outline') {
    const { slices } = answer as { slices: { elements: string[] }[] };
    const wanted = slices.map((one) => ({ ...one, elements: one.elements.filter((id) => ids.has(id)) }));
    return { slices: wanted.filter(({ elements }) => elements.length > 0) };
  }
  const list = LISTS[op];
  if (list === undefined) return answer;
  const [name, key] = list;
  const items = (answer as Record<string, Record<string, string>[]>)[name] ?? [];
  return { [name]: items.filter((item) => ids.has(item[key] ?? '')) };
}
