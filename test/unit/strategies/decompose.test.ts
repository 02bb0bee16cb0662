import assert from 'node:assert/strict';
import fc from 'fast-check';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { Candidate, CandidateTask } from '../../../planning/dag/candidate.js';
import { structuralDistance } from '../../../planning/dag/distance.js';
import { isSafePath } from '../../../planning/dag/file-violations.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import { canonicalJson } from '../../../planning/hash.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const PRD =
  '# Clinic\n\n- FR-1 The desk keeps owners and their pets.\n- FR-2 A visit belongs to one pet.\n- NFR-1 The service must answer within 300 ms.\n';
const clinic = crudContract(
  [
    { name: 'Owner', guarded: true },
    { name: 'Pet', needs: ['Owner'] },
    { name: 'Visit', needs: ['Pet'], acts: ['cancel'] },
    { name: 'Vet' },
  ],
  {
    schemas: { Colour: { type: 'string', enum: ['black', 'white'] } },
    paths: {
      '/pets/{id}/photo': {
        post: {
          requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' } } } },
          responses: { 204: { description: 'Stored' } },
        },
      },
    },
  },
);
const plain = { seed: 1, pull: 0 };
const coveredBy = ({ tasks }: Candidate, ref: string): CandidateTask[] =>
  tasks.filter((task) => task.kind !== 'test' && task.kind !== 'docs' && task.covers.includes(ref));

