import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandChecks, withCommands } from '../../../planning/acceptance/commands.js';
import type { CommandCheck, CommandSubject } from '../../../planning/acceptance/commands.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { deliverablePath } from '../../../planning/scaffold/deliverable-path.js';
import { planScaffold } from '../../../planning/scaffold/plan-scaffold.js';
import type { DeliverableKind, ScaffoldRequest } from '../../../planning/scaffold/scaffold-request.js';
import type { TaskKind } from '../../../planning/dag/candidate.js';
import { contextOf, crudContract } from '../planning-context.js';

const PRD = '- FR-1: A user can keep notes.\n- FR-2: The service must answer within 200 ms at all times.\n';
const CONTRACT = crudContract([{ name: 'Note', guarded: true }]);
const LANGUAGES = ['TypeScript', 'JavaScript', 'Python', 'Java', 'Kotlin', 'Go', 'Elixir'];

const { model, analysis } = contextOf(CONTRACT, PRD, { frontEnd: 'always' });

function requestIn(language: string, purpose: 'service' | 'frontend' = 'service'): ScaffoldRequest {
  const requests = planScaffold(model, analysis, { toolchain: { language }, frontEnd: 'always' });
  return requests.find((one) => one.purpose === purpose)!;
}

function subject(kind: TaskKind, paths: string[], ids: string[] = []): CommandSubject {
  return {
    kind,
    repository: 'service',
    deliverables: paths.map((path) => ({ path, what: '' })),
    acceptance: ids.map((id) => ({ id, what: '', required: true })),
  };
}

/** The commands of a task by criterion, as one would type them. */
function commandsOf(task: CommandSubject, request: ScaffoldRequest): Record<string, string[]> {
  const acceptance = withCommands(task, request);
  const found: Record<string, string[]> = {};
  for (const { checkId, argv } of commandChecks({ ...task, acceptance }, request)) {
    (found[checkId] ??= []).push(argv.join(' '));
  }
  return found;
}

