import type { ToolchainProfile } from './scaffold-request.js';

const COMMON_FILES = [
  { path: 'README.md', purpose: 'What the service is, how to set it up, run it and test it' },
  { path: '.gitignore', purpose: 'Keeps build output, dependencies and local settings out of the repository' },
  { path: '.editorconfig', purpose: 'One indentation and line ending for all editors' },
  { path: '.env.example', purpose: 'Every setting with a safe example value' },
  { path: 'Dockerfile', purpose: 'Builds the image that runs the service' },
  { path: 'docker-compose.yml', purpose: 'Service and database for local work' },
  { path: '.github/workflows/ci.yml', purpose: 'Lints, type-checks and tests every change' },
];

const TYPESCRIPT: ToolchainProfile = {
  names: ['typescript', 'node', 'nodejs', 'node.js', 'express', 'nestjs', 'fastify', 'koa', 'hono'],
  toolchain: {
    language: 'TypeScript',
    runtime: 'Node.js 22',
    framework: 'Express',
    database: 'PostgreSQL',
    test: 'mocha',
  },
  spelling: 'kebab',
  layout: [
    { path: 'src/app.ts', what: 'Mounts every router of src/routes/ and every rule of src/policies/ it finds there' },
    { path: 'src/models/', what: 'Types, validation and queries, a file per task' },
    { path: 'src/routes/', what: 'A router (GraphQL: resolvers) per task, exported as default; found by folder' },
    { path: 'src/auth/', what: 'Sign-in, token checks, access rules' },
    { path: 'src/integrations/', what: 'Webhooks, callbacks, uploads and outside services' },
    {
      path: 'src/policies/',
      what: 'Rules across operations, and jobs: middleware or a start function, found by folder',
    },
    { path: 'migrations/', what: 'Forward-only, run in the order of their names' },
    { path: 'test/', what: 'unit/ by the name of what it tests, contract/ against the running service' },
    { path: 'docs/', what: 'Guides and the API reference' },
  ],
  files: [
    { path: 'package.json', purpose: 'Dependencies and the scripts start, dev, build, lint, test, migrate' },
    { path: 'tsconfig.json', purpose: 'Strict compiler settings' },
    { path: 'eslint.config.js', purpose: 'Lint rules' },
    { path: '.prettierrc', purpose: 'Formatting' },
    { path: '.mocharc.json', purpose: 'Test runner settings' },
    {
      path: 'src/app.ts',
      purpose: 'Mounts what lies in src/routes/ and src/policies/, so that no later task edits it',
    },
    { path: 'src/server.ts', purpose: 'Starts and stops the HTTP server' },
    { path: 'src/config.ts', purpose: 'Reads and checks the settings' },
    { path: 'src/db.ts', purpose: 'Connection pool and migration runner' },
    ...COMMON_FILES,
  ],
  paths: {
    model: 'src/models/{name}.ts',
    migration: 'migrations/{order}-{name}.sql',
    handler: 'src/routes/{name}.ts',
    'handler-test': 'test/unit/routes/{name}.test.ts',
    auth: 'src/auth/{name}.ts',
    'auth-test': 'test/unit/auth/{name}.test.ts',
    integration: 'src/integrations/{name}.ts',
    'integration-test': 'test/unit/integrations/{name}.test.ts',
    requirement: 'src/policies/{name}.ts',
    'requirement-test': 'test/unit/policies/{name}.test.ts',
    test: 'test/contract/{name}.test.ts',
    docs: 'docs/{name}.md',
  },
};

