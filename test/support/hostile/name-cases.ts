import { casesOf, openApi } from './hostile-case.js';
import type { HostileCase, HostileInput } from './hostile-case.js';

/** Names that reach into every object's prototype where code is careless. */
export const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

/** Prototype names in every place where a contract, a PRD or a request holds a name. */
export const nameCases: readonly HostileCase[] = casesOf('names', [
  ...PROTOTYPE_NAMES.map((name): [string, 'planned', () => string] => [
    `\`${name}\` everywhere`,
    'planned',
    () => everywhere(name),
  ]),
  ['`__proto__` everywhere, Swagger 2.0', 'planned', () => swaggerEverywhere('__proto__')],
  ['`__proto__` everywhere, YAML with merge keys', 'planned', yamlEverywhere],
  ['`__proto__` as value: pollution by assignment', 'planned', pollution],
  ['`constructor` and friends as GraphQL types, fields, arguments', 'planned', sdlEverywhere],
  [
    '`__proto__` as a GraphQL type',
    'answered',
    () =>
      'type Query { __proto__(__proto__: Int): __proto__ }\ntype __proto__ { constructor: __proto__, __proto__: Int }',
  ],
  ['`__proto__` as root type', 'answered', () => 'schema { query: __proto__ }\ntype __proto__ { toString: Int }'],
  [
    '`__proto__` in options',
    'refused',
    () => withOptions('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  ],
  [
    '`__proto__` as label, weight, scope',
    'answered',
    () =>
      withOptions(
        '{"labels":{"__proto__":"x","constructor":"y"},"scope":{"exclude":["__proto__"]},"existing":["entity:__proto__"]}',
      ),
  ],
  ['`__proto__` as weight', 'answered', () => withOptions('{"weights":{"critics":{"__proto__":1,"toString":2}}}')],
  [
    'PRD about constructors and prototypes',
    'planned',
    () => ({
      contract: everywhere('constructor'),
      prd: '- constructor: A `__proto__` must have a toString.\n- __proto__-1: `constructor` belongs to `hasOwnProperty`.\n- FR-1: hasOwnProperty needs a prototype.\n',
    }),
  ],
]);

function withOptions(options: string): HostileInput {
  // As parsed JSON an own `__proto__` survives; an object literal would lose it.
  return { contract: openApi({}), options: JSON.parse(options) as object };
}

/** The placeholder is replaced in the text: object literals cannot hold an own `__proto__`. */
function everywhere(name: string): string {
  const schema = { $ref: '#/components/schemas/NAME' };
  const operation = {
    operationId: 'NAME',
    tags: ['NAME'],
    security: [{ NAME: [] }],
    parameters: [
      { name: 'NAME', in: 'path', required: true, schema },
      { name: 'NAME', in: 'query', schema: { type: 'NAME', format: 'NAME' } },
      { $ref: '#/components/parameters/NAME' },
    ],
    requestBody: {
      content: { NAME: { schema }, 'application/json': { schema, examples: { NAME: { value: { NAME: 1 } } } } },
    },
    responses: {
      NAME: { description: 'NAME' },
      200: {
        description: 'ok',
        headers: { NAME: { schema } },
        links: { NAME: { operationId: 'NAME' } },
        content: { NAME: { schema } },
      },
      404: { $ref: '#/components/responses/NAME' },
    },
    callbacks: { NAME: { NAME: { post: { operationId: 'NAME', responses: {} } } } },
    NAME: { polluted: 1 },
  };
  const entity = {
    type: 'object',
    required: ['NAME'],
    properties: { NAME: schema, other: { type: 'array', items: schema } },
    patternProperties: { NAME: schema },
    $defs: { NAME: { polluted: 1 } },
    discriminator: { propertyName: 'NAME', mapping: { NAME: 'NAME' } },
    NAME: { polluted: 1 },
  };
  const document = {
    tags: [{ name: 'NAME' }],
    paths: {
      '/NAME/{NAME}': { get: operation, post: operation, NAME: operation, additionalOperations: { NAME: operation } },
      NAME: { get: operation },
    },
    webhooks: { NAME: { post: operation } },
    components: {
      schemas: { NAME: entity, Child: { allOf: [schema, { properties: { NAMEId: { type: 'string' } } }] } },
      parameters: { NAME: { name: 'NAME', in: 'header', schema } },
      responses: { NAME: { description: 'NAME', content: { 'application/json': { schema } } } },
      securitySchemes: { NAME: { type: 'NAME' } },
      NAME: { polluted: 1 },
    },
    NAME: { polluted: 1 },
  };
  return openApi(document).replaceAll('NAME', name);
}

function swaggerEverywhere(name: string): string {
  const schema = { $ref: '#/definitions/NAME' };
  const operation = {
    operationId: 'NAME',
    consumes: ['NAME'],
    produces: ['NAME'],
    parameters: [
      { name: 'NAME', in: 'body', schema },
      { name: 'NAME', in: 'query', type: 'NAME' },
      { $ref: '#/parameters/NAME' },
    ],
    responses: {
      NAME: { description: 'x', schema, headers: { NAME: { type: 'string' } } },
      200: { $ref: '#/responses/NAME' },
    },
    security: [{ NAME: [] }],
  };
  const form = { parameters: [{ name: 'NAME', in: 'formData', type: 'file' }], responses: {} };
  return JSON.stringify({
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    paths: { '/NAME': { post: operation, put: form, NAME: operation } },
    definitions: { NAME: { properties: { NAME: schema }, discriminator: 'NAME' } },
    parameters: { NAME: { name: 'NAME', in: 'formData', type: 'string' } },
    responses: { NAME: { description: 'x', schema } },
    securityDefinitions: { NAME: { type: 'oauth2', flow: 'NAME', scopes: { NAME: 'x' } } },
  }).replaceAll('NAME', name);
}

function yamlEverywhere(): string {
  return [
    'openapi: 3.1.0',
    'x-base: &base',
    '  __proto__: {polluted: 1}',
    '  constructor: {prototype: {polluted: 1}}',
    'paths:',
    '  /__proto__:',
    '    <<: *base',
    '    get:',
    '      <<: *base',
    '      responses: {"200": {description: ok, <<: *base}}',
    'components:',
    '  schemas:',
    '    __proto__: {<<: *base, properties: {__proto__: {$ref: "#/components/schemas/__proto__"}}}',
    '',
  ].join('\n');
}

function pollution(): string {
  return openApi({ components: { schemas: { A: 'HERE' } } }).replace(
    '"HERE"',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"properties":{"__proto__":{"$ref":"#/components/schemas/A"}}}',
  );
}

function sdlEverywhere(): string {
  const names = PROTOTYPE_NAMES.filter((name) => !name.startsWith('__'));
  const types = names.map((name) => `type ${name} { ${name}(${name}: Int): ${name} @${name} }`).join('\n');
  const fields = names.map((name) => `${name}(${name}: ${name}Input): ${name} @${name}`).join(' ');
  const inputs = names.map((name) => `input ${name}Input { ${name}: ${name}Input }`).join('\n');
  const enums = `enum E { ${names.join(' ')} }`;
  return `type Query { ${fields} }\ntype Mutation { ${fields} }\n${types}\n${inputs}\n${enums}\ndirective @constructor on FIELD_DEFINITION\n`;
}
