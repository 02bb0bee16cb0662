import assert from 'node:assert/strict';
import { planScope, standingOf } from '../../../planning/contract/plan-scope.js';
import { scopeFindings } from '../../../planning/contract/scope-findings.js';
import type { RequirementTrace } from '../../../planning/prd/prd-analysis.js';
import { imported, petShop } from './documents.js';

const { model } = imported(petShop());
const trace = (...elements: string[]): RequirementTrace => ({
  requirement: 'R-1',
  elements: elements.map((element) => ({ element, score: 1, evidence: '' })),
  served: elements.length > 0,
});

describe('what a plan builds of a contract', () => {
  it('is what is in scope and not there already; what is there is so in scope or not', () => {
    const scope = planScope(model, {
      scope: { exclude: ['/owners/**'] },
      existing: ['op:POST /owners', 'entity:Pet', 'entity:Nothing', 'auth'],
    });
    assert.equal(scope.operations.has('POST /owners'), false);
    assert.equal(scope.entities.has('Pet'), false);
    assert.deepEqual([...scope.existing].sort(), ['auth', 'entity:Pet', 'op:POST /owners']);
    assert.equal(scope.leftOut.has('op:POST /owners'), false);
    assert.ok([...scope.leftOut].every((ref) => ref.includes('owners') || ref.startsWith('entity:')));
  });

  it('says where a clause finds what it asks for', () => {
    const scope = planScope(model, { scope: { include: ['/pets/**'] }, existing: ['op:GET /pets'] });
    assert.equal(standingOf(trace('op:GET /pets', 'op:POST /pets'), scope), 'plan');
    assert.equal(standingOf(trace('op:GET /pets', 'op:POST /owners'), scope), 'existing');
    assert.equal(standingOf(trace('op:POST /owners'), scope), 'out-of-scope');
    assert.equal(standingOf(trace(), scope), 'nothing');
    assert.equal(standingOf(undefined, scope), 'nothing');
  });
});

describe('options that do nothing', () => {
  it('are found with their place and the name that comes closest', () => {
    const findings = scopeFindings(model, {
      scope: { include: ['/**'], exclude: ['/pet/*', 'pets'] },
      existing: ['entity:Pets', 'op:GET /pets'],
    });
    assert.deepEqual(
      findings.map(({ code, where }) => [code, where]),
      [
        ['scope-matches-nothing', { in: 'options', pointer: '/scope/exclude/0' }],
        ['existing-unknown', { in: 'options', pointer: '/existing/0' }],
      ],
    );
    assert.match(findings[0]?.message ?? '', /"\/pet\/\*" .* Did you mean "\/pets/);
    assert.match(findings[1]?.message ?? '', /Did you mean "entity:Pet"\?/);
  });

  it('are counted where there are many', () => {
    const existing = Array.from({ length: 50 }, (_, at) => `op:GET /nowhere/${at}`);
    const findings = scopeFindings(model, { existing });
    assert.equal(findings.length, 21);
    assert.match(findings.at(-1)?.message ?? '', /^30 more references/);
  });

  it('are an error where they leave nothing to build', () => {
    const existing = [
      ...model.operations.map(({ id }) => `op:${id}`),
      ...model.entities.map(({ id }) => `entity:${id}`),
    ];
    assert.deepEqual(
      scopeFindings(model, { existing }).map(({ code, severity }) => [code, severity]),
      [['scope-empty', 'error']],
    );
  });

  it('are none of where there are no options', () => assert.deepEqual(scopeFindings(model, {}), []));
});
