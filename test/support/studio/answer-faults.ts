import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';
import { readAsked } from './asked.js';
import type { Asked } from './asked.js';
import type { ModelAnswer } from './model.js';

const NESTING = 5000;
const HUGE = 5 * 1024 * 1024;

/** First string value of a JSON text that is words, as it stands there. */
const FIRST_TEXT = /(:\s*")([^"\\]{3,})(")/;

const object = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
const inside = (text: string, more: string): string => text.replace('{', `{${more},`);
const mapped = (value: unknown, change: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, change)]));
};
const eachValue = (text: string, change: (value: unknown) => unknown): string =>
  JSON.stringify(mapped(object(text), change));

/** What models were seen to make of an answer, by name. Each changes the text of a good one. */
const FAULTS = {
  fenced: (text) => `\`\`\`json\n${text}\n\`\`\``,
  'prose around': (text) => `Sure! Here is {what you asked for}:\n\n${text}\n\nLet me know if you need more.`,
  'byte order mark': (text) => `\ufeff${text}`,
  'cut in the middle': (text) => text.slice(0, Math.ceil(text.length / 2)),
  'single quotes': (text) => text.replaceAll("'", '’').replaceAll('"', "'"),
  'trailing commas': (text) => text.replace(/([}\]"])(?=[}\]])/g, '$1,'),
  comments: (text) => `// the answer\n${text.replace('{', '{ /* as asked */ ')}`,
  'wrong types': (text) => eachValue(text, () => 7),
  'additional keys': (text) => inside(text, '"confidence":0.9,"thoughts":["first","then"]'),
  'an array': (text) => `[${text}]`,
  'empty object': () => '{}',
  'empty text': () => '',
  'unknown ids only': (text, { data }) => {
    const known = idsOf(data);
    return eachValue(text, (value) => (known.has(value) ? 'x404' : value));
  },
  'five megabytes': (text) => inside(text, `"notes":"${'x'.repeat(HUGE)}"`),
  'deep nesting': (text) => inside(text, `"notes":${'['.repeat(NESTING)}${']'.repeat(NESTING)}`),
  'deep nesting without end': () => '{"a":'.repeat(NESTING),
  'duplicate keys': (text) =>
    `{${Object.keys(object(text))
      .map((key) => `"${key}":[]`)
      .join()},${text.slice(1)}`,
  'not a number': (text) => inside(text, '"score":NaN,"cost":-Infinity'),
  'lone surrogate': (text) => text.replace(FIRST_TEXT, '$1$2\\ud800$3'),
  'NUL in a text': (text) => text.replace(FIRST_TEXT, '$1$2\\u0000$3'),
  'two documents': (text) => `${text}\n${text}`,
  'a draft first': (text) => `{"draft":true}\n${text}`,
  'JSON in a string': (text) => JSON.stringify(text),
  'answer to another question': (_, { op }) =>
    op === 'judge' ? '{"slices":[]}' : '{"better":"first","because":"It is shorter."}',
  'schema echoed': (_, { answerSchema }) => JSON.stringify(answerSchema),
  'data echoed': (_, { data }) => JSON.stringify(data),
  refusal: () => "I'm sorry, but I can't help with that request.",
} satisfies Record<string, (text: string, asked: Asked) => string>;

export type AnswerTextFault = keyof typeof FAULTS;
export const ANSWER_TEXT_FAULTS = Object.keys(FAULTS) as AnswerTextFault[];

/** Which fault an answer has; asked once for each call, in order, and told what it is about. */
export type AnswerScript = (call: {
  number: number;
  op: string;
  followUp: 'remainder' | 'repair' | null;
}) => AnswerTextFault | null;

/** The fault in the first answer to each question, which is mended when asked for. */
export const atFirst = (fault: AnswerTextFault): AnswerScript => {
  return ({ followUp }) => (followUp === null ? fault : null);
};
/** The fault in every answer: it never gets better. */
export const always = (fault: AnswerTextFault): AnswerScript => {
  return () => fault;
};
/** A fault for each call in order; none after the last. */
export const inTurn = (...faults: readonly (AnswerTextFault | null)[]): AnswerScript => {
  return ({ number }) => faults[number - 1] ?? null;
};

/** A model whose answers go wrong as the script says. */
export function spoilAnswers(answer: ModelAnswer, script: AnswerScript): ModelAnswer {
  let number = 0;
  return (envelope: StudioEnvelope) => {
    const asked = readAsked(envelope);
    number += 1;
    const fault = script({ number, op: asked.op, followUp: asked.followUp?.kind ?? null });
    const text = answer(envelope);
    return fault === null ? text : FAULTS[fault](text, asked);
  };
}

/** Every `id` that the data shows. */
function idsOf(data: unknown): ReadonlySet<unknown> {
  const ids = new Set<unknown>();
  JSON.stringify(data, (key, value: unknown) => {
    if (key === 'id') ids.add(value);
    return value;
  });
  return ids;
}
