import { casesOf, openApi, repeat, times, withOperation, withSchemas } from './hostile-case.js';
import type { HostileCase } from './hostile-case.js';

const MEBIBYTE = 1024 * 1024;
const OPERATION = '{"get":{"responses":{"200":{"description":"ok"}}}}';

const manyPaths = (count: number): string =>
  openApi({ paths: 'HERE' }).replace('"HERE"', () => `{${repeat(count, (i) => `"/p${i}":${OPERATION}`)}}`);

/** Documents at and beyond the limits, and documents that are wide rather than deep. */
export const limitCases: readonly HostileCase[] = casesOf('size', [
  ['20,001 schemas', 'refused', (s) => withSchemas(repeat(times(20_001, s), (i) => `"S${i}":{}`))],
  [
    '1,000,000 tiny schemas (30 MB)',
    'refused',
    (s) => withSchemas(repeat(times(1_000_000, s), (i) => `"Schema${i}":{"type":"object"}`)),
  ],
  ['1,000,000 tiny schemas as YAML', 'refused', tinyYaml],
  ['25,001 operations', 'refused', (s) => manyPaths(times(25_001, s))],
  ['500,000 operations', 'refused', (s) => manyPaths(times(500_000, s))],
  ['1,000 operations with 1,000 shared callbacks each', 'refused', callbacksSquared],
  ['65 MiB', 'refused', (s) => openApi({ x: 'a'.repeat(times(65 * MEBIBYTE, s)) })],
  ['63 MiB in one description', 'planned', (s) => openApi({ x: 'a'.repeat(times(63 * MEBIBYTE, s)) })],
  [
    '63 MiB of empty lists',
    'answered',
    (s) => openApi({ x: 'HERE' }).replace('"HERE"', () => `[${repeat(times(22_000_000, s), () => '[]')}]`),
  ],
  [
    '40 MiB of YAML scalars',
    'answered',
    (s) => `openapi: 3.1.0\npaths: {/a: {get: {responses: {}}}}\nx:\n${'- a\n'.repeat(times(10_000_000, s))}`,
  ],
  [
    '40 MiB of YAML flow scalars',
    'answered',
    (s) => `openapi: 3.1.0\npaths: {/a: {get: {responses: {}}}}\nx: [${repeat(times(20_000_000, s), () => 'a')}]\n`,
  ],
  [
    '100,000 enum values',
    'planned',
    (s) => withSchemas(`"E":{"type":"string","enum":[${repeat(times(100_000, s), (i) => `"v${i}"`)}]}`),
  ],
  [
    '100,000 properties in one schema',
    'answered',
    (s) =>
      withSchemas(
        `"P":{"type":"object","properties":{${repeat(times(100_000, s), (i) => `"p${i}":{"type":"string"}`)}}}`,
      ),
  ],
  [
    '50,000 parameters on one operation',
    'answered',
    (s) =>
      withOperation(
        `"parameters":[${repeat(times(50_000, s), (i) => `{"name":"p${i}","in":"query","schema":{"type":"string"}}`)}],"responses":{}`,
      ),
  ],
  [
    '100,000 tags',
    'answered',
    (s) => withOperation(`"tags":[${repeat(times(100_000, s), (i) => `"t${i}"`)}],"responses":{}`),
  ],
  [
    '20,000 responses of one operation',
    'answered',
    (s) => withOperation(`"responses":{${repeat(times(20_000, s), (i) => `"${200 + i}":{"description":"d${i}"}`)}}`),
  ],
  [
    '20,000 media types of one body',
    'answered',
    (s) =>
      withOperation(
        `"requestBody":{"content":{${repeat(times(20_000, s), (i) => `"a/b${i}":{"schema":{"type":"string"}}`)}}},"responses":{}`,
      ),
  ],
  ['20,000 security schemes, all asked for', 'answered', securitySchemes],
  [
    '20,000 callbacks of one operation',
    'answered',
    (s) =>
      withOperation(
        `"callbacks":{${repeat(times(20_000, s), (i) => `"c${i}":{"/u":{"post":{"responses":{}}}}`)}},"responses":{}`,
      ),
  ],
  [
    '1,000,000 duplicate keys',
    'planned',
    (s) => openApi({ x: 'HERE' }).replace('"HERE"', () => `{${repeat(times(1_000_000, s), () => '"k":1')}}`),
  ],
  [
    '1,000,000 duplicate keys, YAML',
    'refused',
    (s) => `openapi: 3.1.0\npaths: {/a: {get: {responses: {}}}}\nx:\n${' k: 1\n'.repeat(times(1_000_000, s))}`,
  ],
  [
    '100,000 required names, none of them there',
    'planned',
    (s) => withSchemas(`"R":{"type":"object","required":[${repeat(times(100_000, s), (i) => `"r${i}"`)}]}`),
  ],
  ['numbers: 1e999, 10,000 digits, 1e-999', 'planned', numbers],
  [
    '200,000 inexact numbers of 400 digits',
    'answered',
    (s) => openApi({ x: 'HERE' }).replace('"HERE"', () => `[${repeat(times(100_000, s), () => '9'.repeat(400))}]`),
  ],
  [
    'one number of 10 MB',
    'planned',
    (s) => openApi({ x: 'HERE' }).replace('"HERE"', () => '9'.repeat(times(10_000_000, s))),
  ],
  [
    'one number of 10 MB, YAML',
    'planned',
    (s) => `openapi: 3.1.0\npaths: {/a: {get: {responses: {}}}}\nx: ${'9'.repeat(times(10_000_000, s))}\n`,
  ],
  ['an operation whose slice fits no payload (20,000 properties with texts)', 'answered', fatEntity],
  [
    '5,000 operations of one resource',
    'planned',
    (s) =>
      openApi({
        paths: Object.fromEntries(
          Array.from({ length: times(5_000, s) }, (_, i) => [`/things/{id}/x${i}`, { get: { responses: {} } }]),
        ),
      }),
  ],
]);

