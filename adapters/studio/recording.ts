import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { asRecord, parseJson } from './json.js';

export const RECORDING_FORMAT = 'planner-studio-recording/1';

/** What stands in a recording for what differs from call to call. */
export const PLACEHOLDERS = { input: '<input>', nonce: '<nonce>', session: '<session>' } as const;

/** One request and its answer, without credentials, session and nonce. */
export interface StudioRecording {
  format: typeof RECORDING_FORMAT;
  /** Equal for calls that ask the same. */
  key: string;
  op: string;
  promptVersion: string;
  schemaId: string;
  /** The body as sent. */
  request: unknown;
  response: { status: number; headers: Readonly<Record<string, string>>; body: string };
  /** `ok`, or the reason of the failure. */
  outcome: string;
}

/** A file in a folder of recordings is none. */
export class RecordingDamagedError extends Error {
  override readonly name = 'RecordingDamagedError';

  constructor(file: string) {
    super(`${file} is not a recording of the format ${RECORDING_FORMAT}`);
  }
}

/** Key of what a call asks: all of its envelope but the nonce, also where the payload repeats that. */
export function recordingKey(call: {
  op: string;
  promptVersion: string;
  schemaId: string;
  nonce: string;
  payload: unknown;
}): string {
  const { op, promptVersion, schemaId, nonce, payload } = call;
  const text = canonicalize({ op, promptVersion, schemaId, payload }) ?? '';
  const timeless = nonce === '' ? text : text.replaceAll(nonce, PLACEHOLDERS.nonce);
  return createHash('sha256').update(timeless).digest('hex');
}

/** All recordings of a folder in the order of their file names. Throws RecordingDamagedError. */
export async function readRecordings(dir: string): Promise<StudioRecording[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.json')).sort();
  const recordings: StudioRecording[] = [];
  for (const file of files) {
    const document = parseJson(await readFile(join(dir, file), 'utf8'));
    if (!isRecording(document)) throw new RecordingDamagedError(file);
    recordings.push(document);
  }
  return recordings;
}

function isRecording(document: unknown): document is StudioRecording {
  const { format, response, ...rest } = asRecord(document);
  const { status, body, headers } = asRecord(response);
  const texts = [rest['key'], rest['op'], rest['promptVersion'], rest['schemaId'], rest['outcome'], body];
  return (
    format === RECORDING_FORMAT &&
    texts.every((text) => typeof text === 'string') &&
    typeof status === 'number' &&
    Object.values(asRecord(headers)).every((value) => typeof value === 'string')
  );
}
