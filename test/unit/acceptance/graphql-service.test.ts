import assert from 'node:assert/strict';

import { runGraphqlCheck } from '../../../cli/check/run-graphql.js';
import type { CheckResult } from '../../../cli/check/check-result.js';
import { makeTarget } from '../../../cli/check/target.js';
import { LIBRARY_PRD, LIBRARY_SDL, startLibrary } from '../../support/library-service.js';
import type { Fault } from '../../support/library-service.js';
import { checksOf } from './graphql-sample.js';

describe('GraphQL checks against a running service', () => {
  const { checks, session, described } = checksOf(LIBRARY_SDL, LIBRARY_PRD);

  async function outcomes(fault: Fault | null): Promise<CheckResult[]> {
    const library = await startLibrary(fault);
    try {
      const target = makeTarget({
        url: library.url,
        token: undefined,
        headers: [],
        inputs: [],
        requestTimeoutMs: 5000,
      });
      const results: CheckResult[] = [];
      for (const check of checks)
        results.push({ ...(await runGraphqlCheck(check, session, target)), checkId: check.id });
      return results;
    } finally {
      library.stop();
    }
  }

  it('all pass where it does what the contract says, and none is left out', async () => {
    const results = await outcomes(null);
    assert.deepEqual(
      results.filter(({ outcome }) => outcome !== 'passed'),
      [],
    );
    assert.deepEqual(described, []);
    assert.ok(results.length > 30, String(results.length));
  });

  for (const [fault, expected] of Object.entries({
    'create-forgets': /createbook\.kept/,
    'update-lost': /updatebook\.kept/,
    'delete-keeps': /deletebook\.gone/,
    'open-door': /createbook\.unauthorized/,
    'wrong-thing': /updatebook\.kept|createbook\.kept/,
    'any-book': /query-book\.not-found/,
    'answers-null': /createbook\.result/,
    'title-changed': /createbook\.result/,
    'refuses-valid': /createbook\.result/,
    'token-ignored': /createbook\.result/,
    'review-lost': /createreview\.kept/,
    'list-broken': /query-books\.result/,
    'wrong-type': /createbook\.result/,
    'accepts-anything': /invalid-input/,
  } satisfies Record<Fault, RegExp>)) {
    it(`at least one fails where it is wrong: ${fault}`, async () => {
      const failed = (await outcomes(fault as Fault)).filter(({ outcome }) => outcome === 'failed');
      assert.ok(
        failed.some(({ checkId }) => expected.test(checkId)),
        JSON.stringify(failed, null, 1),
      );
    });
  }
});
