import { AMBIGUITY_SIGNALS, findSignals } from '../complexity/text-signals.js';
import type { Coverage } from '../contract/coverage.js';
import type { PlanTask } from '../dag/plan-task.js';
import type { Schedule } from '../dag/schedule.js';
import type { PlanningContext } from '../strategies/context.js';

/** Something that may go wrong, worst first in its kind. */
export interface Risk {
  /** Stable kebab-case name. */
  code: string;
  message: string;
  /** Ids of the tasks it concerns. */
  tasks: string[];
  /** References it concerns: `req:R-FR-3`, `op:GET /pets`. */
  refs: string[];
}

export interface RiskInput {
  context: PlanningContext;
  tasks: readonly PlanTask[];
  schedule: Schedule;
  coverage: Coverage;
  idOf: (key: string) => string;
}

const TOP_COMPLEX = 5;
/** A score from which a task is called complex even where no split is recommended. */
const COMPLEX_FROM = 6;
/** Weight of clause smells (summed) from which a clause is called ambiguous: one open question, or three vague words. */
const AMBIGUOUS_FROM = 0.36;
/** Share of all work on the critical path from which more hands do not help. */
const SERIAL_FROM = 0.6;
const SMALL_PLAN = 5;

/** Risks computed from the plan: requirements nobody serves, vague clauses, complex tasks, cut edges, payloads that lost something, a serial plan. */
export function reportRisks(input: RiskInput): Risk[] {
  return [
    ...unservedRequirements(input),
    ...ambiguousRequirements(input),
    ...complexTasks(input),
    ...cutEdges(input),
    ...degradedPayloads(input),
    ...serialPlan(input),
  ];
}

/** A clause that a front end or the set-up of a repository meets needs no element. */
const NEED_NO_ELEMENT: ReadonlySet<string> = new Set(['frontend', 'scaffold']);

function unservedRequirements({ coverage, tasks, idOf }: RiskInput): Risk[] {
  const kinds = new Map(tasks.map(({ key, kind }) => [key, kind]));
  return coverage.requirements
    .filter(({ served, coveredBy }) => {
      const met = coveredBy.some((key) => NEED_NO_ELEMENT.has(kinds.get(key) ?? ''));
      return !served && !met;
    })
    .map(({ id, text, coveredBy }) => ({
      code: 'requirement-unserved',
      message: `No contract element serves ${id} ("${clip(text)}").`,
      tasks: coveredBy.map(idOf),
      refs: [`req:${id}`],
    }));
}

function ambiguousRequirements({ context, coverage, idOf }: RiskInput): Risk[] {
  const coveredBy = new Map(coverage.requirements.map((requirement) => [requirement.id, requirement.coveredBy]));
  const others = new Set(
    coverage.requirements.filter(({ servedBy }) => servedBy === 'out-of-scope').map(({ id }) => id),
  );
  return context.analysis.requirements.flatMap(({ id, text }) => {
    if (others.has(id)) return [];
    const hits = findSignals(text, AMBIGUITY_SIGNALS);
    const weight = hits.reduce((sum, { weight: each, count }) => sum + each * count, 0);
    if (weight < AMBIGUOUS_FROM) return [];
    const why = hits.map(({ name, words }) => `${name}: ${words.map((word) => `"${word}"`).join(', ')}`).join('; ');
    return [
      {
        code: 'requirement-ambiguous',
        message: `${id} can be read in more than one way (${why}).`,
        tasks: (coveredBy.get(id) ?? []).map(idOf),
        refs: [`req:${id}`],
      },
    ];
  });
}

function complexTasks({ tasks, idOf }: RiskInput): Risk[] {
  return [...tasks]
    .sort((a, b) => b.ccs.score - a.ccs.score || a.priority - b.priority)
    .filter(({ ccs }) => ccs.recommendedSubtasks > 0 || ccs.score10 >= COMPLEX_FROM)
    .slice(0, TOP_COMPLEX)
    .map(({ key, title, ccs }) => ({
      code: 'task-complex',
      message: `"${title}" scores ${ccs.score10.toFixed(1)} of 10${ccs.recommendedSubtasks > 0 ? `; split it into ${ccs.recommendedSubtasks}` : ''}.`,
      tasks: [idOf(key)],
      refs: [],
    }));
}

function cutEdges({ tasks, idOf }: RiskInput): Risk[] {
  return tasks.flatMap(({ key, title, followUps }) =>
    followUps.map(({ to, because }) => ({
      code: 'edge-cut',
      message: `"${title}" is done before something it refers to and has to be linked to it later: ${because}`,
      tasks: [idOf(key), idOf(to)],
      refs: [],
    })),
  );
}

function degradedPayloads({ tasks, idOf }: RiskInput): Risk[] {
  const degraded = tasks.filter(({ budget }) => budget.degraded.includes('contract'));
  if (degraded.length === 0) return [];
  return [
    {
      code: 'payload-degraded',
      message: `${degraded.length} tasks get their part of the contract at less than full fidelity, for lack of room.`,
      tasks: degraded.map(({ key }) => idOf(key)),
      refs: [],
    },
  ];
}

function serialPlan({ tasks, schedule, idOf }: RiskInput): Risk[] {
  const work = tasks.reduce((sum, { minutes }) => sum + minutes, 0);
  if (tasks.length < SMALL_PLAN || work <= 0 || schedule.minutes / work < SERIAL_FROM) return [];
  return [
    {
      code: 'little-parallelism',
      message: `The critical path holds ${Math.round((100 * schedule.minutes) / work)} % of the work: more executors hardly help.`,
      tasks: schedule.criticalPath.map(idOf),
      refs: [],
    },
  ];
}

function clip(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= 120 ? flat : `${flat.slice(0, 119).replace(/[\ud800-\udbff]$/, '')}…`;
}
