import { casesOf, repeat, times } from './hostile-case.js';
import type { HostileCase } from './hostile-case.js';

const QUERY = 'type Query { a: Int }\n';

/** Attacks by GraphQL SDL. */
export const graphqlCases: readonly HostileCase[] = casesOf('graphql', [
  ['2,500,000 tokens', 'refused', (s) => `type Query { ${'a: Int '.repeat(times(840_000, s))}}`],
  ['100,000 types', 'refused', (s) => `${QUERY}${repeat(times(100_000, s), (i) => `type T${i} { a: Int }`, '\n')}`],
  [
    '20,000 types that hold each other',
    'answered',
    (s) =>
      `${QUERY}${repeat(times(20_000, s), (i) => `type T${i} { a: T${(i * 7) % times(20_000, s)}, b: T${i} }`, '\n')}`,
  ],
  ['25,001 fields of Query', 'refused', (s) => `type Query { ${repeat(times(25_001, s), (i) => `f${i}: Int`, ' ')} }`],
  [
    '100,000 directives on a field',
    'answered',
    (s) => `type Query { a: Int ${repeat(times(100_000, s), (i) => `@d${i}`, ' ')} }`,
  ],
  [
    '100,000 arguments of a field',
    'answered',
    (s) => `type Query { a(${repeat(times(100_000, s), (i) => `x${i}: Int`, ' ')}): Int }`,
  ],
  [
    '100,000 enum values',
    'planned',
    (s) => `type Query { a: E }\nenum E { ${repeat(times(100_000, s), (i) => `V${i}`, ' ')} }`,
  ],
  [
    '100,000 union members',
    'answered',
    (s) => `type Query { a: U }\nunion U = ${repeat(times(100_000, s), () => 'Query', ' | ')}`,
  ],
  [
    '100,000 extensions of one type',
    'answered',
    (s) => `${QUERY}${repeat(times(100_000, s), (i) => `extend type T { f${i}: Int }`, '\n')}`,
  ],
  [
    '200,000 empty extensions of Query',
    'answered',
    (s) => `${QUERY}${'extend type Query @x '.repeat(times(200_000, s))}`,
  ],
  [
    '300,000 undefined types',
    'answered',
    (s) => `type Query { ${repeat(times(20_000, s), (i) => `f${i}: Gone${i}`, ' ')} }`,
  ],
  [
    'name of 1 M characters',
    'answered',
    (s) => `type Query { ${'a'.repeat(times(1_000_000, s))}: T }\ntype T${'b'.repeat(times(1_000_000, s))} { a: Int }`,
  ],
  ['description of 10 MB', 'planned', (s) => `"${'a '.repeat(times(5_000_000, s))}"\n${QUERY}`],
  ['block string of 10 MB in lines', 'planned', (s) => `"""\n${'  line\n'.repeat(times(1_400_000, s))}"""\n${QUERY}`],
  ['block string of 10 MB of blanks', 'planned', (s) => `"""${' '.repeat(times(10_000_000, s))}"""\n${QUERY}`],
  ['block string of escaped quotes', 'planned', (s) => `"""${'\\"""'.repeat(times(2_500_000, s))}"""\n${QUERY}`],
  ['unterminated block string of 10 MB', 'refused', (s) => `${QUERY}"""${'a\n'.repeat(times(5_000_000, s))}`],
  ['unterminated block string of escapes', 'refused', (s) => `${QUERY}"""${'\\"""'.repeat(times(2_500_000, s))}`],
  ['unterminated string of 10 MB', 'refused', (s) => `${QUERY}"${'a'.repeat(times(10_000_000, s))}`],
  ['string of 10 MB of backslashes', 'refused', (s) => `${QUERY}"${'\\'.repeat(times(10_000_000, s))}`],
  ['10 MB of commas', 'planned', (s) => `${QUERY}${','.repeat(times(10_000_000, s))}`],
  ['5 MB of comments', 'planned', (s) => `${QUERY}${'#\n'.repeat(times(2_500_000, s))}`],
  ['10 MB of blanks at line starts', 'planned', (s) => `${`${' '.repeat(1_000)}\n`.repeat(times(10_000, s))}${QUERY}`],
  ['1 MB of "type "', 'planned', (s) => `${QUERY}${'type '.repeat(times(200_000, s))}`],
  ['1 MB of "extend" and blanks', 'refused', (s) => `extend${' '.repeat(times(1_000_000, s))}`],
  [
    'interfaces in a ring',
    'planned',
    () => `${QUERY}interface A implements B { a: Int }\ninterface B implements A { a: Int }`,
  ],
  ['union of itself', 'planned', () => 'union U = U\ntype Query { u: U }'],
  ['input of itself, non-null', 'planned', () => 'input I { i: I! }\ntype Query { a(i: I!): Int }'],
  [
    'numbers: 1e999 and 10,000 digits as defaults',
    'answered',
    () => `type Query { a(f: Float = 1e999, i: Int = ${'9'.repeat(10_000)}): Int }`,
  ],
  [
    'escapes of NUL and half surrogates',
    'answered',
    () => '"\\u0000 \\uD800 \\u{D800} \\u{110000}"\ntype Query { a: Int }',
  ],
  ['NUL escape in a description', 'planned', () => '"a \\u0000 b"\ntype Query { a: Int }'],
  [
    'directive cycle',
    'planned',
    () =>
      `directive @a(x: Int @b) on ARGUMENT_DEFINITION\ndirective @b(x: Int @a) on ARGUMENT_DEFINITION\ntype Query { q(x: Int @a): Int }`,
  ],
  ['200 fields, each with a deep ring of 500 types', 'planned', ringed],
]);

function ringed(scale: number): string {
  const count = times(500, scale);
  const fields = repeat(200, (i) => `f${i}: R${i % count}`, ' ');
  return `type Query { ${fields} }\n${repeat(count, (i) => `type R${i} { next: R${(i + 1) % count}! "d" id: ID! }`, '\n')}`;
}
