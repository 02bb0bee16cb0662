import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path below the root of some TypeScript module of the folder: texts are linted as if they stood in its place. */
function someFile(folder: string): string {
  const found = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .sort()
    .at(0);
  assert.ok(found, `${folder} holds a TypeScript file`);
  return join(folder, found);
}

/** `place` is a file below the root, or a folder of which some file is taken. */
const fileOf = (place: string): string => (place.endsWith('.ts') ? place : someFile(place));

/** The specifier with which a module at `from` imports the one at `to`. */
function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

const BORDER = 'boundaries/dependencies';

/** An import of `to` by `from`: type or value, refused or allowed. */
interface BorderCase {
  from: string;
  to: string;
  kind: 'type' | 'value';
  allowed: boolean;
}

const refused = (from: string, to: string, kind: BorderCase['kind'] = 'value'): BorderCase => ({
  from,
  to,
  kind,
  allowed: false,
});
const allowed = (from: string, to: string, kind: BorderCase['kind'] = 'value'): BorderCase => ({
  from,
  to,
  kind,
  allowed: true,
});

const BORDERS: BorderCase[] = [
  refused('planning/order', 'platform', 'type'),
  refused('planning/order', 'db', 'type'),
  allowed('planning/order', 'planning/search'),
  refused('planning/search', 'planning/hash.ts'),
  refused('planning/search', 'planning/contract'),
  allowed('planning/search', 'planning/contract', 'type'),
  allowed('planning/search', 'planning/compare.ts'),
  allowed('workflows', 'planning/search'),
  refused('workflows', 'planning/hash.ts'),
  refused('workflows', 'activities'),
  refused('workflows', 'db'),
  allowed('workflows', 'activities', 'type'),
  refused('workflows', 'api', 'type'),
  allowed('activities', 'planning/contract'),
  allowed('activities', 'db'),
  refused('activities', 'workflows'),
  allowed('activities', 'workflows', 'type'),
  refused('activities', 'api', 'type'),
  refused('activities', 'worker'),
  allowed('api/app.ts', 'db'),
  allowed('api/app.ts', 'adapters/artifacts'),
  refused('api/app.ts', 'adapters/embeddings'),
  allowed('api/app.ts', 'workflows/messages.ts'),
  allowed('api/app.ts', 'workflows/dispatch.ts'),
  refused('api/app.ts', 'workflows/plan-revision.ts'),
  refused('api/app.ts', 'activities', 'type'),
  refused('api/app.ts', 'planning/contract/inspect-contract.ts'),
  allowed('api/app.ts', 'planning/contract', 'type'),
  allowed('api/cpu-tasks.ts', 'planning/contract/inspect-contract.ts'),
  allowed('api/cpu-tasks.ts', 'planning/budget'),
  refused('api/cpu-tasks.ts', 'planning/contract/import-contract.ts'),
  refused('api/cpu-tasks.ts', 'planning/strategies'),
  allowed('db', 'platform'),
  allowed('db', 'planning/dag', 'type'),
  refused('db', 'planning/hash.ts'),
  refused('db', 'api', 'type'),
  refused('db', 'adapters'),
  refused('adapters', 'db'),
  allowed('adapters', 'platform'),
  refused('platform', 'planning/finding.ts', 'type'),
  refused('platform', 'db', 'type'),
  allowed('cli', 'api/generated/openapi.ts', 'type'),
  refused('cli', 'api/app.ts', 'type'),
  refused('cli', 'planning/dag'),
  refused('cli', 'platform'),
  allowed('worker', 'activities'),
  allowed('dev', 'cli'),
  allowed('test', 'planning/dag'),
];

/** A text that breaks one rule, and the words of the message that says so. */
interface RuleCase {
  rule: string;
  in: string;
  text: string;
  says?: RegExp;
}

