import { casesOf, openApi, times } from './hostile-case.js';
import type { HostileCase, HostileInput } from './hostile-case.js';
import { RUNS } from './text-cases.js';

const MB = 1_000_000;
const CONTRACT = openApi({
  paths: {
    '/things': {
      get: { responses: { 200: { description: 'ok' } } },
      post: { operationId: 'createThing', responses: {} },
    },
    '/things/{id}/parts': { get: { responses: {} } },
  },
  components: {
    schemas: {
      Thing: { type: 'object', properties: { id: { type: 'string' } } },
      Part: { type: 'object', properties: { thingId: { type: 'string' } } },
    },
  },
});

/** A pattern of text that is repeated up to a megabyte. */
const FORMS: readonly (readonly [string, string])[] = [
  ['list items', '- a thing\n'],
  ['nested list markers on one line', '- '],
  ['numbered markers', '1. '],
  ['labels', '- FR-1: a thing must be\n'],
  ['distinct words', ''],
  ['headings', '#### ####\n'],
  ['heading ends', '# a #'],
  ['blank runs between hashes', '#      '],
  ['bold runs', '**'],
  ['bold lines', '**a**\n'],
  ['table bars', '|'],
  ['table rows', '| a | b |\n'],
  ['separator rows', '|---|\n'],
  ['fences', '```\n'],
  ['quote marks', '> '],
  ['sentences', 'A thing must be a part. '],
  ['sentence ends', 'a. A! B? '],
  ['abbreviations', 'e.g. '],
  ['"belongs to" chains', 'a thing belongs to a part belongs to '],
  ['"has" chains in one sentence', 'a thing has a part, '],
  ['"everything" without its end', 'everything everything '],
  ['"is" chains', 'is are be been '],
  ['negations', 'no not without never '],
  ['UI words', 'the screen shows a page with a button '],
  ['UI words, negated', 'no user interface without screens; '],
  ['"just only purely"', 'just the aa bb cc '],
  ['access rules', 'only the owner with a token; '],
  ['endpoints', 'GET /things POST /things/{id} '],
  ['endpoints with long paths', `GET /${'a/'.repeat(500)} `],
  ['code spans', '`createThing` '],
  ['unbalanced code spans', '`a '],
  ['camelCase words', 'aBcDeF'],
  ['technologies', 'Node.js Express with Go '],
  ['"instead of"', 'instead of an     React '],
  ['URLs', 'http://a.b/c '],
  ['`aaaa…!`', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'],
  ['ligatures that grow when normalised', '\ufdfa'],
  ['apostrophes', "'s "],
  ['MoSCoW', 'must : should : '],
  ['colons and dashes', ':-: '],
  ['numbers with dots', '1.1.1.1.1.1'],
  ['question marks', '???'],
  ['closing marks after a stop', '.")]*_'],
];

/** PRDs of one megabyte: each form in lines, and on one line. */
export const prdCases: readonly HostileCase[] = casesOf('prd', [
  ...[...FORMS, ...RUNS].map(([name, text]): [string, 'answered', (s: number) => HostileInput] => [
    `1 MB of ${name}`,
    'answered',
    (s) => ({ contract: CONTRACT, prd: `- FR-0: A thing can be created.\n\n${filled(text, s)}` }),
  ]),
  [
    '1 MB of one list item of words',
    'answered',
    (s) => ({ contract: CONTRACT, prd: `- ${'a thing must be made of parts '.repeat(times(33_000, s))}` }),
  ],
  [
    'PRD of 2 MiB and a byte',
    'refused',
    (s) => ({ contract: CONTRACT, prd: 'a'.repeat(times(2 * 1024 * 1024 + 1, s)) }),
  ],
  ['PRD of blanks', 'refused', (s) => ({ contract: CONTRACT, prd: ' \n'.repeat(times(MB / 2, s)) })],
  [
    '50,000 labels that are all the same',
    'answered',
    (s) => ({
      contract: CONTRACT,
      prd: Array.from({ length: times(50_000, s) }, (_, i) => `- FR-1: thing ${i}`).join('\n'),
    }),
  ],
]);

function filled(text: string, scale: number): string {
  if (text === '') return Array.from({ length: times(100_000, scale) }, (_, i) => `word${i}`).join(' ');
  return text.repeat(times(MB / Buffer.byteLength(text), scale));
}