function tinyYaml(scale: number): string {
  const head = 'openapi: 3.1.0\npaths: {/a: {get: {responses: {}}}}\ncomponents:\n  schemas:\n';
  return head + repeat(times(1_000_000, scale), (i) => `    Schema${i}: {type: object}`, '\n');
}

function callbacksSquared(scale: number): string {
  const count = times(1_000, scale);
  const uses = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`c${i}`, { $ref: '#/components/callbacks/C' }]),
  );
  const paths = Array.from({ length: count }, (_, i) => [`/p${i}`, { post: { $ref: '#/components/x' } }]);
  const item = { post: { callbacks: { $ref: '#/x-callbacks' }, responses: {} } };
  return openApi({
    paths: Object.fromEntries(paths.map(([path]) => [path, { $ref: '#/components/pathItems/P' }])),
    components: {
      pathItems: { P: { post: { ...item.post, callbacks: uses } } },
      callbacks: { C: { '/cb': { post: { responses: {} } } } },
    },
  });
}

function securitySchemes(scale: number): string {
  const names = Array.from({ length: times(20_000, scale) }, (_, i) => `s${i}`);
  return openApi({
    security: names.map((name) => ({ [name]: [] })),
    components: {
      securitySchemes: Object.fromEntries(names.map((name) => [name, { type: 'http', scheme: 'bearer' }])),
    },
  });
}

function numbers(): string {
  const values = ['1e999', '-1e999', '1e-999', '9'.repeat(10_000), `0.${'1'.repeat(10_000)}`, '-0', '1E400'];
  const members = values.map((value, i) => `"n${i}":{"type":"number","maximum":${value},"default":${value}}`).join(',');
  return withSchemas(`"N":{"type":"object","properties":{${members}}}`);
}

function fatEntity(scale: number): string {
  const property = (i: number): string =>
    `"property${i}":{"type":"string","description":"${`Says what value number ${i} is for. `.repeat(10)}"}`;
  const required = repeat(times(20_000, scale), (i) => `"property${i}"`);
  const body = `{"type":"object","required":[${required}],"properties":{${repeat(times(20_000, scale), property)}}}`;
  return openApi({
    paths: {
      '/fat': {
        post: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Fat' } } } },
          responses: {},
        },
      },
    },
    components: { schemas: { Fat: 'HERE' } },
  }).replace('"HERE"', () => body);
}
