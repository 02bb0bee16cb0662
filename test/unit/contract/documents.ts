import { importContract } from '../../../planning/contract/import-contract.js';
import type { ContractDocument } from '../../../planning/contract/contract-document.js';
import type { ContractInput, ContractLimits, ContractModel } from '../../../planning/contract/contract-model.js';
import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';
import type { Refusal } from '../../../planning/finding.js';

export const LIMITS: ContractLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxOperations: 25_000,
  maxSchemas: 20_000,
  maxDepth: 200,
  maxTokens: 2_000_000,
};

/** Imports a contract that must be taken. */
export function imported(
  contract: string | JsonObject,
  format: ContractInput['format'] = 'auto',
): { model: ContractModel; document: ContractDocument } {
  const text = typeof contract === 'string' ? contract : JSON.stringify(contract);
  const result = importContract({ text, format }, LIMITS);
  if ('refusal' in result) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result;
}

/** Imports a contract that must be refused, and returns why it was. */
export function refused(
  text: string,
  limits: Partial<ContractLimits> = {},
  format: ContractInput['format'] = 'auto',
): Refusal {
  const result = importContract({ text, format }, { ...LIMITS, ...limits });
  if ('model' in result) throw new Error('the contract was taken');
  return result.refusal;
}

const json = (schema: JsonValue): JsonObject => ({ content: { 'application/json': { schema } } });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** A pet shop with cycles, shared components, a webhook, a callback, security and a polymorphic schema. */
export function petShop(): JsonObject {
  return {
    openapi: '3.0.3',
    info: { title: 'Pet shop', version: '1.2.0' },
    security: [{ token: [] }],
    tags: [{ name: 'pets' }],
    paths: {
      '/pets': {
        get: {
          operationId: 'listPets',
          tags: ['pets'],
          security: [],
          parameters: [{ $ref: '#/components/parameters/Limit' }],
          responses: {
            '200': json0('pets', { type: 'array', items: ref('Pet') }),
            default: { $ref: '#/components/responses/Problem' },
          },
        },
        post: {
          operationId: 'createPet',
          requestBody: { required: true, ...json(ref('NewPet')) },
          responses: { '201': json0('the pet', ref('Pet')), '422': { $ref: '#/components/responses/Problem' } },
          callbacks: {
            adopted: {
              '{$request.body#/hook}': {
                post: { requestBody: json(ref('Pet')), responses: { '204': { description: 'ok' } } },
              },
            },
          },
        },
      },
      '/pets/{petId}': {
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        get: { operationId: 'getPet', responses: { '200': json0('a pet', ref('Pet')) } },
        delete: { operationId: 'deletePet', responses: { '204': { description: 'gone' } } },
      },
      '/owners': {
        post: {
          operationId: 'addOwner',
          security: [{ token: [] }, {}],
          requestBody: json(ref('Owner')),
          responses: { '201': json0('the owner', ref('Owner')) },
        },
      },
    },
    'x-webhooks': { petSold: { post: { requestBody: json(ref('Pet')), responses: { '200': { description: 'ok' } } } } },
    components: {
      schemas: {
        Pet: {
          type: 'object',
          required: ['id', 'name'],
          properties: {
            id: { type: 'string', readOnly: true },
            name: { type: 'string', nullable: true },
            owner: ref('Owner'),
            status: ref('PetStatus'),
            kind: {
              oneOf: [ref('Cat'), ref('Dog')],
              discriminator: { propertyName: 'type', mapping: { cat: '#/components/schemas/Cat' } },
            },
          },
        },
        NewPet: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, ownerId: { type: 'string' } },
        },
        Owner: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, pets: { type: 'array', items: ref('Pet') } },
        },
        PetStatus: { type: 'string', enum: ['free', 'sold'] },
        Cat: {
          allOf: [
            ref('Animal'),
            { type: 'object', properties: { lives: { type: 'integer', minimum: 0, exclusiveMinimum: true } } },
          ],
        },
        Dog: { allOf: [ref('Animal')] },
        Animal: { type: 'object', properties: { type: { type: 'string' } } },
        Problem: { type: 'object', properties: { title: { type: 'string' } } },
      },
      parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
      responses: { Problem: json0('a problem', ref('Problem')) },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function json0(description: string, schema: JsonValue): JsonObject {
  return { description, ...json(schema) };
}

/** The same document with the keys of every object in reverse order. */
export function reversedKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, reversedKeys(child)]),
  );
}

/** Every `$ref` in a value, wherever it stands. */
export function allReferences(value: JsonValue): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = !Array.isArray(value) && typeof value['$ref'] === 'string' ? [value['$ref']] : [];
  return [...own, ...Object.values(value).flatMap(allReferences)];
}