const RULES: RuleCase[] = [
  { rule: '@typescript-eslint/no-floating-promises', in: 'activities', text: 'Promise.resolve(1);' },
  {
    rule: '@typescript-eslint/no-misused-promises',
    in: 'activities',
    text: '[1].forEach(async (n) => Promise.resolve(n));',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    in: 'activities',
    text: "import { Knex } from 'knex';\nexport type X = Knex;",
  },
  {
    rule: 'import-x/consistent-type-specifier-style',
    in: 'db',
    text: "import { knex, type Knex } from 'knex';\nexport const open = (): Knex => knex({});",
  },
  {
    rule: '@typescript-eslint/explicit-module-boundary-types',
    in: 'activities',
    text: 'export const one = (n: number) => n;',
  },
  { rule: '@typescript-eslint/no-explicit-any', in: 'activities', text: 'export const one: any = 1;' },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    in: 'activities',
    text: "export const f = (x: 'a' | 'b'): number => {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};",
  },
  {
    rule: '@typescript-eslint/no-unnecessary-condition',
    in: 'activities',
    text: "export const f = (x: string): string => x ?? 'y';",
  },
  { rule: 'max-lines', in: 'activities', text: '// line\n'.repeat(301) },
  {
    rule: 'max-lines-per-function',
    in: 'activities',
    text: `export function long(): void {\n${'  // line\n'.repeat(60)}}`,
  },
  { rule: 'import-x/no-default-export', in: 'activities', text: 'export default 1;' },
  {
    rule: 'no-restricted-properties',
    in: 'api',
    text: 'export const port = process.env.PORT;',
    says: /platform\/config/,
  },
  { rule: 'no-restricted-properties', in: 'test', text: 'const { env } = process;\nexport const port = env.PORT;' },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'api',
    text: "import { env } from 'node:process';\nexport const port = env.PORT;",
  },
  {
    rule: 'no-restricted-syntax',
    in: 'db',
    text: 'try {\n  JSON.parse(String(1));\n} catch {\n  // nothing\n}',
    says: /empty catch/,
  },
  { rule: 'no-restricted-syntax', in: 'db', text: 'await Promise.resolve(1).catch(() => {});', says: /empty catch/ },
  { rule: 'no-restricted-syntax', in: 'db', text: 'await Promise.resolve(1).catch(() => undefined);', says: /hides/ },
  { rule: 'no-restricted-syntax', in: 'db', text: 'export enum Colour {\n  red,\n}', says: /union/ },
  { rule: 'no-restricted-syntax', in: 'db', text: "export * from './database.js';", says: /Name what is exported/ },
  { rule: 'no-restricted-syntax', in: 'api', text: "throw new Error('no');", says: /Problem/ },
  { rule: 'no-restricted-syntax', in: 'test', text: "it.skip('is not run', () => {});", says: /skipped/ },
  { rule: 'no-restricted-syntax', in: 'planning/order', text: 'export const now = new Date();', says: /clock/ },
  { rule: 'no-restricted-properties', in: 'planning/order', text: 'export const now = Date.now();', says: /clock/ },
  { rule: 'no-restricted-properties', in: 'planning/order', text: 'export const r = Math.random();', says: /seed/ },
  {
    rule: 'no-restricted-properties',
    in: 'planning/order',
    text: "export const c = 'a'.localeCompare('b');",
    says: /code unit/,
  },
  { rule: 'no-restricted-globals', in: 'planning/order', text: "export const f = fetch('x');" },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'planning/order',
    text: "import { readFileSync } from 'node:fs';\nreadFileSync('x');",
    says: /pure/,
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'planning/order',
    text: "import { readFile } from 'fs/promises';\nawait readFile('x');",
    says: /pure/,
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'planning/search',
    text: "import { createHash } from 'node:crypto';\ncreateHash('sha256');",
    says: /sandbox/,
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'workflows',
    text: "import { createHash } from 'node:crypto';\ncreateHash('sha256');",
    says: /sandbox/,
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'workflows',
    text: "import express from 'express';\nexpress();",
    says: /types/,
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    in: 'activities',
    text: "import { knex } from 'knex';\nknex({});",
    says: /db\//,
  },
  { rule: 'no-console', in: 'activities', text: "console.log('x');" },
  {
    rule: 'import-x/no-cycle',
    in: 'test/fixtures/lint/cycle-one.ts',
    text: "import { two } from './cycle-two.js';\nexport const one = two;",
  },
  {
    rule: 'import-x/no-self-import',
    in: 'test/fixtures/lint/cycle-one.ts',
    text: "import { one } from './cycle-one.js';\nexport const two = one;",
  },
];

describe('lint', function () {
  this.timeout(60_000);
  let eslint: ESLint;

  /** Lints the text as if it were the file; a text that cannot be parsed (or is no part of the project) is a fault. */
  const lint = async (file: string, text: string): Promise<{ ruleId: string | null; message: string }[]> => {
    const results = await eslint.lintText(`${text}\n`, { filePath: join(root, file) });
    const messages = results.flatMap((result) => result.messages);
    assert.deepEqual(
      messages.filter(({ fatal }) => fatal),
      [],
    );
    return messages;
  };

  before('load the configuration', () => {
    eslint = new ESLint({ cwd: root });
  });

  describe('who may import whom', () => {
    for (const { from, to, kind, allowed: isAllowed } of BORDERS) {
      it(`${isAllowed ? 'lets' : 'refuses'} ${from} import a ${kind} of ${to}`, async () => {
        const file = fileOf(from);
        const path = specifier(file, fileOf(to));
        const text = kind === 'type' ? `import type * as other from '${path}';` : `import * as other from '${path}';`;
        const rules = (await lint(file, `${text}\nexport type Other = typeof other;`)).map(({ ruleId }) => ruleId);
        assert.equal(rules.includes(BORDER), !isAllowed, `fired: ${rules.join(', ')}`);
      });
    }

    it('refuses a file in a folder the table does not know', async () => {
      const results = await eslint.lintText('export const x = 1;\n', { filePath: join(root, 'elsewhere/x.mjs') });
      assert.ok(results[0]?.messages.some(({ ruleId }) => ruleId === 'boundaries/no-unknown-files'));
    });
  });

  describe('house rules', () => {
    for (const { rule, in: place, text, says } of RULES) {
      it(`${rule} fires in ${place} on: ${text.split('\n').find((line) => line.trim() !== '// line') ?? ''}`, async () => {
        const messages = await lint(fileOf(place), text);
        const fired = messages.filter(({ ruleId }) => ruleId === rule);
        assert.ok(fired.length > 0, `fired: ${messages.map(({ ruleId }) => ruleId).join(', ')}`);
        if (says) assert.match(fired.map(({ message }) => message).join('\n'), says);
      });
    }

    it('says nothing about a text that breaks no rule', async () => {
      const text = '/** Twice the number. */\nexport const double = (n: number): number => n * 2;';
      assert.deepEqual(await lint(someFile('planning/search'), text), []);
    });
  });
});
