import assert from 'node:assert/strict';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { CandidateTask, Strategy } from '../../../planning/dag/candidate.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import type { PlanningContext } from '../../../planning/strategies/context.js';
import { excerpt, gist } from '../../../planning/strategies/tasks/wording.js';
import { contextOf, crudContract } from '../planning-context.js';

const PRD = `# Clinic

## Pets

- FR-1: A vet can create a pet of an owner; no two pets of one owner have the same name.
- FR-2: Everyone can list pets, at most fifty to a page.
- FR-3: Deleting an owner also removes their pets.

## Reports

- FR-9: On the first of each month the treasurer receives a bookkeeping file in the format of the tax office by e-mail, unless there was no visit.
- NFR-1: The service answers within 300 ms at 50 requests a second.
- Backups: nightly.
`;
const clinic = crudContract([
  { name: 'Owner', guarded: true },
  { name: 'Pet', needs: ['Owner'], guarded: true, properties: { colour: { type: 'string' } } },
]);
const context = contextOf(clinic, PRD);
const plan = (strategy: Strategy, of: PlanningContext = context): CandidateTask[] =>
  decompose(strategy, of, { seed: 1, pull: 0 }).tasks;
const taskOf = (tasks: CandidateTask[], ref: string): CandidateTask =>
  tasks.find(({ covers, kind }) => kind !== 'docs' && covers.includes(ref)) ?? assert.fail(ref);
const textOf = ({ description, surroundings }: CandidateTask): string => `${description} ${surroundings ?? ''}`;

