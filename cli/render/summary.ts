import type { PlanSummary } from '../api-types.js';
import type { Safe } from '../safe.js';
import { count, hang, minutesText, oneLine } from '../text.js';
import { renderCoverage } from './coverage.js';
import { renderFindings } from './findings.js';
import { inner, pairs, section } from './layout.js';
import type { Layout } from './layout.js';

const MOST_FINDINGS = 8;

/** A plan at a glance. */
export function renderSummary(layout: Layout, summary: Safe<PlanSummary>): string[] {
  const { coverage, findings, id } = summary;
  const block = inner(layout);
  return [
    ...renderIdentity(layout, summary),
    ...section(layout, 'Coverage', coverage === null ? [] : renderCoverage(block, coverage)),
    ...section(layout, 'Plan', renderShape(block, summary)),
    ...section(layout, 'Candidates', renderChoice(block, summary)),
    ...section(
      layout,
      `Findings (${findings.length})`,
      renderFindings(block, { findings, most: MOST_FINDINGS, more: `planner report ${id}` }),
    ),
  ];
}

/** Title, id and state, what it was made of, and why it failed where it did. */
export function renderIdentity(layout: Layout, summary: Safe<PlanSummary>): string[] {
  const { colours } = layout;
  const { contract, prd, lastRevision } = summary;
  const error = summary.error ?? lastRevision.error;
  const running = lastRevision.n === summary.revision ? '' : `, revision ${lastRevision.n} ${lastRevision.status}`;
  const kind = contract.kind === 'openapi' ? 'OpenAPI' : 'GraphQL';
  const size = `${count(contract.operations, 'operation')}, ${count(contract.entities, 'entity', 'entities')}`;
  return [
    ...hang('', summary.title, layout.width).map((line) => colours.bold(line)),
    `${summary.id} · ${statusText(layout, summary.status)} · revision ${summary.revision}${running}`,
    ...pairs(layout, [
      ['contract', `${oneLine(contract.title)}, ${kind} ${contract.version}: ${size}`],
      ['PRD', prd.requirements === null ? null : count(prd.requirements, 'requirement')],
      ['front end', frontEndText(summary)],
      ['error', error === undefined ? null : `${error.message} [${error.code}]`],
      ['where', error?.where],
      ['remedy', error?.remediation],
    ]),
  ];
}

function statusText({ colours }: Layout, status: PlanSummary['status']): string {
  if (status === 'failed' || status === 'cancelled') return colours.red(status);
  return status === 'queued' || status === 'planning' ? colours.yellow(status) : colours.green(status);
}

function frontEndText({ frontEnd }: Safe<PlanSummary>): string | null {
  if (frontEnd === null) return null;
  const decision = frontEnd.included ? 'included' : 'left out';
  if (frontEnd.decidedBy === 'option') return `${decision}, as the options ask`;
  const strongest = [...frontEnd.signals].sort((left, right) => Math.abs(right.weight) - Math.abs(left.weight))[0];
  const quote = strongest === undefined ? 'none' : `such as "${oneLine(strongest.text)}"`;
  return `${decision}: ${count(frontEnd.signals.length, 'signal')} in the PRD, ${quote}`;
}

function renderShape(layout: Layout, { tasks, graph }: Safe<PlanSummary>): string[] {
  if (tasks === null || graph === null) return [];
  const { length, minutes } = graph.criticalPath;
  return pairs(layout, [
    ['tasks', `${tasks.total} (${countsText(tasks.byKind)})`],
    ['states', countsText(tasks.byStatus)],
    [
      'shape',
      `${count(graph.edges, 'dependency', 'dependencies')}, ${count(graph.waves, 'wave')}, at most ${graph.maxWidth} side by side`,
    ],
    ['critical path', `${count(length, 'task')}, ${minutesText(minutes)} of work`],
  ]);
}

function countsText(counts: Record<string, number>): string {
  const given = Object.entries(counts).filter(([, number]) => number > 0);
  return given
    .sort(([, left], [, right]) => right - left)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');
}

function renderChoice(layout: Layout, { winner, fallbacks, search }: Safe<PlanSummary>): string[] {
  if (winner === null || search === null) return [];
  const fallback = fallbacks.map(({ strategy, reward, distance }) => `${strategy} ${reward} (distance ${distance})`);
  return pairs(layout, [
    ['winner', `${winner.strategy}, reward ${winner.reward}`],
    ['fallback', fallback.length === 0 ? 'none' : fallback.join(', ')],
    [
      'search',
      `${count(search.trials, 'trial')}, ${count(search.candidates, 'candidate')}, ended by ${search.stopReason}`,
    ],
    ...modelRow(search),
  ]);
}

/** What a model had to do with a plan; nothing where none is set up. */
export function renderModel(layout: Layout, search: NonNullable<Safe<PlanSummary>['search']>): string[] {
  return pairs(layout, modelRow(search));
}

function modelRow({ generator, studio }: NonNullable<Safe<PlanSummary>['search']>): [string, string][] {
  if (studio === undefined) return [];
  const calls = `${count(studio.calls, 'call')}, ${count(studio.tokens, 'token')}`;
  return [['model', `${MADE_BY[generator]}; ${calls}, ${count(studio.cacheHits, 'answer')} from memory`]];
}

const MADE_BY = {
  deterministic: 'nothing of a model is in the plan',
  studio: 'the plan was cut by a model',
  mixed: 'the plan was made by rules and a model',
} as const;
