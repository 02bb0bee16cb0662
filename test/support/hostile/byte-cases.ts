import { casesOf, openApi } from './hostile-case.js';
import type { HostileCase, HostileInput } from './hostile-case.js';

const SMALL = openApi({});
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const around = (middle: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from('{"openapi":"3.1.0","x":"'),
    middle,
    Buffer.from(`",${SMALL.slice(SMALL.indexOf('"info"'))}`),
  ]);

/** Bytes that are no text, and text that databases cannot hold. */
export const byteCases: readonly HostileCase[] = casesOf('bytes', [
  ['UTF-8 with a byte order mark', 'planned', () => `\uFEFF${SMALL}`],
  ['two byte order marks', 'answered', () => `\uFEFF\uFEFF${SMALL}`],
  ['UTF-16 LE', 'refused', () => of(Buffer.from(`\uFEFF${SMALL}`, 'utf16le'))],
  ['UTF-16 BE', 'refused', () => of(Buffer.from(`\uFEFF${SMALL}`, 'utf16le').swap16())],
  ['UTF-32', 'refused', () => of(Buffer.from([...SMALL].flatMap((c) => [c.charCodeAt(0), 0, 0, 0])))],
  ['invalid UTF-8 (0xFF)', 'refused', () => of(around(bytes(0xff)))],
  ['overlong encoding of "/"', 'refused', () => of(around(bytes(0xc0, 0xaf)))],
  ['overlong encoding of NUL', 'refused', () => of(around(bytes(0xc0, 0x80)))],
  ['surrogates in UTF-8 (CESU)', 'refused', () => of(around(bytes(0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80)))],
  ['beyond U+10FFFF', 'refused', () => of(around(bytes(0xf5, 0x80, 0x80, 0x80)))],
  ['truncated character at the end', 'refused', () => of(Buffer.concat([Buffer.from(SMALL), bytes(0xe2, 0x82)]))],
  ['only NULs', 'refused', () => of(new Uint8Array(100_000))],
  ['NUL inside YAML', 'answered', () => `openapi: 3.1.0\nx: "a\0b"\npaths: {/a: {get: {responses: {}}}}\n`],
  ['NUL escapes in names and texts', 'planned', () => nulEverywhere('\\u0000')],
  ['half surrogate escapes in names and texts', 'planned', () => nulEverywhere('\\ud800')],
  ['half surrogates in a JSON body', 'refused', () => ({ contract: `{"openapi":"3.1.0","x":"\ud800"}`, via: 'json' })],
  ['NUL in the PRD', 'refused', () => ({ contract: SMALL, prd: '- a\0b' })],
  ['half surrogate in the PRD', 'refused', () => ({ contract: SMALL, prd: '- a\ud800b', via: 'json' })],
  ['control characters and bidi overrides in names', 'planned', () => nulEverywhere('\\u001b[31m\\u202e\\u2028')],
  ['one byte', 'refused', () => '{'],
  ['nothing', 'refused', () => ''],
  ['random bytes', 'refused', () => of(pseudoRandom(1_000_000))],
  ['a PNG', 'refused', () => of(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))],
  ['gzip inside', 'refused', () => of(Buffer.from('1f8b0800000000000003', 'hex'))],
  ['CR line ends only', 'answered', () => 'openapi: 3.1.0\rpaths: {/a: {get: {responses: {}}}}\r'],
  [
    'unicode line separators in YAML',
    'answered',
    () => 'openapi: 3.1.0\u2028paths: {/a: {get: {responses: {}}}}\u0085',
  ],
]);

function of(contract: Uint8Array): HostileInput {
  return { contract };
}

function nulEverywhere(escape: string): string {
  return openApi({
    info: { title: 'HERE', version: 'HERE' },
    tags: [{ name: 'HERE' }],
    paths: {
      '/HERE/{HERE}': {
        post: {
          operationId: 'opHERE',
          tags: ['HERE'],
          summary: 'HERE',
          parameters: [{ name: 'HERE', in: 'path', required: true, schema: { $ref: '#/components/schemas/HERE' } }],
          responses: { HERE: { description: 'HERE' } },
        },
      },
    },
    components: {
      schemas: { HERE: { type: 'object', properties: { HERE: { enum: ['HERE'] } } } },
      securitySchemes: { HERE: { type: 'HERE' } },
    },
  }).replaceAll('HERE', () => `a${escape}b`);
}

/** Bytes of a linear congruential generator: the same in every run. */
function pseudoRandom(count: number): Uint8Array {
  const out = new Uint8Array(count);
  let state = 12345;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    out[i] = state >>> 16;
  }
  return out;
}
