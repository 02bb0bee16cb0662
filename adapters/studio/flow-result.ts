import { asList, asRecord, writeJson } from './json.js';

/** Most outputs of a flow that are looked at; more are no answer to one question. */
const MAX_TEXTS = 16;

export type FlowResult =
  { texts: readonly [string, ...string[]] } | { fault: 'input-dropped' | 'no-output' | 'empty-answer' };

/**
 * Reads what a run gave back: `{ outputs: [{ inputs, outputs: [{ results, outputs, messages, artifacts }] }] }`.
 * A body that could not be read is dropped by the server without a word and the flow runs on empty input,
 * so that an answer counts only when it echoes `sent`. Where components put their text differs, so all places are looked at.
 */
export function readFlowResult(result: unknown, sent: string): FlowResult {
  const runs = asList(asRecord(result)['outputs']).map(asRecord);
  const [first] = runs;
  if (first === undefined) return { fault: 'no-output' };
  if (asRecord(first['inputs'])['input_value'] !== sent) return { fault: 'input-dropped' };
  const outputs = runs.flatMap((run) => asList(run['outputs'])).slice(0, MAX_TEXTS);
  if (outputs.length === 0) return { fault: 'no-output' };
  const [text, ...others] = new Set(outputs.flatMap(textOf));
  return text === undefined ? { fault: 'empty-answer' } : { texts: [text, ...others] };
}

/** The text of one output: the first that is not blank, in the order in which the places are trusted. */
function textOf(output: unknown): string[] {
  const { results, outputs, messages, artifacts } = asRecord(output);
  const places = [
    asRecord(asRecord(results)['message'])['text'],
    ...Object.values(asRecord(results)).flatMap((value) => [asRecord(value)['text'], asRecord(value)['data'], value]),
    asRecord(asRecord(outputs)['message'])['message'],
    ...Object.values(asRecord(outputs)).map((value) => asRecord(value)['message']),
    ...asList(messages).map((message) => asRecord(message)['message']),
    asRecord(artifacts)['message'],
  ];
  for (const place of places) {
    const text = contentOf(place);
    if (text !== null) return [text];
  }
  return [];
}

/** A text as it is, the text of a message, or data as JSON; null for what says nothing. */
function contentOf(value: unknown): string | null {
  if (typeof value === 'string') return unlessBlank(value);
  if (Array.isArray(value)) return value.length === 0 ? null : writeJson(value);
  const record = asRecord(value);
  if (isMessage(record) || Object.keys(record).every((name) => name === 'text')) return unlessBlank(record['text']);
  // An envelope around data is no data: its `data` is a place of its own.
  return 'data' in record && 'text_key' in record ? null : writeJson(record);
}

/** Messages carry much about themselves beside their text, which would be mistaken for data when the text is empty. */
function isMessage(record: Readonly<Record<string, unknown>>): boolean {
  return ['sender', 'session_id', 'flow_id'].some((name) => name in record);
}

function unlessBlank(text: unknown): string | null {
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}