const PYTHON: ToolchainProfile = {
  names: ['python', 'fastapi', 'django', 'flask'],
  toolchain: {
    language: 'Python',
    runtime: 'CPython 3.12',
    framework: 'FastAPI',
    database: 'PostgreSQL',
    test: 'pytest',
  },
  spelling: 'snake',
  layout: [
    {
      path: 'app/main.py',
      what: 'Includes every router of app/routers/ and every rule of app/policies/ it finds there',
    },
    { path: 'app/models/', what: 'Tables, schemas and queries, a module per task' },
    { path: 'app/routers/', what: 'A module per task with a router (GraphQL: resolvers); found by folder' },
    { path: 'app/auth/', what: 'Sign-in, token checks, access rules' },
    { path: 'app/integrations/', what: 'Webhooks, callbacks, uploads and outside services' },
    { path: 'app/policies/', what: 'Rules across operations, and jobs: a module with `install(app)`, found by folder' },
    { path: 'migrations/versions/', what: 'Alembic revisions; each depends on those it needs, all heads are applied' },
    { path: 'tests/', what: 'unit/ by the name of what it tests, contract/ against the running service' },
    { path: 'docs/', what: 'Guides and the API reference' },
  ],
  files: [
    {
      path: 'pyproject.toml',
      purpose: 'Dependencies, those of development as the extra dev; ruff, mypy and pytest settings',
    },
    { path: 'alembic.ini', purpose: 'Migration settings' },
    { path: 'migrations/env.py', purpose: 'Connects Alembic to the models' },
    {
      path: 'app/main.py',
      purpose: 'Includes what lies in app/routers/ and app/policies/, so that no later task edits it',
    },
    { path: 'app/settings.py', purpose: 'Reads and checks the settings' },
    { path: 'app/db.py', purpose: 'Engine and session' },
    ...COMMON_FILES,
  ],
  paths: {
    model: 'app/models/{name}.py',
    migration: 'migrations/versions/{order}_{name}.py',
    handler: 'app/routers/{name}.py',
    'handler-test': 'tests/unit/routers/test_{name}.py',
    auth: 'app/auth/{name}.py',
    'auth-test': 'tests/unit/auth/test_{name}.py',
    integration: 'app/integrations/{name}.py',
    'integration-test': 'tests/unit/integrations/test_{name}.py',
    requirement: 'app/policies/{name}.py',
    'requirement-test': 'tests/unit/policies/test_{name}.py',
    test: 'tests/contract/test_{name}.py',
    docs: 'docs/{name}.md',
  },
};

const JAVA: ToolchainProfile = {
  names: ['java', 'spring', 'spring boot', 'springboot', 'quarkus', 'micronaut'],
  toolchain: { language: 'Java', runtime: 'JDK 21', framework: 'Spring Boot', database: 'PostgreSQL', test: 'JUnit 5' },
  spelling: 'pascal',
  layout: [
    { path: 'src/main/java/app/Application.java', what: 'Entry point; scans the packages below it' },
    { path: 'src/main/java/app/model/', what: 'Entities and repositories, a file per task' },
    { path: 'src/main/java/app/web/', what: 'A controller class per task, found by scanning' },
    { path: 'src/main/java/app/security/', what: 'Sign-in, token checks, access rules' },
    { path: 'src/main/java/app/integration/', what: 'Webhooks, callbacks, uploads and outside services' },
    { path: 'src/main/java/app/policy/', what: 'Rules across operations, and jobs: filters and scheduled beans' },
    { path: 'src/main/resources/db/migration/', what: 'Flyway migrations, out of order allowed' },
    { path: 'src/test/java/app/', what: 'Unit tests in the package they test, contract/ against the running service' },
    { path: 'docs/', what: 'Guides and the API reference' },
  ],
  files: [
    { path: 'pom.xml', purpose: 'Dependencies and the plugins Surefire, Checkstyle and Flyway' },
    {
      path: 'src/main/java/app/Application.java',
      purpose: 'Finds controllers, filters and jobs by scanning, so that no later task edits it',
    },
    { path: 'src/main/resources/application.yml', purpose: 'Settings with defaults' },
    ...COMMON_FILES,
  ],
  paths: {
    model: 'src/main/java/app/model/{name}.java',
    migration: 'src/main/resources/db/migration/V{order}__{name}.sql',
    handler: 'src/main/java/app/web/{name}Controller.java',
    'handler-test': 'src/test/java/app/web/{name}ControllerTest.java',
    auth: 'src/main/java/app/security/{name}.java',
    'auth-test': 'src/test/java/app/security/{name}Test.java',
    integration: 'src/main/java/app/integration/{name}.java',
    'integration-test': 'src/test/java/app/integration/{name}Test.java',
    requirement: 'src/main/java/app/policy/{name}.java',
    'requirement-test': 'src/test/java/app/policy/{name}Test.java',
    test: 'src/test/java/app/contract/{name}Test.java',
    docs: 'docs/{name}.md',
  },
};

