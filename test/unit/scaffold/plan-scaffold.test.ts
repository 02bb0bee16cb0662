import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlanOptions } from '../../../planning/options.js';
import { deliverablePath } from '../../../planning/scaffold/deliverable-path.js';
import type { DeliverableKind, ScaffoldRequest } from '../../../planning/scaffold/scaffold-request.js';
import { contextOf, crudContract } from '../planning-context.js';

const contract = crudContract([{ name: 'Pet' }]);
const scaffold = (prd: string, options: PlanOptions = {}): ScaffoldRequest[] =>
  contextOf(contract, prd, options).scaffold;

const LANGUAGES = ['TypeScript', 'JavaScript', 'Python', 'Java', 'Kotlin', 'Go', 'Rust'];
const KINDS: DeliverableKind[] = [
  'model',
  'migration',
  'handler',
  'handler-test',
  'auth',
  'auth-test',
  'integration',
  'integration-test',
  'requirement',
  'requirement-test',
  'test',
  'docs',
];

describe('planScaffold', () => {
  it('asks for one service on the stated default when nothing names a toolchain', () => {
    const [service, ...others] = scaffold('- Pets are kept.');
    assert.deepEqual(others, []);
    assert.equal(service?.decidedBy, 'default');
    assert.deepEqual(service.toolchain, {
      language: 'TypeScript',
      runtime: 'Node.js 22',
      framework: 'Express',
      database: 'PostgreSQL',
      test: 'mocha',
    });
  });

  it('follows the options before the PRD, and the PRD before the default', () => {
    const prd = '- The service is written in Python with FastAPI and keeps its data in MySQL.';
    const [hinted] = scaffold(prd);
    assert.equal(hinted?.decidedBy, 'prd');
    assert.equal(hinted.toolchain.language, 'Python');
    assert.equal(hinted.toolchain.database, 'MySQL');
    const [asked] = scaffold(prd, { toolchain: { language: 'go' } });
    assert.equal(asked?.decidedBy, 'option');
    assert.equal(asked.toolchain.language, 'Go');
    assert.ok(asked.files.some(({ path }) => path === 'go.mod'));
  });

  it('keeps an unknown language under its own name with a plain layout', () => {
    const [service] = scaffold('- Pets are kept.', { toolchain: { language: 'Rust', framework: 'axum' } });
    assert.equal(service?.toolchain.language, 'Rust');
    assert.equal(service.toolchain.framework, 'axum');
    assert.ok(!service.files.some(({ path }) => path === 'package.json'));
  });

  it('adds a front end only when one is included', () => {
    const purposes = (frontEnd: 'always' | 'never'): string[] =>
      scaffold('- Pets are kept.', { frontEnd }).map(({ purpose }) => purpose);
    assert.deepEqual(purposes('never'), ['service']);
    assert.deepEqual(purposes('always'), ['service', 'frontend']);
  });

  it('holds the folder of every kind of file a task may deliver', () => {
    for (const language of LANGUAGES) {
      const [service] = scaffold('- Pets are kept.', { toolchain: { language } }) as [ScaffoldRequest];
      for (const kind of KINDS) {
        const path = deliverablePath(service, kind, 'pet');
        assert.ok(
          service.layout.some((folder) => path.startsWith(folder.path)),
          `${language} ${kind} ${path}`,
        );
      }
    }
  });

  it('delivers every single file of its layout, so that no later task has to make or edit it', () => {
    for (const language of LANGUAGES) {
      for (const { layout, files } of scaffold('- Pets are kept.', { toolchain: { language }, frontEnd: 'always' })) {
        const made = new Set(files.map(({ path }) => path));
        for (const { path } of layout) assert.ok(path.endsWith('/') || made.has(path), `${language} ${path}`);
      }
    }
  });

  it('lays the front end out as its framework does', () => {
    const page = (framework: string): string => {
      const requests = scaffold(`- FR-1 The web app, built with ${framework}, shows pets on a page.`, {
        frontEnd: 'always',
      });
      return deliverablePath(requests[1] as ScaffoldRequest, 'frontend', 'pet list');
    };
    assert.equal(page('React'), 'src/pages/pet-list.tsx');
    assert.equal(page('Vue'), 'src/pages/pet-list.vue');
    assert.equal(page('Angular'), 'src/app/pages/pet-list.ts');
    assert.equal(page('Svelte'), 'src/pages/pet-list.svelte');
  });
});

