import type { Finding } from '../finding.js';
import { prdFindings } from '../prd/prd-findings.js';
import type { PlanningContext } from '../strategies/context.js';
import type { AnalysePrdAnswer, AnalysePrdData } from './analyse-prd/analyse-prd-format.js';
import { findingsAboutPrd } from './analyse-prd/findings-about-prd.js';
import type { AnsweredAboutPrd } from './analyse-prd/findings-about-prd.js';
import { applyEdges } from './edges/apply-edges.js';
import type { AnsweredEdges } from './edges/apply-edges.js';
import type { EdgesAnswer, EdgesData } from './edges/edges-format.js';
import type { Fix, Question } from './question.js';
import { applyTraces } from './trace/apply-traces.js';
import type { AnsweredTraces } from './trace/apply-traces.js';
import type { TraceAnswer, TraceData } from './trace/trace-format.js';
import { allowedIn } from './untrusted-text.js';

/** A question with its answer, which fits the schema of its form. */
export interface AnsweredQuestion {
  question: Question;
  answer: unknown;
}

export interface EnrichedContext {
  /** What all candidates are made of and judged by. */
  context: PlanningContext;
  /** What of the answers is in it: clauses found ambiguous, clauses with new links, orders. */
  used: { ambiguities: number; traces: number; edges: number };
  /** Findings that only the model gave rise to; they are in the context's analysis, too. */
  findings: Finding[];
  /** What was dropped of the answers, and why. */
  fixes: Fix[];
}

/**
 * Puts what a model said of a PRD (operations analysePrd, trace, edges) into the context, by our rules: findings, links to
 * elements on a clause's list, soft orders. Nothing is removed from it but findings that no longer hold. Without an answer,
 * or with empty ones, the context stays equal.
 *
 * @param prd the text as sent
 */
export function enrichContext(
  context: PlanningContext,
  prd: string,
  answers: readonly AnsweredQuestion[],
): EnrichedContext {
  const { model, analysis, order, options } = context;
  const about = answers.flatMap(readAboutPrd);
  const traced = applyTraces(analysis.traces, answers.flatMap(readTraces));
  const ordered = applyEdges(order.edges, answers.flatMap(readEdges));
  const told = findingsAboutPrd(analysis, prd, about, allowedIn(prd, model));
  const read = { ...analysis, traces: traced.traces };
  const findings = traced.used === 0 ? analysis.findings : prdFindings(read, model, options);
  return {
    context: {
      ...context,
      analysis: { ...read, findings: [...findings, ...told.findings] },
      order: { ...order, edges: ordered.edges },
    },
    used: { ambiguities: told.ambiguities, traces: traced.used, edges: ordered.used },
    findings: told.findings,
    fixes: [...told.fixes, ...traced.fixes, ...ordered.fixes],
  };
}

function readAboutPrd({ question, answer }: AnsweredQuestion): AnsweredAboutPrd[] {
  if (question.op !== 'analysePrd') return [];
  return [{ data: question.data as AnalysePrdData, answer: answer as AnalysePrdAnswer }];
}

function readTraces({ question, answer }: AnsweredQuestion): AnsweredTraces[] {
  if (question.op !== 'trace') return [];
  return [{ data: question.data as TraceData, answer: answer as TraceAnswer }];
}

function readEdges({ question, answer }: AnsweredQuestion): AnsweredEdges[] {
  if (question.op !== 'edges') return [];
  return [{ data: question.data as EdgesData, answer: answer as EdgesAnswer }];
}
