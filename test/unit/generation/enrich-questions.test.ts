import assert from 'node:assert/strict';
import { askAboutPrd } from '../../../planning/generation/analyse-prd/ask-about-prd.js';
import type { AnalysePrdData } from '../../../planning/generation/analyse-prd/analyse-prd-format.js';
import { askEdges } from '../../../planning/generation/edges/ask-edges.js';
import type { EdgesData } from '../../../planning/generation/edges/edges-format.js';
import { promptTokens } from '../../../planning/generation/pack-questions.js';
import { askTraces } from '../../../planning/generation/trace/ask-traces.js';
import type { TraceData } from '../../../planning/generation/trace/trace-format.js';
import { contextOf } from '../planning-context.js';
import { context, contract, LIMITS, prd } from './music-sample.js';

const about = askAboutPrd(context.analysis, prd, LIMITS)[0]!;
const edges = askEdges(context, LIMITS)[0]!;
const traces = askTraces(context, LIMITS)[0]!;
const pairs = (edges.data as EdgesData).pairs;

describe('questions about a PRD', () => {
  it('show each clause and the sentences that are in none', () => {
    const { clauses, outside } = about.data as AnalysePrdData;
    assert.deepEqual(
      clauses.map(({ id }) => id),
      ['R-FR-1', 'R-FR-2', 'R-FR-3', 'R-FR-4', 'R-FR-5'],
    );
    assert.deepEqual(outside, ['Nobody must lose the old lists again.']);
  });

  it('show pairs that a sentence names and whose order nothing tells', () => {
    assert.deepEqual(
      pairs.map(({ id, first: one, second }) => [id, one, second]),
      [
        ['p1', 'Album', 'Crate'],
        ['p2', 'Album', 'Band'],
        ['p3', 'Band', 'Hotel'],
        ['p4', 'Hotel', 'Ledger'],
      ],
      'Band and Ledger are ordered by the contract',
    );
  });

  it('show clauses that something comes near, with a short list of elements', () => {
    const { clauses, elements } = traces.data as TraceData;
    assert.ok(clauses.some(({ id }) => id === 'R-FR-4'));
    assert.ok(clauses.every(({ candidates }) => candidates.length > 0 && candidates.length <= 8));
    assert.deepEqual(new Set(clauses.flatMap(({ candidates }) => candidates)), new Set(elements.map(({ id }) => id)));
  });

  it('ask nothing about what is out of scope', () => {
    const options = {
      frontEnd: 'never' as const,
      scope: { exclude: ['/crates', '/crates/*', '/hotels', '/hotels/*'] },
    };
    const some = askEdges(contextOf(contract, prd, options), LIMITS).flatMap(({ data }) => (data as EdgesData).pairs);
    assert.ok(some.every((pair) => ![pair.first, pair.second].some((name) => ['Crate', 'Hotel'].includes(name))));
  });

  it('keep to the limits of tokens and number, and are the same each time', () => {
    const long = Array.from({ length: 400 }, (_, i) => `- FR-${i} An album leaves crate and band number ${i}.`).join(
      '\n',
    );
    const large = contextOf(contract, long);
    for (const limits of [
      { promptTokens: 2000, answerTokens: 4000, questions: 4 },
      { promptTokens: 20_000, answerTokens: 300, questions: 2 },
      { promptTokens: 100, answerTokens: 300, questions: 5 },
      { promptTokens: 20_000, answerTokens: 3000, questions: 0 },
    ]) {
      for (const ask of [
        () => askAboutPrd(large.analysis, long, limits),
        () => askTraces(large, limits),
        () => askEdges(large, limits),
      ]) {
        const questions = ask();
        assert.ok(questions.length <= limits.questions);
        assert.ok(questions.every((question) => promptTokens(question) <= limits.promptTokens));
        assert.deepEqual(ask(), questions);
      }
    }
    assert.equal(askAboutPrd(large.analysis, long, { promptTokens: 2000, answerTokens: 4000, questions: 4 }).length, 4);
  });
});
