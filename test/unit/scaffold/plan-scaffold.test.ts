import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlanOptions } from '../../../planning/options.js';
import { deliverablePath } from '../../../planning/scaffold/deliverable-path.js';
import type { DeliverableKind, ScaffoldRequest } from '../../../planning/scaffold/scaffold-request.js';
import { contextOf, crudContract } from '../planning-context.js';

const contract = crudContract([{ name: 'Pet' }]);
const scaffold = (prd: string, options: PlanOptions = {}): ScaffoldRequest[] =>
  contextOf(contract, prd, options).scaffold;

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
    const kinds: DeliverableKind[] = [
      'model',
      'migration',
      'handler',
      'auth',
      'integration',
      'requirement',
      'test',
      'docs',
    ];
    for (const language of ['TypeScript', 'Python', 'Java', 'Go', 'Rust']) {
      const [service] = scaffold('- Pets are kept.', { toolchain: { language } }) as [ScaffoldRequest];
      for (const kind of kinds) {
        const path = deliverablePath(service, kind, 'pet');
        assert.ok(
          service.layout.some((folder) => path.startsWith(folder.path)),
          `${language} ${kind} ${path}`,
        );
      }
    }
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
    const path = (language: string): string =>
      deliverablePath(
        scaffold('- Pets are kept.', { toolchain: { language } })[0] as ScaffoldRequest,
        'model',
        'pet-type',
      );
    assert.equal(path('typescript'), 'src/models/pet-type.ts');
    assert.equal(path('python'), 'app/models/pet_type.py');
    assert.equal(path('java'), 'src/main/java/app/model/PetType.java');
  });
});