describe('decompose', () => {
  it('makes a valid candidate of any contract by every strategy and any pull', () => {
    fc.assert(
      fc.property(thingsArbitrary, fc.integer(), fc.nat(6), (things, seed, pull) => {
        const context = contextOf(crudContract(things), PRD);
        for (const strategy of STRATEGIES) {
          const candidate = decompose(strategy, context, { seed, pull });
          assert.deepEqual(validateCandidate(candidate, context), []);
          assert.equal(canonicalJson(decompose(strategy, context, { seed, pull })), canonicalJson(candidate));
        }
      }),
      { numRuns: 8 },
    );
  });

  it('covers each operation and entity by exactly one building task and verifies it in a test', () => {
    const context = contextOf(clinic, PRD);
    const refs = [
      ...context.model.operations.map(({ id }) => `op:${id}`),
      ...context.model.entities.map(({ id }) => `entity:${id}`),
    ];
    for (const strategy of STRATEGIES) {
      const candidate = decompose(strategy, context, plain);
      for (const ref of refs) {
        assert.equal(coveredBy(candidate, ref).length, 1, `${strategy} ${ref}`);
        assert.ok(
          candidate.tasks.some((task) => task.kind === 'test' && task.verifies.includes(ref)),
          `${strategy} ${ref}`,
        );
      }
    }
  });

  it('gives really different shapes by different strategies', () => {
    const context = contextOf(clinic, PRD);
    const candidates = STRATEGIES.map((strategy) => decompose(strategy, context, plain));
    candidates.forEach((one, i) => {
      for (const other of candidates.slice(i + 1)) {
        const distance = structuralDistance(one, other);
        assert.ok(distance >= 0.15, `${one.strategy} and ${other.strategy} differ by ${distance}`);
      }
    });
  });

  it('gives at least three shapes from four elements on', () => {
    for (const names of [['Owner'], ['Owner', 'Vet']]) {
      const context = contextOf(crudContract(names.map((name) => ({ name }))), PRD);
      const candidates = STRATEGIES.map((strategy) => decompose(strategy, context, plain));
      const different = candidates.filter((one, i) =>
        candidates.slice(0, i).every((other) => structuralDistance(one, other) >= 0.15),
      );
      assert.ok(different.length >= 3, names.join());
    }
  });

  it('keeps the shape each strategy stands for', () => {
    const context = contextOf(clinic, PRD);
    const task = (strategy: (typeof STRATEGIES)[number], ref: string): CandidateTask =>
      coveredBy(decompose(strategy, context, plain), ref)[0] as CandidateTask;
    assert.deepEqual(task('contract-first', 'entity:Vet').covers, ['entity:Vet']);
    assert.deepEqual(task('contract-first', 'op:POST /vets').covers, [
      'op:GET /vets',
      'op:GET /vets/{id}',
      'op:POST /vets',
    ]);
    assert.ok(task('vertical-slice', 'entity:Vet').covers.includes('op:POST /vets'));
    assert.deepEqual(task('data-first', 'op:POST /vets').covers, ['op:POST /vets']);
    const risky = task('risk-first', 'op:POST /pets/{id}/photo');
    assert.equal(risky.kind, 'integration');
    assert.ok(risky.rank < task('risk-first', 'op:POST /vets').rank);
  });

  it('varies shape with the pull', () => {
    const context = contextOf(clinic, PRD);
    for (const strategy of STRATEGIES) {
      const first = decompose(strategy, context, plain);
      const shapes = [1, 2, 3, 4, 5, 6].map((pull) =>
        structuralDistance(first, decompose(strategy, context, { seed: 7, pull })),
      );
      assert.ok(
        shapes.some((distance) => distance > 0),
        strategy,
      );
    }
  });

  it('plans neither what exists nor what is out of scope, and still may depend on it', () => {
    const context = contextOf(clinic, PRD, { existing: ['entity:Owner'], scope: { exclude: ['/vets/**', '/vets'] } });
    for (const strategy of STRATEGIES) {
      const candidate = decompose(strategy, context, plain);
      assert.deepEqual(validateCandidate(candidate, context), []);
      assert.deepEqual(coveredBy(candidate, 'entity:Owner'), []);
      assert.deepEqual(coveredBy(candidate, 'op:POST /vets'), []);
      assert.ok(coveredBy(candidate, 'entity:Pet')[0]?.uses.includes('entity:Owner'));
    }
  });

  it('makes front-end tasks only when a front end is included', () => {
    const prd = '- FR-1 A web page shows the owners on screen, with a search form.\n- FR-2 Owners are kept.\n';
    const kinds = (frontEnd: 'always' | 'never'): string[] =>
      decompose('contract-first', contextOf(clinic, prd, { frontEnd }), plain).tasks.map(
        (task) => `${task.repository} ${task.kind}`,
      );
    assert.ok(kinds('always').includes('frontend frontend'));
    assert.ok(kinds('always').includes('frontend scaffold'));
    assert.ok(!kinds('never').some((kind) => kind.includes('frontend')));
  });

  it('makes a requirement task of a clause that no element serves', () => {
    const { tasks } = decompose('contract-first', contextOf(clinic, PRD), plain);
    const task = tasks.find((one) => one.kind === 'requirement' && one.requirements.includes('R-NFR-1'));
    assert.match(task?.description ?? '', /answer within 300 ms/);
  });

  it('lets every task but the scaffold wait for its scaffold, directly or not', () => {
    const { tasks } = decompose('vertical-slice', contextOf(clinic, PRD), plain);
    const byKey = new Map(tasks.map((task) => [task.key, task]));
    for (const task of tasks) {
      const open = [task];
      const seen = new Set<string>();
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        seen.add(one.key);
        open.push(...one.dependsOn.flatMap((before) => (seen.has(before.task) ? [] : (byKey.get(before.task) ?? []))));
      }
      assert.ok(seen.has('scaffold.service'), task.key);
    }
  });

  it('puts every file inside the layout, once, at a path any system can have, whatever contract and toolchain', () => {
    const language = fc.constantFrom('TypeScript', 'JavaScript', 'Python', 'Java', 'Kotlin', 'Go', 'Rust');
    const strategy = fc.constantFrom(...STRATEGIES);
    const odd = fc.constantFrom('Aux', 'Class', 'UnitTest', '3D', 'Pet Type', 'petType', 'PetType', 'Größe', '日本');
    fc.assert(
      fc.property(thingsArbitrary, odd, language, strategy, fc.nat(3), (things, name, chosen, by, pull) => {
        const contract = crudContract([...things, { name }]);
        const context = contextOf(contract, PRD, { toolchain: { language: chosen }, frontEnd: 'always' });
        const { tasks } = decompose(by, context, { seed: 3, pull });
        const seen = new Set<string>();
        for (const { key, repository, deliverables } of tasks) {
          const request = context.scaffold.find((one) => one.repository === repository);
          const isInside = (path: string): boolean =>
            request?.layout.some((part) =>
              part.path.endsWith('/') ? path.startsWith(part.path) : path === part.path,
            ) === true || request?.files.some((file) => file.path === path) === true;
          for (const { path } of deliverables) {
            const place = `${repository}/${path}`.toLowerCase();
            assert.ok(isSafePath(path), `${key} ${path}`);
            assert.ok(isInside(path), `${key} ${path}`);
            assert.ok(!seen.has(place), `${key} ${path}`);
            seen.add(place);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it('gives files apart to tasks whose names would share one', () => {
    const thing = { type: 'object', properties: { id: { type: 'string' } } };
    const context = contextOf(crudContract([{ name: 'Pet' }], { schemas: { PetSlice: thing } }), PRD);
    const { tasks } = decompose('vertical-slice', context, plain);
    const models = tasks.flatMap(({ deliverables }) =>
      deliverables.map(({ path }) => path).filter((path) => path.startsWith('src/models/')),
    );
    assert.equal(new Set(models).size, models.length);
    assert.ok(
      models.some((path) => /^src\/models\/pet-slice-[0-9a-f]{6}\.ts$/.test(path)),
      models.join(),
    );
  });

  it('numbers migrations so that a table comes after those it refers to', () => {
    const context = contextOf(clinic, PRD);
    for (const strategy of STRATEGIES) {
      const { tasks } = decompose(strategy, context, plain);
      const migration = (entity: string): string =>
        tasks
          .filter(({ covers }) => covers.includes(`entity:${entity}`))
          .flatMap(({ deliverables }) => deliverables.map(({ path }) => path))
          .find((path) => path.startsWith('migrations/')) ?? assert.fail(`${strategy} ${entity}`);
      const order = ['Owner', 'Pet', 'Visit'].map(migration);
      assert.deepEqual([...order].sort(), order, strategy);
    }
  });
});
