import type { Finding } from '../../finding.js';
import type { PrdAnalysis, Requirement } from '../../prd/prd-analysis.js';
import { findQuote } from '../find-quote.js';
import type { Fix } from '../question.js';
import { shownQuote } from '../shown-quote.js';
import { cleanText } from '../untrusted-text.js';
import type { TextLimits } from '../untrusted-text.js';
import type { AnalysePrdAnswer, AnalysePrdData } from './analyse-prd-format.js';

/** So many findings of a kind come of one plan. */
const MAX_FINDINGS = 20;
const MAX_QUESTION = 200;
/** Quotes shorter than this say nothing. */
const MIN_QUOTE = 4;
/** So many clauses are named in one message. */
const MAX_NAMED = 5;

/** An answer with the data that was asked about. */
export interface AnsweredAboutPrd {
  data: AnalysePrdData;
  answer: AnalysePrdAnswer;
}

/**
 * Findings from what a model says of a PRD: each about a clause that was asked about, with a quote that stands in it. Words of
 * the model are cleaned. The front-end decision stays as it is; where the model sees it differently, a finding says so.
 */
export function findingsAboutPrd(
  analysis: PrdAnalysis,
  prd: string,
  answers: readonly AnsweredAboutPrd[],
  allow: TextLimits['allow'],
): { findings: Finding[]; ambiguities: number; fixes: Fix[] } {
  const fixes: Fix[] = [];
  const byId = new Map(analysis.requirements.map((one) => [one.id, one]));
  const ambiguous = new Map<string, Finding>();
  const shown = new Map<string, Requirement>();
  const missed = new Map<number, Finding>();
  for (const { data, answer } of answers) {
    const asked = new Set(data.clauses.map(({ id }) => id));
    const clauseOf = (id: string, words: string): { clause: Requirement; at: Span } | null => {
      const clause = asked.has(id) ? byId.get(id) : undefined;
      const at = clause === undefined ? null : placeOf(clause, prd, words);
      if (clause === undefined) fixes.push(fix('id-unknown', 'A clause was named that was not asked about.'));
      else if (at === null) fixes.push(fix('quote-not-found', `A quote does not stand in ${clause.id}.`));
      return clause === undefined || at === null ? null : { clause, at };
    };
    for (const { requirement, quote, question } of answer.ambiguities) {
      const found = clauseOf(requirement, quote);
      if (found === null || ambiguous.has(requirement) || ambiguous.size >= MAX_FINDINGS) continue;
      const words = cleanText(question, { max: MAX_QUESTION, allow });
      fixes.push(...words.fixes);
      if (words.text !== '') ambiguous.set(requirement, ambiguousClause(found.clause, found.at, quote, words.text));
    }
    for (const { requirement, quote } of answer.uiSignals) {
      const found = clauseOf(requirement, quote);
      if (found !== null) shown.set(requirement, found.clause);
    }
    for (const { quote } of answer.missed) {
      const at = placeOutside(prd, quote, data.outside);
      if (at === null)
        fixes.push(fix('quote-not-found', 'A statement said to be missed does not stand outside of the clauses.'));
      else if (missed.size < MAX_FINDINGS) missed.set(at.start, missedStatement(quote, at));
    }
  }
  const findings = [
    ...[...ambiguous.values()].sort(byPlace),
    ...frontEndDoubts(analysis, [...shown.values()]),
    ...[...missed.values()].sort(byPlace),
  ];
  return { findings, ambiguities: ambiguous.size, fixes };
}

interface Span {
  start: number;
  end: number;
}

function placeOf(clause: Requirement, prd: string, quote: string): Span | null {
  const at = findQuote(prd.slice(clause.start, clause.end), quote, MIN_QUOTE);
  return at === null ? null : { start: clause.start + at.start, end: clause.start + at.end };
}

function placeOutside(prd: string, quote: string, outside: readonly string[]): Span | null {
  const sentence = outside.find((one) => findQuote(one, quote, MIN_QUOTE) !== null);
  const whole = sentence === undefined ? null : findQuote(prd, sentence);
  const within = whole === null ? null : findQuote(prd.slice(whole.start, whole.end), quote);
  return whole === null || within === null
    ? null
    : { start: whole.start + within.start, end: whole.start + within.end };
}

function ambiguousClause(clause: Requirement, at: Span, quote: string, question: string): Finding {
  return {
    code: 'ambiguous-clause',
    severity: 'info',
    message: `${clause.label ?? clause.id} can be built in more than one way: ${shownQuote(quote)}. To be settled: ${question}`,
    where: { in: 'prd', ...at, ref: `req:${clause.id}` },
  };
}

function missedStatement(quote: string, at: Span): Finding {
  return {
    code: 'statement-missed',
    severity: 'info',
    message: `${shownQuote(quote)} may ask for something, and is no clause of this plan. If it does, make it a list item, or give it a label.`,
    where: { in: 'prd', ...at },
  };
}

/** Where clauses ask for something on a screen that the plan takes for none, and has no front end. */
function frontEndDoubts({ frontEnd }: PrdAnalysis, shown: readonly Requirement[]): Finding[] {
  const doubted = shown.filter(({ ui }) => !ui).sort((a, b) => a.start - b.start);
  const [first] = doubted;
  if (frontEnd.included || frontEnd.decidedBy === 'option' || first === undefined) return [];
  const names = doubted.slice(0, MAX_NAMED).map(({ label, id }) => label ?? id);
  const more = doubted.length > MAX_NAMED ? ` and ${doubted.length - MAX_NAMED} more` : '';
  return [
    {
      code: 'front-end-doubted',
      severity: 'info',
      message: `No front end is planned, and yet ${names.join(', ')}${more} may ask for something that people see. Say so in the PRD, or set options.frontEnd.`,
      where: { in: 'prd', start: first.start, end: first.end, ref: `req:${first.id}` },
    },
  ];
}

function byPlace(a: Finding, b: Finding): number {
  return (a.where?.start ?? 0) - (b.where?.start ?? 0);
}

function fix(code: string, message: string): Fix {
  return { code, message };
}
