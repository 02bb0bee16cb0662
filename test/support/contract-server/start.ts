import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { accounts } from './accounts.js';
import { problem } from './answers.js';
import type { Answer, Call, Handler } from './answers.js';
import { catalogue } from './catalogue.js';
import { desk } from './desk.js';
import type { Fault } from './faults.js';
import { readRoutes } from './input-rules.js';
import type { Route } from './input-rules.js';
import { lending } from './lending.js';
import { addMember, makeState, openSession } from './state.js';
import type { Member, Role, State } from './state.js';

const CONTRACT = new URL('../../../dev/demo-input/contract.yaml', import.meta.url);
const HANDLERS: Record<string, Handler> = { ...accounts, ...catalogue, ...lending, ...desk };

/** Who may call what; a guarded operation that is not listed is for every member. */
const STAFF = 'listMembers listCopies getCopy listLoans handOut takeBack listRepairs openRepair getRepair updateRepair';
const COORDINATORS =
  'updateMember chargeMember createBranch replaceBranch createCategory updateCategory deleteCategory createItem updateItem ' +
  'withdrawItem uploadItemPhoto deleteItemPhoto addCopy updateCopy recordPayment waiveCharge listSubscriptions subscribe ' +
  'unsubscribe getCirculation';
const LEAST_ROLE = new Map<string, Role>([
  ...STAFF.split(' ').map((id) => [id, 'volunteer'] as const),
  ...COORDINATORS.split(' ').map((id) => [id, 'coordinator'] as const),
]);
const RANK = ['member', 'volunteer', 'coordinator'];

/** A service that does what the demo's contract and requirements say, in memory. */
export interface ContractServer {
  url: string;
  /** Access token of a coordinator. */
  token: string;
  close(): Promise<void>;
}

/** Starts the service on a free port of the loopback interface, right in all it does but for the fault. */
export async function startContractServer(fault?: Fault): Promise<ContractServer> {
  const routes = readRoutes(CONTRACT);
  const state = makeState();
  const names = { givenName: 'Ines', familyName: 'Okafor', email: 'ines@commonshelf.example' };
  const known = { ...names, role: 'coordinator' as const, status: 'active', preferredBranchId: null };
  const { access } = openSession(state, addMember(state, known, 'seven-brass-hinges').id);
  fault?.prepare?.(state);
  const server = createServer((request, response) => {
    serve(routes, state, fault, request)
      .then((answer) => {
        send(answer, response);
      })
      .catch((error: unknown) => {
        send(problem(500, String(error)), response);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: access,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function serve(
  routes: Route[],
  state: State,
  fault: Fault | undefined,
  request: IncomingMessage,
): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const segments = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const route = routes.find((one) => one.method === request.method && fits(one.segments, segments));
  if (route === undefined) return problem(404, 'no-route');
  const { operationId } = route;
  const skips = (what: 'authentication' | 'role' | 'validation'): boolean =>
    fault?.skips?.what === what && fault.skips.of.includes(operationId);
  const signed = state.access.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  const caller = state.members.get(signed?.memberId ?? '');
  if (route.guarded && caller === undefined && !skips('authentication')) return problem(401, 'unauthenticated');
  const least = LEAST_ROLE.get(operationId) ?? 'member';
  const low = caller !== undefined && RANK.indexOf(caller.role) < RANK.indexOf(least);
  if (route.guarded && low && !skips('role')) return problem(403, 'forbidden');
  const query = Object.fromEntries(url.searchParams);
  const received = await readBody(request);
  const errors = skips('validation') ? [] : [...wrongQuery(route, query), ...wrongBody(route, received.body)];
  const path = Object.fromEntries(
    route.segments.flatMap((name, at) => (name.startsWith('{') ? [[name.slice(1, -1), segments[at] ?? '']] : [])),
  ) as Record<string, string>;
  const anybody = [...state.members.values()][0] as Member;
  const call: Call = {
    state,
    path,
    query,
    ...received,
    caller: caller ?? anybody,
    session: signed?.session ?? '',
  };
  if (errors.length > 0 && route.statuses.has('422')) {
    // A thing that is not there is missed before its input is looked at.
    const missing = Object.keys(path).length > 0 && operationId !== 'completePasswordReset' && isMissing(call);
    return missing ? problem(404, 'not-found') : problem(422, 'invalid', errors);
  }
  const handler = HANDLERS[operationId] as Handler;
  return fault?.operations?.[operationId]?.(call, handler) ?? fault?.every?.(call, handler) ?? handler(call);
}

function isMissing({ state, path }: Call): boolean {
  const shelves: Record<string, ReadonlyMap<string, unknown>> = {
    memberId: state.members,
    branchId: state.branches,
    itemId: state.items,
    loanId: state.loans,
    chargeId: state.charges,
  };
  return Object.entries(path).some(([name, id]) => shelves[name] !== undefined && !shelves[name].has(id));
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length && pattern.every((name, at) => name.startsWith('{') || name === segments[at])
  );
}

async function readBody(request: IncomingMessage): Promise<Pick<Call, 'body' | 'file'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: {}, file: null };
  if (!type.startsWith('multipart/')) return { body: JSON.parse(bytes.toString('utf8')) as Call['body'], file: null };
  const form = await new Response(bytes, { headers: { 'content-type': type } })
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for a few small forms of our own it will do
    .formData();
  const body: Call['body'] = {};
  let file: Call['file'] = null;
  for (const [name, value] of form) {
    body[name] = typeof value === 'string' ? value : value.name;
    if (typeof value !== 'string') file = { name: value.name, type: value.type, size: value.size };
  }
  return { body, file };
}

function wrongBody({ body }: Route, received: Call['body']): { pointer: string; message: string }[] {
  if (body === null || body.valid(received)) return [];
  return (body.valid.errors ?? []).map(({ instancePath, message }) => ({
    pointer: instancePath,
    message: message ?? '',
  }));
}

function wrongQuery({ query }: Route, given: Record<string, string>): { pointer: string; message: string }[] {
  return query.flatMap(({ name, required, type, valid }) => {
    const text = given[name];
    if (text === undefined) return required ? [{ pointer: `?${name}`, message: 'is missing' }] : [];
    const value =
      type === 'integer' ? Number(text) : type === 'boolean' ? text === 'true' || (text !== 'false' && text) : text;
    return valid(value) ? [] : [{ pointer: `?${name}`, message: 'is not valid' }];
  });
}

function send({ status, body, type = 'application/json', location }: Answer, response: ServerResponse): void {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': type }),
    ...(location === undefined ? {} : { location }),
  };
  response.writeHead(status, headers);
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
