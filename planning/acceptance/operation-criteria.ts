import type { Operation, Response } from '../contract/contract-model.js';
import type { AcceptanceCriterion } from '../dag/candidate.js';
import type { ElementIndex } from './element-index.js';
import { readerOf } from './graphql/readers.js';
import { code, codeList, oneLine } from './wording.js';

/**
 * What a finished operation must do, as the contract declares it: success statuses with their schema, refusal without
 * credentials, not found for unknown ids, wrong input, every other declared client error, and, after a delete, that the
 * thing is gone. A refusal whose status the contract leaves open is demanded without naming one.
 * Ids are unique within one operation. `guarded`: callers must be signed in, though a GraphQL schema does not say so.
 */
export function operationCriteria(operation: Operation, index: ElementIndex, guarded = false): AcceptanceCriterion[] {
  switch (operation.type) {
    case 'operation':
      return httpCriteria(operation, index);
    case 'webhook':
    case 'callback':
      return deliveryCriteria(operation);
    case 'query':
    case 'mutation':
    case 'subscription':
      return fieldCriteria(operation, index, guarded);
  }
}

function httpCriteria(operation: Operation, index: ElementIndex): AcceptanceCriterion[] {
  const criteria: AcceptanceCriterion[] = [];
  const name = code(operation.id);
  const successes = operation.responses.filter((response) => /^[12]/.test(response.status));
  for (const response of successes) {
    criteria.push(
      criterion(`status-${slug(response.status)}`, `${name} answers ${statusAndBody(response)} to a valid request.`),
    );
  }
  if (successes.length === 0) {
    criteria.push(criterion('status-success', `${name} answers a valid request with a 2xx status.`));
  }
  const redirects = operation.responses.filter((response) => response.status.startsWith('3'));
  criteria.push(...redirects.map((response) => statusCriterion(name, response)), ...refusals(operation));
  if (operation.effect === 'delete') criteria.push(...goneAfterDelete(operation, index));
  const fallback = operation.responses.find((response) => response.status === 'default');
  if (fallback !== undefined && successes.length > 0 && hasBody(fallback)) {
    criteria.push(criterion('error-body', `Every other error of ${name} has a body ${bodyOf(fallback)}.`, false));
  }
  return criteria;
}

function refusals(operation: Operation): AcceptanceCriterion[] {
  const name = code(operation.id);
  const declared = new Map(operation.responses.filter((r) => /^4/.test(r.status)).map((r) => [r.status, r]));
  const criteria: AcceptanceCriterion[] = [];
  if (asksCredentials(operation)) {
    const response = take(declared, ['401', '403']);
    const status = response === undefined ? 'refused' : `answered with ${statusAndBody(response)}`;
    criteria.push(
      criterion(
        'unauthorized',
        `A call of ${name} without or with wrong credentials (${codeList(operation.security.schemes)}) is ${status}.`,
      ),
    );
  }
  const ids = operation.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
  const missing = ids.length > 0 ? take(declared, ['404', '410']) : undefined;
  if (missing !== undefined) {
    criteria.push(
      criterion('not-found', `${name} with an unknown ${codeList(ids)} answers ${statusAndBody(missing)}.`),
    );
  }
  const inputs = requiredInputs(operation);
  const invalid = inputs.length > 0 ? take(declared, ['422', '400']) : undefined;
  if (invalid !== undefined) {
    criteria.push(
      criterion(
        'invalid-input',
        `${name} without ${codeList(inputs)}, or with values that its schema forbids, answers ${statusAndBody(invalid)}.`,
      ),
    );
  }
  return [...criteria, ...[...declared.values()].map((response) => statusCriterion(name, response))];
}

/** A declared status in the contract's own words for when it is given. */
function statusCriterion(name: string, response: Response): AcceptanceCriterion {
  const when = oneLine(response.description).replace(/\.$/, '');
  const because = when === '' ? '' : ` for: ${when}`;
  return criterion(`status-${slug(response.status)}`, `${name} answers ${statusAndBody(response)}${because}.`);
}

function goneAfterDelete(operation: Operation, index: ElementIndex): AcceptanceCriterion[] {
  const reader = index.operations.get(`op:GET ${operation.path ?? ''}`);
  const status = reader?.responses.find((response) => response.status === '404' || response.status === '410')?.status;
  if (reader === undefined || status === undefined) return [];
  return [criterion('gone', `After ${code(operation.id)}, ${code(reader.id)} of the same thing answers ${status}.`)];
}

