import { wordsOf } from '../contract/names.js';
import { profileOf } from './plan-scaffold.js';
import type { DeliverableKind, ScaffoldRequest, Spelling } from './scaffold-request.js';

/** Names a file cannot have on some system, or a module in some language: those get a word more. */
const RESERVED = new Set(
  (
    'con prn aux nul com1 com2 com3 com4 lpt1 lpt2 lpt3 index main init mod lib test tests ' +
    'false none true and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield match case type package func interface'
  ).split(' '),
);
/** Last words that make a Go file a test or bind it to an operating system or a processor. */
const BINDING = new Set(
  (
    'test aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows unix ' +
    '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'
  ).split(' '),
);
/** Endings of migrations for databases that do not speak SQL. */
const MIGRATION_ENDINGS: readonly [RegExp, string][] = [
  [/mongo/i, '.js'],
  [/cassandra|scylla/i, '.cql'],
  [/neo4j/i, '.cypher'],
];

/**
 * Where a file of a kind goes in a repository, relative to its root. `name` is any readable name; it is spelled as the
 * toolchain does, holds nothing but ASCII letters, digits and separators, so that no contract can name a path, and is no
 * word that the file system or the language keeps for itself. `order` are the digits migrations are run by.
 */
export function deliverablePath(request: ScaffoldRequest, kind: DeliverableKind, name: string, order = '0'): string {
  const { paths, spelling } = profileOf(request);
  const pattern = paths[kind];
  if (pattern === undefined) throw new RangeError(`A ${request.purpose} repository holds no ${kind} files.`);
  const words = name.split(/[^A-Za-z0-9]+/).flatMap((part) => (/[A-Z]/.test(part) ? wordsOf(part) : part || []));
  const path = pattern.replace('{name}', () => spell(usable(words), spelling)).replace('{order}', order);
  const [, ending] = MIGRATION_ENDINGS.find(([database]) => database.test(request.toolchain.database)) ?? [];
  return ending !== undefined && kind === 'migration' ? path.replace(/\.sql$/, ending) : path;
}

function usable(words: readonly string[]): readonly string[] {
  const [first = 'unnamed', ...rest] = words;
  const head = /^\d/.test(first) ? ['no', first] : [first];
  const all = [...head, ...rest];
  const bound = all.length > 1 && BINDING.has(all.at(-1) as string);
  return bound || RESERVED.has(all.join('')) ? [...all, 'part'] : all;
}

function spell(words: readonly string[], spelling: Spelling): string {
  if (spelling === 'kebab') return words.join('-');
  if (spelling === 'snake') return words.join('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
