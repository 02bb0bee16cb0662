import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rankClauses } from '../../../planning/prd/rank-clauses.js';
import type { Claim } from '../../../planning/prd/rank-clauses.js';
import type { Evidence, EvidenceSource } from '../../../planning/prd/trace-evidence.js';
import { EVIDENCE } from '../../../planning/prd/trace-weights.js';

const NOTHING = Object.fromEntries(EVIDENCE.map((name) => [name, name === 'any' ? 1 : 0])) as Evidence;
/** What speaks plainly for a clause: it is about the thing and has the service keep it. */
const PLAIN: Evidence = { ...NOTHING, words: 1, named: 1, namedEarly: 1, home: 1, kept: 1, bestNamed: 1, onlyHome: 1 };
/** A clause that names the thing in passing. */
const PASSING: Evidence = { ...NOTHING, words: 0.4, named: 1, late: 1 };

/** Ranks with the evidence of a table: a row per operation, a column per clause. */
function rank(table: Evidence[][], resources: (string | null)[] = table.map(() => null)): Claim[][] {
  const evidence: EvidenceSource = {
    of: (operation, clauses) => clauses.map((at) => table[operation]?.[at] ?? NOTHING),
    candidates: () => (table[0] ?? []).map((_, at) => at),
  };
  return rankClauses({ resources, evidence, reading: () => 0 });
}

const clausesOf = (claims: Claim[] | undefined): number[] => (claims ?? []).map((claim) => claim.clause);

describe('clauses that compete for an operation', () => {
  it('give it to the one that asks plainly, not to one that names it in passing', () => {
    assert.deepEqual(clausesOf(rank([[PASSING, PLAIN, NOTHING]])[0]), [1]);
  });

  it('share it where two ask alike', () => {
    assert.deepEqual(clausesOf(rank([[PLAIN, NOTHING, PLAIN]])[0]), [0, 2]);
  });

  it('leave it to nobody where none asks for it', () => {
    assert.deepEqual(rank([[NOTHING, PASSING, NOTHING]])[0], []);
  });

  it('hear the other operations on the same resource', () => {
    const faint: Evidence = { ...PASSING, words: 0.5, late: 0, namedEarly: 1, verb: 1 };
    const others = [
      [NOTHING, PLAIN],
      [NOTHING, PLAIN],
    ];
    assert.deepEqual(clausesOf(rank([[NOTHING, faint], ...others], [null, 'Pet', 'Pet'])[0]), []);
    assert.deepEqual(clausesOf(rank([[NOTHING, faint], ...others], ['Pet', 'Pet', 'Pet'])[0]), [1]);
  });

  it('get shares above 0 that add up to 1 at most, the largest first, whatever the evidence', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    const evidence = fc
      .tuple(...EVIDENCE.map(() => value))
      .map((values) => Object.fromEntries(EVIDENCE.map((name, at) => [name, values[at]])) as Evidence);
    fc.assert(
      fc.property(fc.array(fc.array(evidence, { minLength: 4, maxLength: 4 }), { maxLength: 5 }), (table) => {
        for (const claims of rank(table)) {
          assert.ok(claims.every(({ share }, at) => share > 0 && share <= (claims[at - 1]?.share ?? 1)));
          assert.ok(claims.reduce((sum, { share }) => sum + share, 0) <= 1 + 1e-9);
        }
      }),
    );
  });
});