describe('deliverablePath', () => {
  it('never leaves the repository, whatever a contract calls its things', () => {
    const [service] = scaffold('- Pets are kept.') as [ScaffoldRequest];
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('../../etc/passwd', '/root', 'a\\..\\b', '..', '$&')),
        (name) => {
          assert.match(deliverablePath(service, 'model', name), /^src\/models\/[a-z0-9-]+\.ts$/);
        },
      ),
    );
  });

  it('spells names as the toolchain does', () => {
    assert.equal(pathIn('typescript', 'model', 'pet-type'), 'src/models/pet-type.ts');
    assert.equal(pathIn('javascript', 'model', 'pet-type'), 'src/models/pet-type.js');
    assert.equal(pathIn('python', 'model', 'pet-type'), 'app/models/pet_type.py');
    assert.equal(pathIn('java', 'model', 'pet-type'), 'src/main/java/app/model/PetType.java');
    assert.equal(pathIn('kotlin', 'handler-test', 'pet'), 'src/test/kotlin/app/web/PetControllerTest.kt');
  });

  it('numbers migrations as their tools ask', () => {
    assert.equal(
      pathIn('java', 'migration', 'pet', '002000000001'),
      'src/main/resources/db/migration/V002000000001__Pet.sql',
    );
    assert.equal(pathIn('go', 'migration', 'pet', '002000000001'), 'migrations/002000000001_pet.sql');
    assert.equal(pathIn('typescript', 'migration', 'pet', '002000000001'), 'migrations/002000000001-pet.sql');
    assert.equal(pathIn('python', 'migration', 'pet', '002000000001'), 'migrations/versions/002000000001_pet.py');
    const mongo = { toolchain: { language: 'typescript', database: 'MongoDB' } };
    const [service] = scaffold('- Pets are kept.', mongo) as [ScaffoldRequest];
    assert.equal(deliverablePath(service, 'migration', 'pet', '1'), 'migrations/1-pet.js');
  });

  it('puts the unit test of Go code into the package it tests', () => {
    for (const kind of ['handler', 'auth', 'integration', 'requirement'] as const) {
      assert.equal(pathIn('go', `${kind}-test`, 'pet'), pathIn('go', kind, 'pet').replace('.go', '_test.go'));
    }
  });

  it('avoids names that a system or a language keeps for itself', () => {
    assert.equal(pathIn('go', 'model', 'unit test'), 'internal/model/unit_test_part.go');
    assert.equal(pathIn('go', 'model', 'OrderLinux'), 'internal/model/order_linux_part.go');
    assert.equal(pathIn('python', 'model', 'class'), 'app/models/class_part.py');
    assert.equal(pathIn('python', 'model', '3d model'), 'app/models/no_3d_model.py');
    assert.equal(pathIn('typescript', 'model', 'aux'), 'src/models/aux-part.ts');
  });

  it('refuses a kind of file that the repository cannot hold', () => {
    const [service] = scaffold('- Pets are kept.') as [ScaffoldRequest];
    assert.throws(() => deliverablePath(service, 'frontend', 'pet'), RangeError);
  });
});

function pathIn(language: string, kind: DeliverableKind, name: string, order?: string): string {
  const [service] = scaffold('- Pets are kept.', { toolchain: { language } }) as [ScaffoldRequest];
  return deliverablePath(service, kind, name, order);
}
