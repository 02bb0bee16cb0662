import { compareStrings } from '../../compare.js';
import type { RequirementTrace } from '../../prd/prd-analysis.js';
import { findQuote } from '../find-quote.js';
import type { Fix } from '../question.js';
import { shownQuote } from '../shown-quote.js';
import type { TraceAnswer, TraceData } from './trace-format.js';

/** Score of a link that only a model makes: below every share by which a clause is served without one. */
const SCORE = 0.35;
const MIN_QUOTE = 4;

export interface AnsweredTraces {
  data: TraceData;
  answer: TraceAnswer;
}

/**
 * Adds the links that a model sees. Only elements of a clause's shortlist count, and only with words of the clause that ask
 * for them. Links that are there stay with their scores; a clause that nothing served becomes served by what was chosen, and
 * by that alone: what merely came near was no link, and where it is chosen its evidence says by whom.
 */
export function applyTraces(
  traces: readonly RequirementTrace[],
  answers: readonly AnsweredTraces[],
): { traces: RequirementTrace[]; used: number; fixes: Fix[] } {
  const fixes: Fix[] = [];
  const chosen = new Map<string, { elements: string[]; quote: string }>();
  for (const { data, answer } of answers) {
    const byId = new Map(data.clauses.map((clause) => [clause.id, clause]));
    for (const { requirement, elements, quote } of answer.traces) {
      const clause = byId.get(requirement);
      if (clause === undefined || chosen.has(requirement)) {
        fixes.push({ code: 'id-unknown', message: 'A clause was named that was not asked about, or twice.' });
        continue;
      }
      const known = [...new Set(elements)].filter((id) => clause.candidates.includes(id));
      if (known.length < elements.length) {
        const message = `Of ${elements.length} elements for ${requirement} only ${known.length} are different ones of its list.`;
        fixes.push({ code: 'id-unknown', message });
      }
      if (known.length === 0) continue;
      if (findQuote(clause.text, quote, MIN_QUOTE) === null) {
        fixes.push({ code: 'quote-not-found', message: `A quote does not stand in ${requirement}.` });
      } else chosen.set(requirement, { elements: known, quote });
    }
  }
  let used = 0;
  const changed = traces.map((trace) => {
    const more = chosen.get(trace.requirement);
    const next = more === undefined ? trace : withLinks(trace, more);
    if (next !== trace) used += 1;
    return next;
  });
  return { traces: changed, used, fixes };
}

function withLinks(
  trace: RequirementTrace,
  { elements, quote }: { elements: readonly string[]; quote: string },
): RequirementTrace {
  const there = new Map(trace.elements.map((one) => [one.element, one]));
  const fresh = elements.filter((id) => !trace.served || !there.has(id));
  if (fresh.length === 0) return trace;
  const evidence = `a model reads it in ${shownQuote(quote)}`;
  const links = fresh.map((element) => {
    const near = there.get(element);
    return near === undefined
      ? { element, score: SCORE, evidence }
      : { ...near, evidence: `${near.evidence}; ${evidence}` };
  });
  const all = trace.served ? [...trace.elements, ...links] : links;
  return {
    ...trace,
    elements: all.sort((a, b) => b.score - a.score || compareStrings(a.element, b.element)),
    served: true,
  };
}
