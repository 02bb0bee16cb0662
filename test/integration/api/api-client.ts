import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';

import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

import { loadOpenApiDocument } from '../../../api/openapi-document.js';

/** A parsed document: the assertions that follow say what is in it. */
export type Json = ReturnType<typeof JSON.parse>;

/** An answer, already checked against the API description. */
export interface Answer {
  status: number;
  headers: Headers;
  bytes: Buffer;
  text: string;
  /** The parsed body of a JSON answer. */
  json: Json;
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text, bytes or a form. */
  body?: unknown;
}

interface Operation {
  responses: Record<string, { $ref?: string; content?: Record<string, unknown>; headers?: object }>;
}

const document = loadOpenApiDocument() as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Operation['responses'][string]> };
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajvFormats.default(ajv);
ajv.addSchema(document, 'api');
const validators = new Map<string, ValidateFunction>();

/** Calls the API at a base address; every answer must be one that openapi.yaml describes for its path and status. */
export function makeClient(url: string): (path: string, call?: Call) => Promise<Answer> {
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof FormData || Buffer.isBuffer(body);
    const response = await fetch(url + path, {
      method,
      headers: isRaw ? headers : { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: (isRaw ? body : JSON.stringify(body)) as string }),
      redirect: 'manual',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && method !== 'HEAD';
    const answer = {
      status: response.status,
      headers: response.headers,
      bytes,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
    checkAnswer(method, path, answer);
    return answer;
  };
}

/** A problem answer with this status and code, complete as RFC 9457 and the house rules have it. */
export function assertProblem(answer: Answer, status: number, code: string): void {
  assert.equal(`${answer.status} ${answer.json?.code}`, `${status} ${code}`, answer.text.slice(0, 500));
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(answer.json.status, status);
  assert.equal(answer.json.correlationId, answer.headers.get('x-request-id'));
  assert.ok(answer.json.remediation.length > 10, 'it says what to do');
  assert.ok(!/\bat .*\.ts:|node_modules|SELECT|insert into/i.test(answer.text), 'it tells nothing of our insides');
}

/** Sends bytes as they are, with any headers at all (fetch lets nobody set Host), on a connection of its own. */
export function rawRequest(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url + path, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function checkAnswer(method: string, path: string, answer: Answer): void {
  const template = templateOf(path.split('?')[0] ?? '');
  const operation = template === null ? undefined : document.paths[template]?.[method.toLowerCase()];
  if (template === null || operation === undefined) return;
  const name = String(answer.status) in operation.responses ? String(answer.status) : 'default';
  const where = `${method} ${path} → ${answer.status}`;
  assert.ok(name !== 'default' || answer.status >= 400, `${where}: a success that the description does not name`);
  const listed = operation.responses[name];
  const response = listed?.$ref === undefined ? listed : document.components.responses[listed.$ref.split('/').at(-1)!];
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]!;
  if (response?.content === undefined) {
    assert.equal(answer.bytes.length, 0, `${where}: a body where none is described`);
    return;
  }
  assert.ok(type in response.content, `${where}: ${type} is not described`);
  for (const header of Object.keys(response.headers ?? {})) {
    if (['Link', 'Preference-Applied', 'Retry-After'].includes(header)) continue;
    assert.ok(answer.headers.has(header), `${where}: the header ${header} is missing`);
  }
  if (answer.json === undefined) return;
  const base =
    listed?.$ref === undefined ? `#/paths/${pointer(template)}/${method.toLowerCase()}/responses/${name}` : listed.$ref;
  const validate = validatorFor(`api${base}/content/${pointer(type)}/schema`);
  assert.ok(validate(answer.json), `${where}: ${ajv.errorsText(validate.errors)} in ${answer.text.slice(0, 400)}`);
}

function validatorFor(ref: string): ValidateFunction {
  const known = validators.get(ref);
  if (known !== undefined) return known;
  const compiled = ajv.compile({ $ref: ref });
  validators.set(ref, compiled);
  return compiled;
}

const pointer = (text: string): string =>
  encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('%7E', '~');

function templateOf(path: string): string | null {
  const fits = (template: string): boolean =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i').test(path);
  const templates = Object.keys(document.paths).filter(fits);
  // A literal path comes before one with a parameter in its place.
  return templates.sort((a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0))[0] ?? null;
}