const GO: ToolchainProfile = {
  names: ['go', 'golang', 'gin', 'echo', 'chi', 'fiber'],
  toolchain: { language: 'Go', runtime: 'Go 1.24', framework: 'net/http', database: 'PostgreSQL', test: 'go test' },
  spelling: 'snake',
  layout: [
    { path: 'cmd/server/main.go', what: 'Entry point; serves what has registered itself' },
    { path: 'internal/model/', what: 'Types, validation and queries, a file per task' },
    { path: 'internal/httpapi/', what: 'A handler file per task that registers its routes in init()' },
    { path: 'internal/auth/', what: 'Sign-in, token checks, access rules' },
    { path: 'internal/integration/', what: 'Webhooks, callbacks, uploads and outside services' },
    { path: 'internal/policy/', what: 'Rules across operations, and jobs, that register themselves in init()' },
    { path: 'migrations/', what: 'Forward-only, run in the order of their names' },
    { path: 'test/', what: 'Contract tests against the running service; unit tests lie beside the code' },
    { path: 'docs/', what: 'Guides and the API reference' },
  ],
  files: [
    { path: 'go.mod', purpose: 'Module and dependencies' },
    { path: 'Makefile', purpose: 'The targets run, build, lint, test, migrate' },
    { path: '.golangci.yml', purpose: 'Lint rules' },
    { path: 'cmd/server/main.go', purpose: 'Starts and stops the HTTP server' },
    {
      path: 'internal/httpapi/registry.go',
      purpose: 'Where handlers and rules register themselves, so that no later task edits main',
    },
    { path: 'internal/config/config.go', purpose: 'Reads and checks the settings' },
    { path: 'internal/db/db.go', purpose: 'Connection pool and migration runner' },
    ...COMMON_FILES,
  ],
  paths: {
    model: 'internal/model/{name}.go',
    migration: 'migrations/{order}_{name}.sql',
    handler: 'internal/httpapi/{name}.go',
    'handler-test': 'internal/httpapi/{name}_test.go',
    auth: 'internal/auth/{name}.go',
    'auth-test': 'internal/auth/{name}_test.go',
    integration: 'internal/integration/{name}.go',
    'integration-test': 'internal/integration/{name}_test.go',
    requirement: 'internal/policy/{name}.go',
    'requirement-test': 'internal/policy/{name}_test.go',
    test: 'test/contract/{name}_test.go',
    docs: 'docs/{name}.md',
  },
};

/** Serves any language we hold no layout for: a folder per task, as the names of files in it are the language's affair. */
export const GENERIC: ToolchainProfile = {
  names: [],
  toolchain: {
    language: 'as chosen',
    runtime: 'as chosen',
    framework: 'as chosen',
    database: 'PostgreSQL',
    test: 'as chosen',
  },
  spelling: 'kebab',
  layout: [
    { path: 'src/models/', what: 'Types, validation and queries, a folder per task' },
    { path: 'src/handlers/', what: 'A folder per task; the application finds or generates the list of them' },
    { path: 'src/auth/', what: 'Sign-in, token checks, access rules' },
    { path: 'src/integrations/', what: 'Webhooks, callbacks, uploads and outside services' },
    { path: 'src/policies/', what: 'Rules across operations, and jobs, a folder each' },
    { path: 'migrations/', what: 'Forward-only, run in the order of their names' },
    { path: 'test/', what: 'unit/ by the name of what it tests, contract/ against the running service' },
    { path: 'docs/', what: 'Guides and the API reference' },
  ],
  files: [{ path: 'Makefile', purpose: 'The targets run, build, lint, test, migrate' }, ...COMMON_FILES],
  paths: {
    model: 'src/models/{name}/',
    migration: 'migrations/{order}-{name}.sql',
    handler: 'src/handlers/{name}/',
    'handler-test': 'test/unit/handlers/{name}/',
    auth: 'src/auth/{name}/',
    'auth-test': 'test/unit/auth/{name}/',
    integration: 'src/integrations/{name}/',
    'integration-test': 'test/unit/integrations/{name}/',
    requirement: 'src/policies/{name}/',
    'requirement-test': 'test/unit/policies/{name}/',
    test: 'test/contract/{name}/',
    docs: 'docs/{name}.md',
  },
};

/** Layouts of the languages we know; the first one is the default. */
export const SERVICE_PROFILES: readonly ToolchainProfile[] = [
  TYPESCRIPT,
  PYTHON,
  JAVA,
  GO,
  relative(TYPESCRIPT, {
    names: ['javascript'],
    language: 'JavaScript',
    ending: ['.ts', '.js'],
    without: 'tsconfig.json',
  }),
  relative(JAVA, {
    names: ['kotlin', 'ktor'],
    language: 'Kotlin',
    ending: ['.java', '.kt'],
    folder: ['/java/', '/kotlin/'],
  }),
];

/** A profile of a language that shares another's layout but for file endings and the source folder's name. */
function relative(
  profile: ToolchainProfile,
  own: { names: string[]; language: string; ending: [string, string]; folder?: [string, string]; without?: string },
): ToolchainProfile {
  const [from, to] = own.ending;
  const [folder, instead] = own.folder ?? ['', ''];
  const move = (path: string): string =>
    (path.endsWith(from) ? path.slice(0, -from.length) + to : path).replace(folder, instead);
  return {
    ...profile,
    names: own.names,
    toolchain: { ...profile.toolchain, language: own.language },
    layout: profile.layout.map(({ path, what }) => ({ path: move(path), what: what.replaceAll(from, to) })),
    files: profile.files
      .filter(({ path }) => path !== own.without)
      .map(({ path, purpose }) => ({ path: move(path), purpose })),
    paths: Object.fromEntries(Object.entries(profile.paths).map(([kind, path]) => [kind, move(path)])),
  };
}