describe('commandChecks', () => {
  it('sets a repository up, builds, lints and type-checks it with what its files promise', () => {
    const task = subject('scaffold', ['package.json'], ['installs', 'test-command', 'starts']);
    assert.deepEqual(commandsOf(task, requestIn('TypeScript')), {
      installs: [
        'npm install --no-audit --no-fund',
        'npm run build',
        'npm run lint',
        'npx --no-install tsc --noEmit --project .',
      ],
      'test-command': ['npm test'],
    });
    assert.deepEqual(commandsOf(task, requestIn('Elixir')), {
      installs: ['make build', 'make lint'],
      'test-command': ['make test'],
    });
  });

  it('uses no script or target that the files of the scaffold do not have', () => {
    for (const language of LANGUAGES) {
      for (const purpose of ['service', 'frontend'] as const) {
        const request = requestIn(language, purpose);
        const promised = request.files.map(({ path, purpose: what }) => `${path}: ${what}`).join('\n');
        const task = subject('scaffold', [], ['installs', 'test-command', 'type-checks', 'migrates']);
        for (const command of Object.values(commandsOf(task, request)).flat()) {
          const [program = '', first = '', second = ''] = command.split(' ');
          if (program === 'make') assert.match(promised, new RegExp(`Makefile: .*\\b${first}\\b`), command);
          if (command.startsWith('npm run')) assert.match(promised, new RegExp(`scripts .*\\b${second}\\b`), command);
          if (program === 'mvn') assert.match(promised, /pom\.xml: .*Surefire, Checkstyle and Flyway/);
          if (/ruff|mypy|pytest/.test(command)) assert.match(promised, /pyproject\.toml: .*ruff, mypy and pytest/);
          if (program === 'npx') assert.match(promised, /package\.json/);
          if (command.includes('alembic')) assert.match(promised, /alembic\.ini/);
        }
      }
    }
  });

  it('runs exactly the test file of the task', () => {
    const run = (language: string, kind: DeliverableKind, purpose: 'service' | 'frontend' = 'service'): string[] => {
      const request = requestIn(language, purpose);
      const task = subject(
        purpose === 'frontend' ? 'frontend' : 'requirement',
        [deliverablePath(request, kind, 'sign in')],
        ['met'],
      );
      return commandsOf(task, request)['met'] ?? [];
    };
    assert.deepEqual(run('TypeScript', 'requirement-test'), [
      'npx --no-install mocha test/unit/policies/sign-in.test.ts',
    ]);
    assert.deepEqual(run('Python', 'requirement-test'), ['python3 -m pytest -q tests/unit/policies/test_sign_in.py']);
    assert.deepEqual(run('Java', 'requirement-test'), ['mvn --batch-mode --quiet test -Dtest=app.policy.SignInTest']);
    assert.deepEqual(run('Go', 'test'), ['go test -count=1 ./test/contract']);
    assert.deepEqual(run('Elixir', 'requirement-test'), ['make test']);
    assert.deepEqual(run('Go', 'frontend-test', 'frontend'), [
      'npx --no-install vitest run test/pages/sign-in.test.tsx',
    ]);
  });

  it('runs tests and migrations twice where doing so again must change nothing', () => {
    const request = requestIn('Python');
    const test = subject('test', ['tests/contract/test_note.py'], ['op.tested', 'repeatable']);
    assert.deepEqual(commandsOf(test, request), {
      repeatable: Array<string>(2).fill('python3 -m pytest -q tests/contract/test_note.py'),
    });
    const schema = subject('schema', ['app/models/note.py', 'migrations/versions/001000000000_note.py'], ['required']);
    assert.deepEqual(commandsOf(schema, request), {
      migrates: Array<string>(2).fill('python3 -m alembic upgrade heads'),
      'type-checks': ['python3 -m mypy app'],
    });
  });

  it('leaves a criterion to the check that it has, and one that no command shows without', () => {
    const request = requestIn('TypeScript');
    const task = subject('auth', ['src/auth/x.ts', 'test/unit/auth/x.test.ts'], ['refused', 'no-leak']);
    task.acceptance[0]!.check = { kind: 'arazzo', href: 'acceptance#refused' };
    const checks = withCommands(task, request).map(({ id, check }) => [id, check?.kind]);
    assert.deepEqual(checks, [
      ['refused', 'arazzo'],
      ['no-leak', undefined],
    ]);
  });

  it('gives every task of a plan but those of pure judgement at least one check', () => {
    const context = contextOf(CONTRACT, PRD, { frontEnd: 'always' });
    const { tasks } = decompose('contract-first', context, { seed: 1, pull: 0 });
    for (const task of tasks) {
      const request = context.scaffold.find((one) => one.repository === task.repository)!;
      assert.notDeepEqual(commandChecks(task, request), [], task.key);
      for (const { check, id } of task.acceptance) {
        if (check?.kind === 'command') assert.equal(check.href, `acceptance#${id}`);
      }
    }
    assert.deepEqual([...new Set(tasks.map(({ kind }) => kind))].sort(), [
      'auth',
      'docs',
      'frontend',
      'operation',
      'requirement',
      'scaffold',
      'schema',
      'test',
    ]);
  });

  it('lets no name of a contract, a PRD or a stored task become more than the name of a file', () => {
    const fixed = new Set<string>();
    const collect = (checks: CommandCheck[], path: string): void => {
      for (const { argv } of checks) {
        for (const part of argv) {
          assert.match(part, /^[\w./=:[\]-]+$/, part);
          assert.ok(!part.includes('..') || part === './...', part);
          if (!path.includes(part)) fixed.add(part);
        }
      }
    };
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '--version',
        '-e',
        '$(id)',
        '`id`',
        '; rm -rf ~',
        '../../etc/passwd',
        'a b',
        '|x',
        "'",
        '"',
        '\n',
        '%PATH%',
      ),
    );
    const kinds: DeliverableKind[] = ['handler-test', 'requirement-test', 'test', 'docs', 'migration'];
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), fc.constantFrom(...kinds), name, (language, kind, hostile) => {
        const request = requestIn(language);
        const made = deliverablePath(request, kind, hostile);
        const stored = made.replace(/\w+(?=(?:\.test)?\.\w+$)/, hostile);
        for (const path of [made, stored, hostile]) {
          for (const task of ['requirement', 'docs', 'schema', 'test', 'operation'] as const) {
            const one = subject(task, [path], ['met', 'repeatable', `x.${hostile}`]);
            collect(commandChecks({ ...one, acceptance: withCommands(one, request) }, request), path);
          }
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(fixed.size < 60, [...fixed].join(' '));
  });
});