describe('task texts', () => {
  it('have titles that are imperatives, differ in a plan, and break off in no word', () => {
    for (const strategy of STRATEGIES) {
      const tasks = plan(strategy);
      for (const { title } of tasks) {
        assert.match(title, /^(?:Create|Build|Define|Implement|Accept|Send|Serve|Test|Document|Meet) \S/);
        assert.doesNotMatch(title, /\.\.\.|\b(?:act on|undefined)\b/);
      }
      assert.equal(new Set(tasks.map(({ title }) => title)).size, tasks.length, strategy);
    }
  });

  it('say which clauses rule an operation, whom it is for and who may call', () => {
    const text = textOf(taskOf(plan('data-first'), 'op:POST /pets'));
    assert.match(text, /Ruled by FR-1/);
    assert.match(text, /Mind uniqueness \(FR-1\)/);
    assert.match(text, /Meant for a vet \(FR-1\)/);
    assert.match(text, /Callers must be signed in \(`token`\)/);
    assert.match(text, /What `ownerId` names must exist/);
  });

  it('take no thing for somebody, and one kind of people for one', () => {
    const text = (clause: string): string =>
      textOf(taskOf(plan('data-first', contextOf(clinic, `- FR-1: ${clause}\n`)), 'op:POST /pets'));
    assert.match(text('Vets can create a pet.'), /Meant for a vet \(FR-1\)/);
    assert.doesNotMatch(text('A pet can have one owner when you create a pet.'), /Meant for/);
    assert.doesNotMatch(text('The service must create a pet.'), /Meant for/);
  });

  it('name the files they build on and the neighbours they leave alone, with their tasks', () => {
    const tasks = plan('contract-first');
    const task = taskOf(tasks, 'op:POST /pets');
    const other = taskOf(tasks, 'op:PUT /pets/{id}');
    assert.match(
      textOf(task),
      /Builds on `src\/models\/pet\.ts` \(schema\.pet\), .*\(schema\.owner\) and `src\/auth\/access-control\.ts`/,
    );
    assert.ok(textOf(task).includes(`Not here: \`DELETE /pets/{id}\` and \`PUT /pets/{id}\` (${other.key})`));
    assert.match(textOf(task), /Contract tests are test\.pet/);
    const removal = textOf(taskOf(plan('data-first'), 'op:DELETE /pets/{id}'));
    assert.match(removal, /Builds on `src\/models\/pet\.ts` \(schema\.pet\)/);
    assert.match(textOf(taskOf(tasks, 'entity:Pet')), /Builds on `src\/models\/owner\.ts` \(schema\.owner\)/);
  });

  it('build only on tasks that come before', () => {
    for (const strategy of STRATEGIES) {
      const tasks = plan(strategy);
      const before = new Map(tasks.map(({ key, dependsOn }) => [key, dependsOn.map((edge) => edge.task)]));
      for (const { key, surroundings } of tasks) {
        const [, named = ''] = /Builds on (.*?)\.(?: |$)/.exec((surroundings ?? '').replace(/`[^`]*`/g, '')) ?? [];
        const near = new Set((before.get(key) ?? []).flatMap((one) => [one, ...(before.get(one) ?? [])]));
        for (const [, other = ''] of named.matchAll(/\(([a-z]+\.[a-z0-9-]+)\)/g))
          assert.ok(near.has(other), `${key} ${other}`);
      }
    }
  });

  it('do not build on what only mentions them back', () => {
    const pets = { pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } };
    const mutual = crudContract([
      { name: 'Owner', properties: pets },
      { name: 'Pet', needs: ['Owner'] },
    ]);
    const tasks = plan('contract-first', contextOf(mutual, PRD));
    assert.match(taskOf(tasks, 'entity:Pet').surroundings ?? '', /Builds on `src\/models\/owner\.ts`/);
    assert.doesNotMatch(taskOf(tasks, 'entity:Owner').surroundings ?? '', /Builds on/);
  });

  it('keep what neighbours do out of the description, which stands for the work itself', () => {
    const wide = contextOf(
      crudContract([
        { name: 'Owner', guarded: true },
        { name: 'Pet', needs: ['Owner'], guarded: true, acts: ['groom'], properties: { colour: { type: 'string' } } },
      ]),
      PRD,
    );
    const ref = 'op:POST /pets';
    const [small, large] = [plan('data-first'), plan('data-first', wide)].map((tasks) => taskOf(tasks, ref));
    assert.equal(small?.description, large?.description);
    assert.notEqual(small?.surroundings, large?.surroundings);
  });

  it('make a table of what has an identity only, and say which references must hold', () => {
    const pet = taskOf(plan('contract-first'), 'entity:Pet');
    assert.match(pet.description, /Store `Pet` in PostgreSQL\. References to keep whole: `Pet\.ownerId`/);
    const page = crudContract([{ name: 'Pet' }], {
      schemas: {
        PetPage: {
          type: 'object',
          properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
        },
      },
    });
    const task = taskOf(plan('contract-first', contextOf(page, PRD)), 'entity:PetPage');
    assert.ok(!task.deliverables.some(({ what }) => what.includes('PetPage`') && what.startsWith('Storage')));
  });

  it('quote clauses that nothing serves whole, name them in titles, and say how they are shown to hold', () => {
    const tasks = plan('contract-first').filter(({ kind }) => kind === 'requirement');
    const job = tasks.find(({ requirements }) => requirements.includes('R-FR-9')) ?? assert.fail();
    assert.equal(job.title, 'Meet FR-9: "On the first of each month the treasurer receives a bookkeeping file…"');
    assert.match(job.description, /under "Reports": "On the first .* unless there was no visit\."/);
    assert.match(job.description, /runs by the clock/);
    const speed = tasks.find(({ requirements }) => requirements.includes('R-NFR-1')) ?? assert.fail();
    assert.match(speed.description, /measurement/);
  });
});

describe('wording', () => {
  it('cuts at words and marks the cut', () => {
    assert.equal(excerpt('A quite long sentence about pets.', 20), 'A quite long…');
    assert.equal(excerpt('short', 20), 'short');
  });

  it('takes the first statement of a clause where that is short enough', () => {
    assert.equal(
      gist('Visitor: not signed in. Looks at the catalogue and at what is free.', 40),
      'Visitor: not signed in',
    );
    assert.equal(
      gist('Schema changes are migrations, applied before a new version.', 40),
      'Schema changes are migrations',
    );
    assert.equal(
      gist('For every payee above the threshold, produce the form data.', 40),
      'For every payee above the threshold…',
    );
    assert.equal(gist('The system must be able to, in any event, go on.', 40), 'The system must be able to, in any…');
    assert.equal(gist('One statement without any break that goes on and on', 30), 'One statement without any…');
  });
});
