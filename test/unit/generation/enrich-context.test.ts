import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askAboutPrd } from '../../../planning/generation/analyse-prd/ask-about-prd.js';
import { askEdges } from '../../../planning/generation/edges/ask-edges.js';
import type { EdgesData } from '../../../planning/generation/edges/edges-format.js';
import { enrichContext } from '../../../planning/generation/enrich-context.js';
import type { AnsweredQuestion, EnrichedContext } from '../../../planning/generation/enrich-context.js';
import type { Question } from '../../../planning/generation/question.js';
import { askTraces } from '../../../planning/generation/trace/ask-traces.js';
import type { TraceData } from '../../../planning/generation/trace/trace-format.js';
import { contextOf } from '../planning-context.js';
import { context, contract, LIMITS, prd } from './music-sample.js';

const first = (questions: readonly Question[]): Question => questions[0]!;
const about = first(askAboutPrd(context.analysis, prd, LIMITS));
const edges = first(askEdges(context, LIMITS));
const traces = first(askTraces(context, LIMITS));
const pairs = (edges.data as EdgesData).pairs;
const enrich = (...answers: AnsweredQuestion[]): EnrichedContext => enrichContext(context, prd, answers);
const codes = ({ fixes }: EnrichedContext): string[] => fixes.map(({ code }) => code);
const told = (answer: object): AnsweredQuestion => ({
  question: about,
  answer: { ambiguities: [], uiSignals: [], missed: [], ...answer },
});

