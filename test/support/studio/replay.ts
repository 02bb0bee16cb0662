import { PLACEHOLDERS, readRecordings, recordingKey } from '../../../adapters/studio/recording.js';
import type { StudioRecording } from '../../../adapters/studio/recording.js';
import type { StandInOptions } from './stand-in.js';

/**
 * Answers of a stand-in from a folder of recordings: equal questions get their recorded answers in order, and the last one for ever
 * after. A question that was never recorded is an error of the flow.
 */
export async function replaying(dir: string): Promise<StandInOptions['answer']> {
  const byKey = new Map<string, StudioRecording[]>();
  for (const recording of await readRecordings(dir)) {
    byKey.set(recording.key, [...(byKey.get(recording.key) ?? []), recording]);
  }
  return (envelope, input) => {
    const left = byKey.get(recordingKey(envelope));
    const recording = (left?.length ?? 0) > 1 ? left?.shift() : left?.[0];
    if (recording === undefined) {
      const body = JSON.stringify({ detail: `nothing was recorded for this ${envelope.op}` });
      return { status: 500, headers: { 'content-type': 'application/json' }, body };
    }
    const { status, headers, body } = recording.response;
    const asText = JSON.stringify(input).slice(1, -1);
    return {
      status,
      headers,
      body: body.replaceAll(PLACEHOLDERS.input, () => asText).replaceAll(PLACEHOLDERS.nonce, () => envelope.nonce),
    };
  };
}
