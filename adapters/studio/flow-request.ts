import { randomUUID } from 'node:crypto';
import type { HttpPost } from './http-exchange.js';
import type { StudioCall } from './studio-client.js';
import type { StudioSettings } from './studio-settings.js';

export const STUDIO_PROTOCOL = 'planner/1';

/** What the flow receives as its input, so that one flow can serve every operation. */
export interface StudioEnvelope {
  protocol: typeof STUDIO_PROTOCOL;
  op: string;
  promptVersion: string;
  schemaId: string;
  nonce: string;
  payload: unknown;
}

export type BodyShape = StudioSettings['body'];

/** The envelope as text. Halves of surrogate pairs are replaced: the server drops a whole body for one of them. */
export function writeEnvelope({ op, promptVersion, schemaId, nonce, payload }: StudioCall): string {
  const envelope: StudioEnvelope = { protocol: STUDIO_PROTOCOL, op, promptVersion, schemaId, nonce, payload };
  return JSON.stringify(envelope, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}

/**
 * One run request. Its session is fresh: without one a server takes the flow's own, and calls would share a memory.
 * `token` is a bearer token; key and token may be sent together.
 */
export function flowRequest(
  settings: StudioSettings,
  call: StudioCall,
  input: string,
  { shape, token }: { shape: BodyShape; token: string | null },
): HttpPost & { sessionId: string } {
  const sessionId = randomUUID();
  const body = {
    input_value: input,
    input_type: 'chat',
    output_type: settings.outputType,
    ...(settings.outputComponent !== null && { output_component: settings.outputComponent }),
    session_id: sessionId,
  };
  const url = settings.flowUrls[call.op] ?? settings.flowUrl;
  return {
    url: `${url}${url.includes('?') ? '&' : '?'}stream=${settings.stream}`,
    headers: {
      'content-type': 'application/json',
      accept: settings.stream ? 'text/event-stream, application/json' : 'application/json',
      'accept-encoding': 'identity',
      ...(settings.apiKey !== null && { 'x-api-key': settings.apiKey }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(shape === 'wrapped' ? { input_request: body } : body),
    sessionId,
  };
}
