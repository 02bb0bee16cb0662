import type { CandidateList, Coverage, PlanReport, PlanSummary, ReadyList, TaskList } from '../cli/api-types.js';
import { renderCandidates } from '../cli/render/candidates.js';
import { renderCoverage } from '../cli/render/coverage.js';
import { countBySeverity, renderFindings } from '../cli/render/findings.js';
import { inner, pairs, section } from '../cli/render/layout.js';
import type { Layout } from '../cli/render/layout.js';
import { clausesOf } from '../cli/render/report.js';
import { renderIdentity, renderModel } from '../cli/render/summary.js';
import { renderPath, renderReady, renderWaves } from '../cli/render/tasks.js';
import type { Safe } from '../cli/safe.js';
import { count, fit, hang, minutesText, oneLine } from '../cli/text.js';
import type { Execution, PlayedTask } from './demo-execution.js';

/** Everything of a plan that the demo shows. */
export interface DemoPlan {
  summary: PlanSummary;
  candidates: CandidateList;
  report: PlanReport;
  coverage: Coverage;
  tasks: TaskList;
  ready: ReadyList;
}

const MOST = { findings: 8, path: 8, ready: 5, waves: 16 };

/**
 * The plan as a story: is all of it covered, which shape won, how the work flows, what to start with, what to look at.
 */
export function renderDemoPlan(layout: Layout, plan: Safe<DemoPlan>, more: string): string[] {
  const block = inner(layout);
  const { summary, report, tasks, ready, candidates } = plan;
  const { coverage, search } = summary;
  const { findings } = report;
  return [
    ...renderIdentity(layout, summary),
    ...section(layout, 'Coverage', coverage === null ? [] : renderCoverage(block, coverage)),
    ...section(
      layout,
      `Candidates (${count(search?.trials ?? 0, 'trial')}, ended by ${search?.stopReason ?? 'nothing'})`,
      [...renderCandidates(block, candidates), ...(search === null ? [] : renderModel(block, search))],
    ),
    ...section(layout, shapeTitle(summary), waveLines(block, report)),
    ...section(layout, 'Critical path', renderPath(block, report.criticalPath, tasks, MOST.path)),
    ...section(layout, 'Ready now', renderReady(block, ready, MOST.ready)),
    ...section(
      layout,
      `Findings (${countBySeverity(findings) || 'none'})`,
      renderFindings(block, { findings, most: MOST.findings, more, clauses: clausesOf(plan.coverage.requirements) }),
    ),
  ];
}

function shapeTitle({ tasks, graph }: PlanSummary): string {
  if (tasks === null || graph === null) return 'Plan';
  const path = `${count(graph.criticalPath.length, 'task')}, ${minutesText(graph.criticalPath.minutes)} on the critical path`;
  return `Plan: ${count(tasks.total, 'task')} in ${count(graph.waves, 'wave')}; ${path}`;
}

function waveLines(layout: Layout, { waves }: Safe<PlanReport>): string[] {
  const { dim } = layout.colours;
  const hidden = waves.length - MOST.waves;
  return [
    ...renderWaves(layout, waves.slice(0, MOST.waves)),
    ...(hidden > 0 ? [dim(`and ${count(hidden, 'wave')} more`)] : []),
    dim('A wave takes these minutes when each of its tasks has an executor.'),
  ];
}

/** One line for a task that was played, and what its card says. */
export function renderPlayed(layout: Layout, task: Safe<PlayedTask>): string[] {
  const { colours } = layout;
  const budget = `payload ${task.tokens} of ${task.limit} tokens`;
  const card = fit(`card: ${oneLine(task.card.text)}`, layout.width - 4);
  return [...hang('  ', `${task.key}: ${budget} -> ${task.status}`, layout.width), `    ${colours.dim(card)}`];
}

/** What the outcomes made possible. */
export function renderAfterWave(layout: Layout, { played, ready, use }: Safe<Execution>): string[] {
  const block = inner(layout);
  const keys = new Map(played.map(({ key, card }) => [card.id, key]));
  const uses = (use?.cards ?? []).slice(0, 3).map(({ id, why }) => `card of ${keys.get(id) ?? id}: ${oneLine(why)}`);
  return [
    ...section(layout, `Ready next (${ready.tasks.length})`, renderReady(block, ready, MOST.ready)),
    ...section(
      layout,
      use === null ? '' : `The payload of ${use.key} now holds what was learned`,
      uses.flatMap((line) => hang('- ', line, block.width)),
    ),
  ];
}

/** Where files, API and UIs are; what is gone after the demo is said to be. */
export function renderPlaces(
  layout: Layout,
  places: { apiUrl: string; temporalUiUrl: string | null; bundle: string; dataDir: string; keep: boolean },
): string[] {
  const { apiUrl, temporalUiUrl, bundle, dataDir, keep } = places;
  const entries: [string, string | null][] = [
    ['bundle', bundle],
    ['data and logs', dataDir],
    ['API', keep ? `${apiUrl}, documentation at ${apiUrl}/docs` : null],
    ['Temporal UI', keep ? temporalUiUrl : null],
    [
      'again',
      keep ? null : '"npm start" serves this plan; "npm run demo -- --keep" leaves API and Temporal UI running',
    ],
  ];
  return section(layout, 'Where', pairs(inner(layout), entries));
}
