import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';
import { spoilAnswer, spoilText } from './faults.js';
import type { StudioFault } from './faults.js';
import { chatOutput, runResult } from './flow-output.js';
import type { FlowOutput } from './flow-output.js';
import { readEnvelope, readRunRequest } from './run-request.js';
import { makeTokenEndpoint } from './token-endpoint.js';
import type { TokenEndpoint } from './token-endpoint.js';

/** A whole answer given as bytes, as a recording holds it. */
export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What a flow says: the text of its chat output, outputs of other shapes, or an answer as bytes. */
export type Reply = string | readonly FlowOutput[] | RawAnswer;

export interface StandInCall {
  /** 1 for the first run request the server got, refused ones included. */
  number: number;
  /** Number of the connection it came on. */
  connection: number;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
  envelope: StudioEnvelope | null;
  shape: 'wrapped' | 'bare' | null;
  sessionId: string | null;
  fault: StudioFault | null;
  /** `finished` also when nobody was there any more to hear the answer: such a run has cost what it costs. */
  run: 'refused' | 'running' | 'finished' | 'cancelled';
}

export interface StandInOptions {
  /** Answers a question by what it asks. The same input must get the same answer. */
  answer: (envelope: StudioEnvelope, input: string) => Reply | Promise<Reply>;
  apiKey?: string | null;
  /** Clients of the token endpoint, by id; where there are any, a bearer token is asked for. */
  clients?: Readonly<Record<string, string>>;
  tokenSeconds?: number;
  /** The fault of a call; asked once for each, in order. */
  fault?: (call: StandInCall) => StudioFault | null;
  knowsWrapper?: boolean;
  /** Idle connections are closed after this time without a word, which clients that reuse them get to feel. */
  keepAliveMs?: number;
}

export interface StandIn {
  flowUrl: string;
  tokenUrl: string;
  calls: StandInCall[];
  tokens: TokenEndpoint;
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 2000;
const FLOW = '/api/v1/run/planner';

/**
 * A server with the HTTP surface of a run API: key check, body reading with all its traps, answers whole or streamed, and faults on
 * demand. It knows no model: what a flow says is a function of its input.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const calls: StandInCall[] = [];
  const tokens = makeTokenEndpoint(options.clients ?? {}, options.tokenSeconds ?? 300);
  const connections = new Map<Socket, number>();
  const server = createServer({ keepAliveTimeout: options.keepAliveMs ?? KEEP_ALIVE_MS }, (request, response) => {
    void serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.on('connection', (socket) => connections.set(socket, connections.size + 1));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    // Node would tell the client how long it may wait; the real server does not.
    if (request.headers.connection !== 'close') response.setHeader('connection', 'keep-alive');
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if (url.pathname === '/token') {
      tokens.serve(request, body, response);
      return;
    }
    const call: StandInCall = {
      number: calls.length + 1,
      connection: connections.get(request.socket) ?? 0,
      query: url.search,
      headers: request.headers,
      body,
      envelope: null,
      shape: null,
      sessionId: null,
      fault: null,
      run: 'refused',
    };
    calls.push(call);
    const refusal = refusalOf(options, tokens, request, url);
    if (refusal !== null) send(response, refusal.status, refusal.body);
    else await runFlow(options, call, { request, response, body, streamed: url.searchParams.get('stream') === 'true' });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    flowUrl: `${base}${FLOW}`,
    tokenUrl: `${base}/token`,
    calls,
    tokens,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Refusal {
  status: number;
  body: unknown;
}

/** A key in the query wins over the header; credentials are looked at before the flow. */
function refusalOf(options: StandInOptions, tokens: TokenEndpoint, request: IncomingMessage, url: URL): Refusal | null {
  const { apiKey = null, clients } = options;
  const key = url.searchParams.get('x-api-key') ?? request.headers['x-api-key'];
  if (apiKey !== null && key === undefined) return detail(403, 'An API key must be passed as query or header');
  if (apiKey !== null && key !== apiKey) return detail(403, 'Invalid or missing API key');
  if (clients !== undefined && !tokens.accepts(request.headers.authorization)) return detail(401, 'Invalid token');
  return url.pathname.startsWith(FLOW) ? null : detail(404, `Flow identifier ${url.pathname} not found`);
}

const detail = (status: number, text: string): Refusal => ({ status, body: { detail: text } });

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: string;
  streamed: boolean;
}

async function runFlow(options: StandInOptions, call: StandInCall, exchange: Exchange): Promise<void> {
  const { request, response, body, streamed } = exchange;
  const read = readRunRequest(body, request.headers['content-type'] ?? '', options.knowsWrapper ?? true);
  if ('status' in read) {
    send(response, read.status, read.body);
    return;
  }
  const { input, sessionId, shape } = 'request' in read ? read.request : { input: '', sessionId: null, shape: null };
  Object.assign(call, { envelope: readEnvelope(input), shape, sessionId, run: 'running' });
  call.fault = options.fault?.(call) ?? null;
  response.on('close', () => {
    if (streamed && call.run === 'running') call.run = 'cancelled';
  });
  const reply = call.envelope === null ? 'Hello! How can I help?' : await options.answer(call.envelope, input);
  if (response.destroyed && streamed) return;
  call.run = 'finished';
  if (typeof reply === 'object' && 'status' in reply) {
    response.writeHead(reply.status, reply.headers).end(reply.body);
    return;
  }
  const session = sessionId ?? 'the-id-of-the-flow';
  const outputs = typeof reply === 'string' ? [chatOutput(spoilText(call.fault, reply))] : reply;
  const result = runResult('request' in read ? input : null, outputs, session);
  const spoiled = { response, input, sessionId: session, whole: JSON.stringify(result) };
  if (spoilAnswer(call.fault, spoiled)) return;
  if (streamed) sendEvents(response, input, result);
  else send(response, 200, result);
}

/** Events have no `data:` before them, whatever the media type says. */
function sendEvents(response: ServerResponse, input: string, result: unknown): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const events = [
    { event: 'add_message', data: { text: input, sender: 'User', id: randomUUID() } },
    { event: 'token', data: { chunk: 'the text', id: randomUUID() } },
    { event: 'end', data: { result } },
  ];
  for (const event of events) response.write(`${JSON.stringify(event)}\n\n`);
  response.end();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
