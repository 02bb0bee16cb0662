import assert from 'node:assert/strict';
import type { Finding } from '../../../planning/finding.js';
import type { PlanOptions } from '../../../planning/options.js';
import { analysePrd } from '../../../planning/prd/analyse-prd.js';
import { imported } from '../contract/documents.js';
import { boatHire } from './boat-hire.js';

const { model } = imported(boatHire());

function findings(code: string, clauses: string[], options: PlanOptions = {}): Finding[] {
  const text = clauses.map((clause, i) => `- FR-${i + 1} ${clause}`).join('\n');
  return analysePrd(text, model, options).findings.filter((finding) => finding.code === code);
}

function contradiction(clause: string, ...others: string[]): string | undefined {
  const [finding] = findings('requirement-contradicted', [clause, ...others]);
  return finding?.message;
}

describe('findings on clauses that nothing serves', () => {
  it('say what the contract does not know, what comes nearest, and what to do', () => {
    const [finding] = findings('requirement-unserved', [
      'Guests keep boats.',
      'Vaccinations are stored.',
      'A boat is merged with another boat.',
    ]);
    assert.equal(finding?.severity, 'warning');
    assert.match(finding?.message ?? '', /FR-2 .*`vaccinations`.*Add what is missing/);
  });

  it('are notes where the clause holds for everything', () => {
    const [finding] = analysePrd('- FR-1 Guests keep boats.\n- NFR-1 Answers come within 200 ms.', model, {}).findings;
    assert.deepEqual(
      [finding?.code, finding?.severity, finding?.where?.ref],
      ['requirement-unserved', 'info', 'req:R-NFR-1'],
    );
  });
});

describe('findings on operations that no clause asks for', () => {
  const clauses = [
    'Guests keep boats with berths.',
    'Guests keep trips and can cancel them; trips have comments.',
    'Guests log in and follow a skipper.',
  ];
  const named = (options: PlanOptions = {}): (string | undefined)[] =>
    findings('element-unrequested', clauses, options).map(({ where }) => where?.ref);

  it('name each resource once, with its operations', () => {
    assert.deepEqual(named(), ['op:GET /firmwares', 'op:GET /boats/{boatId}/mooring_fee_rules']);
    const [finding] = findings('element-unrequested', clauses);
    assert.match(finding?.message ?? '', /`Firmware` \(1 of 1\): `GET \/firmwares`/);
    assert.equal(finding?.where?.pointer, '/paths/~1firmwares/get');
  });

  it('leave out what is out of scope and what exists', () => {
    const existing = ['op:GET /boats/{boatId}/mooring_fee_rules'];
    assert.deepEqual(named({ scope: { exclude: ['/firmwares'] }, existing }), []);
  });

  it('are not made of a contract none of whose operations is asked for', () => {
    assert.deepEqual(findings('element-unrequested', ['Vaccinations are stored.']), []);
  });
});

describe('findings on clauses that the contract contradicts', () => {
  it('tell statuses that no operation declares, and none that one does', () => {
    assert.match(contradiction('Wrong input is answered with status 409.') ?? '', /status 409.*there are 422/);
    assert.equal(contradiction('Wrong input is answered with status 422.'), undefined);
    assert.equal(contradiction('Lists are answered with 500 ms to spare.'), undefined);
  });

  it('tell fields that one side requires and the other does not', () => {
    assert.match(
      contradiction('Guests keep boats. The length is required.') ?? '',
      /`length` required.*`POST \/boats`.*optional/,
    );
    assert.match(contradiction('Guests keep boats. The name is optional.') ?? '', /`name` optional.*required/);
    assert.equal(contradiction('Guests keep boats. The name is required.'), undefined);
  });

  it('tell what shall never be done and is offered, unless it is a matter of when', () => {
    assert.match(contradiction('Boats can never be deleted.') ?? '', /`DELETE \/boats\/\{boatId\}` does it/);
    assert.equal(contradiction('Boats cannot be deleted while trips use them.'), undefined);
    assert.equal(contradiction('Skippers can never be deleted.'), undefined);
  });

  it('tell credentials that signing in does not take', () => {
    assert.match(
      contradiction('Guests log in with e-mail and password.') ?? '',
      /`e-mail`.*`POST \/login` takes `nickname`, `password`/,
    );
    assert.equal(contradiction('Guests log in with a nickname and password.'), undefined);
  });

  it('tell open access that needs a token', () => {
    assert.match(contradiction('Visitors list trips without an account.') ?? '', /`GET \/trips.*needs `token`/);
    assert.equal(contradiction('Nobody lists trips without an account.'), undefined);
  });

  it('give the place in the PRD', () => {
    const text = '- FR-1 Guests keep boats.\n- FR-2 Boats can never be deleted.';
    const finding = analysePrd(text, model, {}).findings.find(({ code }) => code === 'requirement-contradicted');
    assert.equal(text.slice(finding?.where?.start, finding?.where?.end), 'Boats can never be deleted');
  });
});
