import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../platform/logging.js';
import { basicCredentials } from './access-tokens.js';
import type { FlowOutcome } from './flow-answer.js';
import type { StudioEnvelope, flowRequest } from './flow-request.js';
import type { HttpAnswer } from './http-exchange.js';
import { decodeUtf8, parseJson } from './json.js';
import { PLACEHOLDERS, RECORDING_FORMAT, recordingKey } from './recording.js';
import type { StudioRecording } from './recording.js';
import { hiding, redactText } from './redaction.js';
import type { Replacement } from './redaction.js';
import type { StudioCall } from './studio-client.js';
import type { StudioSettings } from './studio-settings.js';

interface Pair {
  request: ReturnType<typeof flowRequest>;
  input: string;
  token: string | null;
  answer: HttpAnswer;
  outcome: FlowOutcome;
}

export interface Recorder {
  /** Keeps a pair whose answer came whole. A recording that cannot be written is logged and costs the call nothing. */
  record(call: StudioCall, pair: Pair): Promise<void>;
}

/** Most recordings of the same question. */
const MAX_SAME = 1000;
const RECORDED_HEADERS = ['content-type', 'retry-after'] as const;

/** Writes each pair as a file `<op>-<start of the key>-<number>.json`; several processes may write to one folder. */
export function makeRecorder(dir: string, settings: StudioSettings, log: Logger): Recorder {
  const { apiKey, clientCredentials } = settings;
  const secrets = hiding([
    apiKey,
    clientCredentials?.clientSecret ?? null,
    clientCredentials === null ? null : basicCredentials(clientCredentials),
  ]);
  return {
    record: async (call, pair) => {
      if (pair.answer.end !== 'complete' && pair.answer.end !== 'enough') return;
      try {
        await writeNext(dir, recordingOf(call, pair, secrets));
      } catch (error) {
        log.warn({ err: error, op: call.op }, 'an answer of Intelligence Studio could not be recorded');
      }
    },
  };
}

function recordingOf(call: StudioCall, pair: Pair, secrets: readonly Replacement[]): StudioRecording {
  const { request, input, token, answer, outcome } = pair;
  const { op, promptVersion, schemaId } = call;
  const replacements = [
    ...secrets,
    ...hiding([token]),
    { from: call.nonce, to: PLACEHOLDERS.nonce },
    { from: request.sessionId, to: PLACEHOLDERS.session },
  ];
  const echoed = [...replacements, { from: input, to: PLACEHOLDERS.input }];
  return {
    format: RECORDING_FORMAT,
    // As sent, not as given: that is what whoever replays it will see.
    key: recordingKey(JSON.parse(input) as StudioEnvelope),
    op,
    promptVersion,
    schemaId,
    request: parseJson(redactText(request.body, replacements)),
    response: {
      status: answer.status,
      headers: Object.fromEntries(
        RECORDED_HEADERS.flatMap((name) => {
          const value = answer.headers[name];
          return value === undefined ? [] : [[name, redactText(value, replacements)]];
        }),
      ),
      body: redactText(decodeUtf8(answer.body), echoed),
    },
    outcome: outcome.kind === 'ok' ? 'ok' : outcome.reason,
  };
}

/** A file appears whole or not at all: it is written beside its name, and linked to the first name that is free. */
async function writeNext(dir: string, recording: StudioRecording): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const draft = join(dir, `.${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify(recording, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    for (let number = 1; number <= MAX_SAME; number += 1) {
      const name = `${recording.op}-${recording.key.slice(0, 16)}-${String(number).padStart(4, '0')}.json`;
      if (await linked(draft, join(dir, name))) return;
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
