import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A token endpoint for the client credentials grant. */
export interface TokenEndpoint {
  /** Requests so far: the form, and what they were authorised with. */
  requests: { form: URLSearchParams; authorization: string }[];
  /** The tokens given out that are still good. */
  valid: Set<string>;
  /** Answers instead of the endpoint while it is set. */
  instead: ((response: ServerResponse) => void) | null;
  serve(request: IncomingMessage, body: string, response: ServerResponse): void;
  accepts(authorization: string | undefined): boolean;
}

export function makeTokenEndpoint(clients: Readonly<Record<string, string>>, seconds: number): TokenEndpoint {
  const known = (authorization: string): boolean => {
    const [id = '', secret = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    return clients[decodeForm(id)] === decodeForm(secret);
  };
  const endpoint: TokenEndpoint = {
    requests: [],
    valid: new Set(),
    instead: null,
    serve: (request, body, response) => {
      const form = new URLSearchParams(body);
      const { authorization = '' } = request.headers;
      endpoint.requests.push({ form, authorization });
      if (endpoint.instead !== null) {
        endpoint.instead(response);
        return;
      }
      if (form.get('grant_type') !== 'client_credentials' || !known(authorization)) {
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}');
        return;
      }
      const token = `token-${randomUUID()}`;
      endpoint.valid.add(token);
      const answer = { access_token: token, expires_in: seconds, token_type: 'Bearer' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    },
    accepts: (authorization = '') => endpoint.valid.has(authorization.replace(/^Bearer /, '')),
  };
  return endpoint;
}

function decodeForm(text: string): string {
  return new URLSearchParams(`x=${text}`).get('x') ?? '';
}