describe('enrichContext', () => {
  it('leaves the context equal without answers and with empty ones', () => {
    const nothing = enrich();
    assert.deepEqual(nothing, {
      context,
      used: { ambiguities: 0, traces: 0, edges: 0 },
      findings: [],
      fixes: [],
    });
    const empty = enrich(
      told({}),
      { question: edges, answer: { edges: pairs.map(({ id }) => ({ pair: id, order: 'none', quote: '' })) } },
      { question: traces, answer: { traces: [{ requirement: 'R-FR-4', elements: [], quote: '' }] } },
    );
    assert.deepEqual(empty, nothing);
  });

  it('adds a soft order for a pair with the words that show it', () => {
    const quote = 'An album goes to a crate when the crate is opened';
    const {
      context: next,
      used,
      fixes,
    } = enrich({
      question: edges,
      answer: { edges: [{ pair: 'p1', order: 'after', quote }] },
    });
    assert.deepEqual(
      next.order.edges.filter((edge) => !context.order.edges.includes(edge)),
      [
        {
          before: 'entity:Crate',
          after: 'entity:Album',
          type: 'order',
          reason: `A model reads it in the PRD: "${quote}".`,
          confidence: 0.35,
          hard: false,
        },
      ],
    );
    assert.deepEqual([used, fixes], [{ ambiguities: 0, traces: 0, edges: 1 }, []]);
  });

  it('takes no order without words of the PRD, for a pair of its own, twice, or that closes a cycle', () => {
    const said = (pair: string, order: string, quote: string) => ({ pair, order, quote });
    const result = enrich({
      question: edges,
      answer: {
        edges: [
          said('p1', 'before', 'An album is made of crates'),
          said('p9', 'before', 'An album goes to a crate'),
          said('p3', 'after', 'Each band visits one hotel'),
          said('p3', 'before', 'Each band visits one hotel'),
          said('p4', 'after', 'the hotel knows the ledger'),
          said('p2', 'before', 'plays'),
        ],
      },
    });
    assert.equal(result.used.edges, 2, JSON.stringify(result.fixes));
    assert.deepEqual(codes(result), ['quote-not-found', 'id-unknown', 'id-unknown', 'quote-not-found']);
    const ring = enrich({
      question: edges,
      answer: {
        edges: [said('p3', 'before', 'Each band visits one hotel'), said('p4', 'before', 'the hotel knows the ledger')],
      },
    });
    assert.deepEqual(
      [ring.used.edges, codes(ring)],
      [1, ['edge-closes-cycle']],
      'Ledger is before Band, Band before Hotel',
    );
  });

  it('makes an unserved clause served by elements of its list, and drops the finding that said otherwise', () => {
    const elements = (traces.data as TraceData).clauses.find(({ id }) => id === 'R-FR-4')!.candidates.slice(0, 1);
    const unserved = (one: typeof context) =>
      one.analysis.findings.some(({ code, where }) => code === 'requirement-unserved' && where?.ref === 'req:R-FR-4');
    assert.ok(unserved(context));
    const result = enrich({
      question: traces,
      answer: { traces: [{ requirement: 'R-FR-4', elements, quote: 'plays bands backwards' }] },
    });
    const trace = result.context.analysis.traces.find(({ requirement }) => requirement === 'R-FR-4');
    assert.ok(trace?.served);
    assert.deepEqual(
      trace.elements.map(({ element }) => element),
      elements,
    );
    assert.equal(result.used.traces, 1);
    assert.ok(!unserved(result.context));
  });

  it('takes no link to an element off the list, to a clause that was not asked about, or without a quote', () => {
    const result = enrich({
      question: traces,
      answer: {
        traces: [
          { requirement: 'R-FR-4', elements: ['op:GET /health', 'entity:Nothing'], quote: 'plays bands' },
          { requirement: 'R-FR-9', elements: ['op:GET /bands'], quote: 'plays bands' },
        ],
      },
    });
    assert.deepEqual([result.context, result.used.traces], [context, 0]);
    assert.deepEqual(codes(result), ['id-unknown', 'id-unknown']);
    const [candidate] = (traces.data as TraceData).clauses.find(({ id }) => id === 'R-FR-4')!.candidates;
    const unquoted = enrich({
      question: traces,
      answer: { traces: [{ requirement: 'R-FR-4', elements: [candidate], quote: 'all of them' }] },
    });
    assert.deepEqual([unquoted.context, codes(unquoted)], [context, ['quote-not-found']]);
  });

  it('tells of clauses that can be built in more than one way, with their place', () => {
    const question = 'How soon? See https://evil.example/now.';
    const result = enrich(
      told({ ambiguities: [{ requirement: 'R-FR-2', quote: 'is opened, or soon after', question }] }),
    );
    const start = prd.indexOf('is opened');
    assert.deepEqual(result.findings, [
      {
        code: 'ambiguous-clause',
        severity: 'info',
        message: 'FR-2 can be built in more than one way: "is opened, or soon after". To be settled: How soon?',
        where: { in: 'prd', start, end: start + 'is opened, or soon after'.length, ref: 'req:R-FR-2' },
      },
    ]);
    assert.deepEqual(codes(result), ['text-dropped']);
    assert.deepEqual(result.context.analysis.findings.slice(-1), result.findings);
  });

  it('tells of statements that are in no clause', () => {
    const quote = 'lose the old lists again';
    const result = enrich(told({ missed: [{ quote }, { quote: 'Staff list bands' }, { quote: 'we need a pony' }] }));
    assert.deepEqual(
      result.findings.map(({ code, where }) => [code, prd.slice(where?.start, where?.end)]),
      [['statement-missed', quote]],
    );
    assert.deepEqual(codes(result), ['quote-not-found', 'quote-not-found']);
  });

  it('leaves the front-end decision alone and tells where the model sees it differently', () => {
    const auto = contextOf(contract, prd);
    const plain = { ...auto, analysis: { ...auto.analysis, frontEnd: { ...auto.analysis.frontEnd, included: false } } };
    const answer = told({ uiSignals: [{ requirement: 'R-FR-1', quote: 'Staff list bands' }] });
    const result = enrichContext(plain, prd, [answer]);
    assert.deepEqual(
      result.findings.map(({ code }) => code),
      ['front-end-doubted'],
    );
    assert.deepEqual(result.context.analysis.frontEnd, plain.analysis.frontEnd);
    assert.deepEqual(enrich(answer).findings, [], 'it was ruled out by option');
  });

  it('keeps everything of our own whatever is answered', () => {
    const id = fc.oneof(
      fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'R-FR-1', 'R-FR-4', 'op:GET /bands', 'entity:Band', '__proto__'),
      fc.string(),
    );
    const quote = fc.oneof(
      fc.constantFrom(...prd.split('\n').map((line) => line.replace(/^- FR-\d /, ''))),
      fc.string(),
    );
    const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 8 });
    const answers = fc.record({
      ambiguities: list(fc.record({ requirement: id, quote, question: fc.string({ unit: 'binary' }) })),
      uiSignals: list(fc.record({ requirement: id, quote })),
      missed: list(fc.record({ quote })),
      traces: list(fc.record({ requirement: id, elements: list(id), quote })),
      edges: list(fc.record({ pair: id, order: fc.constantFrom('before', 'after', 'none'), quote })),
    });
    fc.assert(
      fc.property(answers, ({ ambiguities, uiSignals, missed, ...rest }) => {
        const result = enrich(
          { question: about, answer: { ambiguities, uiSignals, missed } },
          { question: traces, answer: { traces: rest.traces } },
          { question: edges, answer: { edges: rest.edges } },
        );
        const { analysis, order, ...others } = result.context;
        const { analysis: ours, order: known, ...same } = context;
        assert.deepEqual(others, same);
        assert.deepEqual(analysis.requirements, ours.requirements);
        assert.deepEqual(analysis.frontEnd, ours.frontEnd);
        assert.deepEqual(
          order.edges.filter(({ confidence }) => confidence !== 0.35),
          known.edges,
        );
        assert.ok(order.edges.every(({ confidence, hard }) => confidence !== 0.35 || !hard));
        ours.traces.forEach((trace, at) => {
          const next = analysis.traces[at]!;
          assert.equal(next.requirement, trace.requirement);
          if (!trace.served) return;
          assert.ok(next.served && trace.elements.every((one) => next.elements.includes(one)));
        });
        assert.ok(JSON.stringify(result.findings).isWellFormed());
      }),
    );
  });
});
