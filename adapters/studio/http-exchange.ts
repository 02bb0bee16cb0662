import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface HttpPost {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface HttpLimits {
  connectMs: number;
  /** From the connection to the head of the answer. */
  firstByteMs: number;
  /** When all must be over, on the clock of `performance.now()`. */
  deadline: number;
  maxBytes: number;
  signal: AbortSignal | null;
  /** Looks at every piece of the body of an answer with status 200; true ends the reading: the rest does not matter. */
  isEnough?: (chunk: Buffer) => boolean;
}

/** How far an answer got: the body is whole only when `complete` or `enough`. */
export type BodyEnd = 'complete' | 'enough' | 'cut' | 'too-large' | 'late';

export interface HttpAnswer {
  answered: true;
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  end: BodyEnd;
}

export interface HttpFault {
  answered: false;
  fault:
    | 'unreachable'
    | 'connect-timeout'
    | 'first-byte-timeout'
    | 'call-timeout'
    | 'connection-lost'
    | 'not-http'
    | 'cancelled';
  code: string | null;
  /** Whether the request may have reached the other side. */
  connected: boolean;
}

export type HttpExchange = HttpAnswer | HttpFault;

/**
 * One POST on a connection of its own: a server may close an idle connection without saying so, and the next request on it
 * would fail after it was sent. Follows no redirect, and never throws for what the other side does.
 */
export function postOnce(post: HttpPost, limits: HttpLimits): Promise<HttpExchange> {
  const unsent = { code: null, connected: false };
  if (limits.signal?.aborted) return Promise.resolve({ answered: false, fault: 'cancelled', ...unsent });
  if (remaining(limits) <= 0) return Promise.resolve({ answered: false, fault: 'connect-timeout', ...unsent });
  return new Promise((resolve) => {
    const url = new URL(post.url);
    const secure = url.protocol === 'https:';
    const outgoing = (secure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: false,
      headers: { ...post.headers, 'content-length': String(Buffer.byteLength(post.body)) },
    });
    const settle = settlement(outgoing, limits, resolve);
    followConnection(outgoing, secure, limits, settle);
    outgoing.on('response', (incoming) => readBody(incoming, limits, settle));
    outgoing.end(post.body);
  });
}

interface Settlement {
  /** Ends the exchange once; later calls change nothing. */
  end(outcome: HttpExchange): void;
  fail(fault: HttpFault['fault'], code?: string | null): void;
  /** Sets the one running timer anew. */
  within(ms: number, late: () => void): void;
  connected: boolean;
}

function settlement(outgoing: ClientRequest, limits: HttpLimits, resolve: (e: HttpExchange) => void): Settlement {
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): void => settle.fail('cancelled');
  const settle: Settlement = {
    connected: false,
    end: (outcome) => {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', cancel);
      resolve(outcome);
      outgoing.destroy();
    },
    fail: (fault, code = null) => settle.end({ answered: false, fault, code, connected: settle.connected }),
    within: (ms, late) => {
      clearTimeout(timer);
      timer = setTimeout(late, Math.max(0, ms));
    },
  };
  limits.signal?.addEventListener('abort', cancel, { once: true });
  return settle;
}

/** The time before an answer begins: its two limits, and what an error means in each of them. */
function followConnection(outgoing: ClientRequest, secure: boolean, limits: HttpLimits, settle: Settlement): void {
  settle.within(Math.min(limits.connectMs, remaining(limits)), () => settle.fail('connect-timeout'));
  outgoing.on('socket', (socket) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      settle.connected = true;
      const left = remaining(limits);
      const fault = limits.firstByteMs < left ? 'first-byte-timeout' : 'call-timeout';
      settle.within(Math.min(limits.firstByteMs, left), () => settle.fail(fault));
    });
  });
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    const code = /^[A-Z][A-Z0-9_]{1,63}$/.test(error.code ?? '') ? (error.code ?? null) : null;
    const lost = settle.connected ? 'connection-lost' : 'unreachable';
    settle.fail(code?.startsWith('HPE_') ? 'not-http' : lost, code);
  });
}

function readBody(incoming: IncomingMessage, limits: HttpLimits, settle: Settlement): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const status = incoming.statusCode ?? 0;
  const answer = (end: BodyEnd): HttpAnswer => ({
    answered: true,
    status,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
    end,
  });
  settle.within(remaining(limits), () => settle.end(answer('late')));
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.maxBytes) {
      settle.end(answer('too-large'));
      return;
    }
    chunks.push(chunk);
    if (status === 200 && limits.isEnough?.(chunk)) settle.end(answer('enough'));
  });
  incoming.on('end', () => settle.end(answer('complete')));
  incoming.on('error', () => settle.end(answer('cut')));
}

function remaining(limits: HttpLimits): number {
  return limits.deadline - performance.now();
}
