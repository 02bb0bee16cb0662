import type { ScaffoldRequest } from '../scaffold/scaffold-request.js';
import { profileOf } from '../scaffold/plan-scaffold.js';

/**
 * The commands of a toolchain, as argument lists that no shell reads. They rely on nothing but the files its scaffold
 * promises. `testFile` gets the path of a deliverable, the only part that is not fixed.
 */
export interface CommandTemplates {
  install: readonly (readonly string[])[];
  build: readonly (readonly string[])[];
  lint: readonly (readonly string[])[];
  typeCheck: readonly (readonly string[])[];
  test: readonly (readonly string[])[];
  testFile: (path: string) => readonly string[];
  migrate: readonly (readonly string[])[];
}

const NPM_INSTALL = ['npm', 'install', '--no-audit', '--no-fund'];
const TSC = ['npx', '--no-install', 'tsc', '--noEmit', '--project', '.'];
const MAVEN = ['mvn', '--batch-mode', '--quiet'];

const TYPESCRIPT: CommandTemplates = {
  install: [NPM_INSTALL],
  build: [['npm', 'run', 'build']],
  lint: [['npm', 'run', 'lint']],
  typeCheck: [TSC],
  test: [['npm', 'test']],
  testFile: (path) => ['npx', '--no-install', 'mocha', path],
  migrate: [['npm', 'run', 'migrate']],
};

const JAVASCRIPT: CommandTemplates = { ...TYPESCRIPT, typeCheck: [] };

const FRONTEND: CommandTemplates = {
  ...TYPESCRIPT,
  testFile: (path) => ['npx', '--no-install', 'vitest', 'run', path],
  migrate: [],
};

const PYTHON: CommandTemplates = {
  install: [['python3', '-m', 'pip', 'install', '--editable', '.[dev]']],
  build: [['python3', '-m', 'compileall', '-q', 'app']],
  lint: [['python3', '-m', 'ruff', 'check', '.']],
  typeCheck: [['python3', '-m', 'mypy', 'app']],
  test: [['python3', '-m', 'pytest', '-q']],
  testFile: (path) => ['python3', '-m', 'pytest', '-q', path],
  migrate: [['python3', '-m', 'alembic', 'upgrade', 'heads']],
};

const JAVA: CommandTemplates = {
  install: [[...MAVEN, 'dependency:resolve']],
  build: [[...MAVEN, 'package', '-DskipTests']],
  lint: [[...MAVEN, 'checkstyle:check']],
  typeCheck: [[...MAVEN, 'test-compile']],
  test: [[...MAVEN, 'test']],
  testFile: (path) => [...MAVEN, 'test', `-Dtest=${className(path)}`],
  migrate: [[...MAVEN, 'flyway:migrate']],
};

const KOTLIN: CommandTemplates = { ...JAVA, lint: [] };

const GO: CommandTemplates = {
  install: [['go', 'mod', 'download']],
  build: [['make', 'build']],
  lint: [['make', 'lint']],
  typeCheck: [['go', 'vet', './...']],
  test: [['make', 'test']],
  // Go tests packages: the files of one belong together.
  testFile: (path) => ['go', 'test', '-count=1', `./${path.slice(0, path.lastIndexOf('/'))}`],
  migrate: [['make', 'migrate']],
};

const GENERIC: CommandTemplates = {
  install: [],
  build: [['make', 'build']],
  lint: [['make', 'lint']],
  typeCheck: [['make', 'build']],
  test: [['make', 'test']],
  testFile: () => ['make', 'test'],
  migrate: [['make', 'migrate']],
};

const BY_LANGUAGE: ReadonlyMap<string, CommandTemplates> = new Map([
  ['typescript', TYPESCRIPT],
  ['javascript', JAVASCRIPT],
  ['python', PYTHON],
  ['java', JAVA],
  ['kotlin', KOTLIN],
  ['go', GO],
]);

/** The commands of the toolchain a repository is made with. */
export function templatesOf(request: ScaffoldRequest): CommandTemplates {
  if (request.purpose === 'frontend') return FRONTEND;
  return BY_LANGUAGE.get(profileOf(request).names[0] ?? '') ?? GENERIC;
}

/** `src/test/java/app/web/PetTest.java` → `app.web.PetTest`. */
function className(path: string): string {
  return path
    .replace(/^src\/test\/(?:java|kotlin)\//, '')
    .replace(/\.(?:java|kt)$/, '')
    .replaceAll('/', '.');
}
