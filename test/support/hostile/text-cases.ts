import { casesOf, openApi, repeat, times, withOperation, withSchemas } from './hostile-case.js';
import type { HostileCase, HostileInput } from './hostile-case.js';

const TEN_MB = 10_000_000;

/** Runs that tokenizers and careless expressions take quadratic time on. */
export const RUNS: readonly (readonly [string, string])[] = [
  ['one letter', 'a'],
  ['blanks', ' '],
  ['line breaks', '\n'],
  ['tabs', '\t'],
  ['backticks', '`'],
  ['dashes', '-'],
  ['digits', '7'],
  ['hashes', '#'],
  ['opening brackets', '('],
  ['quotes', '"'],
  ['slashes', '/'],
  ['braces', '{'],
  ['dots', '.'],
  ['emoji', '😀'],
  ['combining marks', '\u0301'],
  ['CJK', '語'],
  ['`aA`', 'aA'],
  ['`a `', 'a '],
  ['`a-`', 'a-'],
  ['non-breaking blanks', '\u00a0'],
];

const run = (text: string, scale: number, bytes = TEN_MB): string =>
  text.repeat(times(bytes / Buffer.byteLength(text), scale));

/** Single strings of 10 MB in each place a string can stand, and text meant for our own expressions. */
export const textCases: readonly HostileCase[] = casesOf('text', [
  ['10 MB in a description', 'planned', (s) => withSchemas(`"A":{"description":"${run('word ', s)}"}`)],
  ...RUNS.map(([name, text]): [string, 'planned', (s: number) => string] => [
    `1 MB of ${name} as descriptions, summary, title`,
    'planned',
    (s) => described(run(text, s, 1_000_000)),
  ]),
  ['10 MB of one letter as a description used by an operation', 'refused', (s) => described(run('a', s))],
  ['10 MB as a schema name', 'answered', (s) => withSchemas(`"${run('a', s)}":{"type":"object"}`)],
  [
    '10 MB as a property name',
    'answered',
    (s) => withSchemas(`"A":{"properties":{"${run('a', s)}":{"type":"string"}}}`),
  ],
  ['10 MB as a path', 'answered', (s) => openApi({ paths: { [`/${run('a', s)}`]: { get: { responses: {} } } } })],
  ['10 MB of path segments', 'answered', (s) => openApi({ paths: { [run('/a', s)]: { get: { responses: {} } } } })],
  [
    '1 MB of path parameters',
    'answered',
    (s) => openApi({ paths: { [run('/{a}', s, 1_000_000)]: { get: { responses: {} } } } }),
  ],
  [
    '1 MB of "{" as a path',
    'answered',
    (s) => openApi({ paths: { [`/${run('{', s, 1_000_000)}`]: { post: { responses: {} } } } }),
  ],
  ['10 MB as an enum value', 'planned', (s) => withSchemas(`"A":{"enum":["${run('a', s)}"]}`)],
  ['10 MB as operationId', 'answered', (s) => withOperation(`"operationId":"${run('aB', s)}","responses":{}`)],
  ['10 MB as a tag', 'answered', (s) => withOperation(`"tags":["${run('a', s)}"],"responses":{}`)],
  ['10 MB as a summary', 'answered', (s) => withOperation(`"summary":"${run('create the ', s)}","responses":{}`)],
  [
    '10 MB as a parameter name',
    'answered',
    (s) => withOperation(`"parameters":[{"name":"${run('a', s)}","in":"query"}],"responses":{}`),
  ],
  [
    '10 MB as a media type',
    'answered',
    (s) => withOperation(`"requestBody":{"content":{"${run('a/', s)}":{}}},"responses":{}`),
  ],
  ['10 MB as a status', 'answered', (s) => withOperation(`"responses":{"2${run('0', s)}":{"description":"x"}}`)],
  ['10 MB as the title', 'planned', (s) => openApi({ info: { title: run('a ', s), version: run('1', s) } })],
  ['10 MB as a security scheme name', 'answered', (s) => openApi({ security: [{ [run('a', s)]: [] }] })],
  ['10 MB as the version', 'answered', (s) => openApi({ openapi: run('3.', s) })],
  ['10 MB as an extension key', 'refused', (s) => openApi({ [`x-${run('a', s)}`]: 1 })],
  ['10 MB example', 'planned', (s) => withSchemas(`"A":{"type":"object","example":{"a":"${run('b', s)}"}}`)],
  ['patterns meant to explode, with examples that fit them', 'planned', patterns],
  [
    '100 schema names of 100 kB',
    'answered',
    (s) => withSchemas(repeat(100, (i) => `"N${i}${run('a', s, 100_000)}":{"type":"object"}`)),
  ],
  ['1 MB YAML key without a colon', 'refused', (s) => `openapi: 3.1.0\n${run('a', s, 1_000_000)}`],
]);

function described(text: string): string {
  const schema = { $ref: '#/components/schemas/Thing' };
  return openApi({
    info: { title: text, version: '1', description: text },
    paths: {
      '/things': {
        get: {
          summary: text,
          description: text,
          responses: { 200: { description: text, content: { 'application/json': { schema } } } },
        },
      },
    },
    components: {
      schemas: {
        Thing: { type: 'object', description: text, properties: { name: { type: 'string', description: text } } },
      },
    },
  });
}

function patterns(): HostileInput {
  const hostile = [
    '(a+)+$',
    '(a|aa)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*a){25}',
    '(?=(a+))a*b',
    '[',
    '(?<n>',
    '\\',
    '(?:a{1000}){1000}',
  ];
  const properties = Object.fromEntries(
    hostile.map((pattern, i) => [
      `p${i}`,
      {
        type: 'string',
        pattern,
        example: `${'a'.repeat(50_000)}!`,
        default: `${'a'.repeat(50_000)}!`,
        enum: [`${'a'.repeat(50_000)}!`],
        format: 'regex',
      },
    ]),
  );
  const schema = {
    type: 'object',
    required: Object.keys(properties),
    properties,
    patternProperties: { '(a+)+$': { type: 'string' } },
    propertyNames: { pattern: '(a+)+$' },
  };
  return {
    contract: openApi({
      paths: {
        '/things': {
          post: {
            parameters: [
              {
                name: 'q',
                in: 'query',
                schema: { type: 'string', pattern: '(a+)+$' },
                example: `${'a'.repeat(50_000)}!`,
              },
            ],
            requestBody: { content: { 'application/json': { schema, example: { p0: `${'a'.repeat(50_000)}!` } } } },
            responses: { 200: { description: 'ok' } },
          },
        },
      },
      components: { schemas: { P: schema } },
    }),
  };
}
