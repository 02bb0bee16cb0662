/** One output vertex of a run, in the shape the run API gives it. */
export type FlowOutput = Readonly<Record<string, unknown>>;

const EMPTY: FlowOutput = {
  results: {},
  artifacts: {},
  outputs: {},
  logs: {},
  messages: [],
  timedelta: null,
  duration: null,
  component_display_name: 'Chat Output',
  component_id: 'ChatOutput-1',
  used_frozen_result: false,
};

/** A chat output: its text stands in five places. */
export function chatOutput(text: string, id = 'ChatOutput-1'): FlowOutput {
  return {
    ...EMPTY,
    results: { message: { text_key: 'text', text, data: messageData(text), sender: 'Machine', session_id: 's' } },
    artifacts: { message: text, type: 'object', sender: 'Machine' },
    outputs: { message: { message: text, type: 'text' } },
    messages: [{ message: text, sender: 'Machine', component_id: id, type: 'object' }],
    component_id: id,
  };
}

/** A text output: `results.text` instead of `results.message`. */
export function textOutput(text: string): FlowOutput {
  return {
    ...EMPTY,
    results: { text: { text_key: 'text', text, data: messageData(text), sender: null, session_id: 's' } },
    component_display_name: 'Text Output',
    component_id: 'TextOutput-1',
  };
}

/** A component that ends in data, such as one that answers by a schema fixed in the flow. */
export function dataOutput(data: unknown): FlowOutput {
  return { ...EMPTY, results: { structured_output: { text_key: 'text', data, default_value: '' } } };
}

/** A component of the user's own at the end of a flow. */
export function customOutput(message: unknown): FlowOutput {
  return { ...EMPTY, outputs: { answer: { message, type: 'object' } }, component_id: 'Answerer-1' };
}

/** One place only, as other versions and forks leave it. */
export function onlyIn(
  place: 'results' | 'outputs' | 'outputs.text' | 'messages' | 'artifacts',
  text: string,
): FlowOutput {
  const parts = {
    results: { results: { message: { text } } },
    outputs: { outputs: { message: { message: text } } },
    'outputs.text': { outputs: { message: { message: { text } } } },
    messages: { messages: [{ message: text }] },
    artifacts: { artifacts: { message: text } },
  };
  return { ...EMPTY, ...parts[place] };
}

/** The whole answer of a run without streaming. */
export function runResult(input: string | null, outputs: readonly FlowOutput[], sessionId: string): unknown {
  return {
    session_id: sessionId,
    outputs: [{ inputs: input === null ? {} : { input_value: input }, outputs }],
  };
}

function messageData(text: string): unknown {
  return { text, sender: 'Machine', sender_name: 'AI', session_id: 's', files: [], error: false, category: 'message' };
}
