import { builtinModules } from 'node:module';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import boundaries from 'eslint-plugin-boundaries';
import { importX } from 'eslint-plugin-import-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { elements, policies } from './eslint.borders.js';

const SOURCES = ['**/*.ts'];
const TESTS = ['test/**/*.ts'];
const PLAIN_NODE = ['**/*.mjs', '*.js'];

const bareBuiltins = builtinModules.filter((name) => !name.startsWith('_') && !name.startsWith('node:'));

/** Syntax nobody may use; the lists of a folder add to it (ESLint replaces a rule's options, it does not merge them). */
const forbiddenSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals or a const object.' },
  { selector: 'ExportAllDeclaration', message: 'Name what is exported: a reader must be able to find it.' },
  { selector: 'CatchClause > BlockStatement[body.length=0]', message: 'An empty catch hides faults.' },
  {
    selector: "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > BlockStatement[body.length=0]",
    message: 'An empty catch hides faults.',
  },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > Identifier.body[name='undefined']",
    message: 'A catch that answers nothing hides faults.',
  },
];

const bareError = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw a Problem: the client needs a status, a code and a remedy.',
};

const disabledTest = {
  selector:
    'CallExpression[callee.object.name=/^(describe|context|it|before|after)$/][callee.property.name=/^(skip|only)$/]',
  message: 'No skipped tests, and no test that hides the others.',
};

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only platform/config.ts reads the environment; take what you need from Config.',
};

const localeDependent = ['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase'].map(
  (property) => ({
    property,
    message: 'The result depends on the machine: compare by code unit (planning/compare.ts).',
  }),
);

const noNode = {
  regex: `^(node:|(${bareBuiltins.join('|')})(/|$))`,
  message: 'This code runs in the workflow sandbox: no Node modules.',
};

const noNodeButCrypto = {
  regex: `^(node:(?!crypto$)|(${bareBuiltins.join('|')})(/|$))`,
  message: 'planning/ is pure: of Node it may use node:crypto hashing only.',
};

const sqlInDbOnly = {
  group: ['knex', 'pg', 'pgvector', 'pgvector/*'],
  allowTypeImports: true,
  message: 'SQL lives in db/ only.',
};

const environmentImport = { regex: '^(node:)?process$', message: environment.message };

const workflowPackages = {
  regex: '^(?!\\.|@temporalio/(workflow|common)$)',
  allowTypeImports: true,
  message: 'Workflow code imports @temporalio/workflow and our own modules only; for others, types.',
};

const restrictImports = (...patterns) => ['error', { patterns }];

export default defineConfig(
  globalIgnores(['node_modules/', '.planner/', 'out/', 'coverage/', 'api/generated/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  {
    files: PLAIN_NODE,
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'Buffer',
          'fetch',
          'AbortController',
          'AbortSignal',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'performance',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-restricted-syntax': ['error', ...forbiddenSyntax] },
  },
  {
    name: 'planner/typescript',
    files: SOURCES,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Spreading a text gives its code points, which is what we mean by it.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Documents are plain objects keyed by the names in them.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Control characters are looked for on purpose: input is untrusted.
      'no-control-regex': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Exceptions to the two limits are listed by file name in a block of their own, each with its reason; there are none.
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-restricted-properties': ['error', environment],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
      '@typescript-eslint/no-restricted-imports': restrictImports(sqlInDbOnly, environmentImport),
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    name: 'planner/borders',
    files: [...SOURCES, '*/**/*.mjs'],
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/elements': elements,
      'boundaries/root-path': import.meta.dirname,
      // Each plugin resolves through a setting of its own. Without parsers or extensions import-x reads no TypeScript and finds no cycle.
      'import/resolver': { typescript: { alwaysTryTypes: true } },
      'import-x/resolver-next': [createTypeScriptImportResolver({ alwaysTryTypes: true })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/extensions': ['.ts', '.mjs', '.js'],
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
      'boundaries/no-unknown-files': 'error',
      'import-x/consistent-type-specifier-style': ['error', 'prefer-top-level'],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-self-import': 'error',
    },
  },
  {
    name: 'planner/config',
    files: ['platform/config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    name: 'planner/sql',
    files: ['db/**/*.ts', ...TESTS],
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(environmentImport) },
  },
  {
    name: 'planner/api',
    files: ['api/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...forbiddenSyntax, bareError] },
  },
  {
    name: 'planner/pure',
    files: ['planning/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictImports(sqlInDbOnly, noNodeButCrypto),
      'no-restricted-globals': [
        'error',
        'process',
        'console',
        'fetch',
        'performance',
        'crypto',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'Intl',
      ],
      'no-restricted-properties': [
        'error',
        environment,
        { object: 'Math', property: 'random', message: 'planning/ is deterministic: derive it from the seed.' },
        { object: 'Date', property: 'now', message: 'planning/ has no clock.' },
        ...localeDependent,
      ],
      'no-restricted-syntax': [
        'error',
        ...forbiddenSyntax,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'planning/ has no clock.' },
      ],
    },
  },
  {
    name: 'planner/sandbox',
    files: ['planning/search/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(sqlInDbOnly, noNode) },
  },
  {
    name: 'planner/workflows',
    files: ['workflows/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(noNode, workflowPackages) },
  },
  {
    name: 'planner/terminal',
    // Programs that talk to a person at a terminal.
    files: ['cli/**/*.ts', 'dev/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'planner/tests',
    files: TESTS,
    rules: {
      // A describe callback is as long as its tests; documents read from JSON are checked by the assertions that follow.
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...forbiddenSyntax, disabledTest],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