/** Webhooks and callbacks: here the service is the caller. */
function deliveryCriteria(operation: Operation): AcceptanceCriterion[] {
  const name = code(operation.id);
  const body = operation.requestBody;
  const shape = body === null || !hasBody(body) ? '' : ` with a body ${bodyOf(body)}`;
  const criteria = [
    criterion('delivered', `When its event happens, the service sends ${name}${shape} to the registered address.`),
  ];
  const accepted = operation.responses
    .filter((response) => /^2/.test(response.status))
    .map((response) => response.status);
  if (accepted.length > 0) {
    criteria.push(
      criterion(
        'accepted',
        `A receiver's answer ${accepted.join(' or ')} to ${name} counts as delivered, any other does not.`,
      ),
    );
  }
  if (asksCredentials(operation)) {
    criteria.push(
      criterion(
        'signed',
        `${name} carries the credentials the contract asks for (${codeList(operation.security.schemes)}).`,
      ),
    );
  }
  return criteria;
}

function fieldCriteria(operation: Operation, index: ElementIndex, guarded: boolean): AcceptanceCriterion[] {
  const name = code(operation.id);
  const result = operation.outputEntities.length > 0 ? codeList(operation.outputEntities) : 'the declared type';
  const verb = operation.type === 'subscription' ? 'delivers each event as' : 'returns';
  const criteria = [
    criterion(
      'result',
      `${name} ${verb} ${result} to a valid request, with every non-null field set and no \`errors\`.`,
    ),
  ];
  const required = requiredInputs(operation);
  if (required.length > 0) {
    criteria.push(
      criterion('invalid-input', `${name} without ${codeList(required)} gives \`errors\` and changes nothing.`),
    );
  }
  if (asksCredentials(operation) || (guarded && operation.type !== 'subscription')) {
    const refused = operation.type === 'query' ? 'no data: null, or `errors`' : '`errors` and no data';
    criteria.push(criterion('unauthorized', `${name} without credentials gives ${refused}.`));
  }
  const ids = operation.parameters
    .filter((parameter) => /^id!?$/i.test(parameter.type))
    .map((parameter) => parameter.name);
  if (ids.length > 0 && operation.effect !== 'create') {
    criteria.push(
      criterion(
        'not-found',
        `${name} with an unknown ${codeList(ids)} gives null or \`errors\`, never another object.`,
      ),
    );
  }
  const reader = readerOf(operation, index);
  if (reader !== undefined && operation.effect === 'delete') {
    criteria.push(criterion('gone', `After ${name}, ${code(reader.id)} of the same thing gives null or \`errors\`.`));
  } else if (reader !== undefined) {
    criteria.push(criterion('kept', `After ${name}, ${code(reader.id)} gives the thing as it was sent.`));
  }
  return criteria;
}

function asksCredentials(operation: Operation): boolean {
  return operation.security.schemes.length > 0 && !operation.security.optional;
}

/** Names a caller must send, apart from path parameters, without which there is no such call. */
function requiredInputs(operation: Operation): string[] {
  const parameters = operation.parameters.filter((p) => p.required && p.in !== 'path').map((p) => p.name);
  const body = operation.requestBody;
  const properties = (body?.properties ?? []).filter((p) => p.required).map((p) => p.name);
  if (properties.length > 0) return [...parameters, ...properties];
  return body?.required === true ? [...parameters, 'request body'] : parameters;
}

/** Takes out the first of the given statuses that is there, so that no status gets two criteria. */
function take(declared: Map<string, Response>, statuses: readonly string[]): Response | undefined {
  for (const status of statuses) {
    const response = declared.get(status);
    if (response === undefined) continue;
    declared.delete(status);
    return response;
  }
  return undefined;
}

function statusAndBody(response: Response): string {
  return hasBody(response) ? `${response.status} with a body ${bodyOf(response)}` : response.status;
}

function hasBody(body: Pick<Response, 'entities' | 'properties' | 'mediaTypes'>): boolean {
  return body.entities.length > 0 || body.properties.length > 0 || body.mediaTypes.length > 0;
}

function bodyOf(body: Pick<Response, 'entities' | 'properties' | 'mediaTypes'>): string {
  if (body.entities.length > 0) return `that fits ${codeList(body.entities)}`;
  const required = body.properties.filter((property) => property.required).map((property) => property.name);
  if (required.length > 0) return `that has ${codeList(required)}`;
  if (body.properties.length > 0) return `of ${codeList(body.properties.map((property) => property.name))}`;
  return `of type ${codeList(body.mediaTypes)}`;
}

function slug(status: string): string {
  return status.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function criterion(id: string, what: string, required = true): AcceptanceCriterion {
  return { id, what, required };
}
