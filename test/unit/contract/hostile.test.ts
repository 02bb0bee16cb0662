import assert from 'node:assert/strict';
import { checkContract } from '../../support/hostile/check-contract.js';
import type { HostileCase } from '../../support/hostile/hostile-case.js';
import { openApi, repeat, withOperation, withSchemas } from '../../support/hostile/hostile-case.js';
import { hostileCases } from '../../support/hostile/hostile-cases.js';
import { imported, refused } from './documents.js';

/** Small enough that hundreds of documents take seconds; their whole size is a benchmark's. */
const SCALE = 0.000_4;

describe('a hostile contract', () => {
  const cases = hostileCases('http://127.0.0.1:9');
  for (const group of new Set(cases.map((one) => one.group))) {
    it(`is refused with a reason or planned in full: ${group}`, () => {
      for (const one of cases) if (one.group === group) assert.doesNotThrow(() => check(one), one.name);
    });
  }

  it('is refused for a name that is too long, with its length, wherever names stand', () => {
    const long = 'x'.repeat(5_000);
    const texts = [
      withSchemas(`"${long}":{}`),
      withSchemas(`"A":{"properties":{"${long}":{}}}`),
      openApi({ paths: { [`/${long}`]: { get: { responses: {} } } } }),
      withOperation(`"operationId":"${long}","responses":{}`),
      withOperation(`"tags":["${long}"],"responses":{}`),
      withOperation(`"parameters":[{"name":"${long}","in":"query"}],"responses":{}`),
      `openapi: 3.1.0\npaths: {}\n${long}: 1\n`,
      `type Query { ${long}: Int }`,
      `type Query { a: Int }\nscalar ${long}`,
    ];
    for (const text of texts) {
      const { code, message } = refused(text);
      assert.equal(code, 'contract-over-limit');
      assert.match(message, /`nameLength` \(4096\): the name "[x/]{40}…" has \d{4} characters/);
    }
  });

  it('is refused for more values than can be held, before they are', () => {
    const json = openApi({ x: 'HERE' }).replace('"HERE"', () => `[${'[],'.repeat(2_600_000)}0]`);
    assert.match(refused(json).message, /`nodes` \(5000000\)/);
    const yaml = `openapi: 3.1.0\nx:\n${'- a\n'.repeat(1_100_000)}`;
    assert.match(refused(yaml).message, /`nodes` \(2000000\)/);
    assert.match(refused(yaml).remediation, /as JSON/);
  });

  it('has at most two hundred findings, and is told how many there are beyond', () => {
    const dangling = repeat(1_000, (i) => `{"$ref":"#/components/schemas/Gone${i}"}`);
    const { findings } = imported(withSchemas(`"A":{"oneOf":[${dangling}]}`)).model;
    assert.equal(findings.length, 200);
    assert.equal(findings.at(-1)?.message, 'Not listed here: 801 dangling-ref.');
  });

  it('has its patterns read and never run', () => {
    const property = { type: 'string', pattern: '(a+)+$', example: `${'a'.repeat(50_000)}!` };
    checkContract(withSchemas(`"A":{"type":"object","required":["p"],"properties":{"p":${JSON.stringify(property)}}}`));
  });

  it('is read exactly where a number has millions of digits', () => {
    const zeros = '0'.repeat(3_000_000);
    const { findings } = imported(
      openApi({ 'x-a': 'HERE' }).replace('"HERE"', () => `[1.${zeros}1, 1.${zeros}]`),
    ).model;
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['number-inexact'],
    );
  });
});

function check({ make }: HostileCase): void {
  const { contract, prd } = make(SCALE);
  // The API refuses bytes that are no UTF-8; here they are read as they can be.
  const text = (part: string | Uint8Array): string =>
    typeof part === 'string' ? part : new TextDecoder().decode(part);
  checkContract(text(contract), ...(prd === undefined ? [] : [Buffer.from(text(prd)).toString()]));
}
