import assert from 'node:assert/strict';
import { analysePrd } from '../../../planning/prd/analyse-prd.js';
import { imported, petShop } from '../contract/documents.js';

describe('analysing a PRD', () => {
  const { model } = imported(petShop());
  const text =
    '# Pet shop\n- FR-1 Staff list pets in pages and delete pets.\n- FR-2 Staff register an owner with a name.\n' +
    '- FR-3 Vaccinations are kept with a date.\n- FR-4 `createPet` needs a token.\n- FR-5 A dashboard with charts is built in React.\n- NFR-1 PostgreSQL, Python instead of Java.\n';
  const analysis = analysePrd(text, model, {});
  const elementsOf = (id: string): string[] =>
    analysis.traces.find(({ requirement }) => requirement === id)?.elements.map(({ element }) => element) ?? [];

  it('takes the title from the first heading', () => assert.equal(analysis.title, 'Pet shop'));

  it('traces clauses to the operations and entities they name', () => {
    assert.ok(elementsOf('R-FR-1').includes('op:GET /pets'));
    assert.ok(elementsOf('R-FR-1').includes('op:DELETE /pets/{petId}'));
    assert.ok(elementsOf('R-FR-2').includes('op:POST /owners'));
    assert.ok(elementsOf('R-FR-2').includes('entity:Owner'));
    assert.equal(elementsOf('R-FR-4')[0], 'op:POST /pets');
    const outright = analysis.traces.find(({ requirement }) => requirement === 'R-FR-4')?.elements[0];
    assert.equal(outright?.evidence, 'names createPet');
  });

  it('says which clauses nothing serves, and finds them worth a finding', () => {
    assert.equal(analysis.traces.find(({ requirement }) => requirement === 'R-FR-3')?.served, false);
    const finding = analysis.findings.find(({ where }) => where?.ref === 'req:R-FR-3');
    assert.equal(finding?.code, 'requirement-unserved');
    assert.equal(text.slice(finding?.where?.start, finding?.where?.end), 'Vaccinations are kept with a date.');
  });

  it('marks the clauses that ask for something users see', () => {
    assert.deepEqual(
      analysis.requirements.filter(({ ui }) => ui).map(({ id }) => id),
      ['R-FR-5'],
    );
    assert.equal(analysis.frontEnd.included, true);
  });

  it('finds technologies with their places, and none that it speaks against', () => {
    assert.deepEqual(
      analysis.toolchain.map(({ part, name, start, end }) => [part, name, text.slice(start, end)]),
      [
        ['frontend', 'React', 'React'],
        ['database', 'PostgreSQL', 'PostgreSQL'],
        ['language', 'Python', 'Python'],
      ],
    );
  });

  it('keeps scores in [0, 1], sorted falling', () => {
    for (const { elements } of analysis.traces) {
      const scores = elements.map(({ score }) => score);
      assert.deepEqual(
        scores,
        [...scores].sort((a, b) => b - a),
      );
      for (const score of scores) assert.ok(score > 0 && score <= 1);
    }
  });

  it('is warned of a PRD that asks for nothing', () => {
    assert.deepEqual(
      analysePrd('Hello world', model, {}).findings.map(({ code }) => code),
      ['prd-without-requirements'],
    );
  });
});
