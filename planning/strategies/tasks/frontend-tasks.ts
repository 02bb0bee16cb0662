import { compareStrings } from '../../compare.js';
import type { Requirement } from '../../prd/prd-analysis.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import { sizeWindow } from '../sizing.js';
import type { TaskDraft } from './task-draft.js';
import { clauseName } from './clause-notes.js';
import { buildsOn } from './task-map.js';
import { coded, excerpt, gist, listed } from './wording.js';

const BASE_MINUTES = 20;
const PER_CLAUSE = 8;
const PER_CALL = 3;
/** A clause with the calls it usually makes. */
const PER_CLAUSE_WITH_CALLS = 14;
const MAX_CALLS = 12;
const LONGEST_NAME = 60;

/**
 * One task per part of the PRD that asks for something a user sees, cut by the size window; none when no front end is
 * included. Where it was asked for by option and no clause speaks of it, every clause counts.
 */
export function frontendTasks(planned: PlannedModel, context: PlanningContext): TaskDraft[] {
  const request = context.scaffold.find((one) => one.purpose === 'frontend');
  if (request === undefined) return [];
  const settled = new Set([...planned.technology.service, ...planned.technology.frontend]);
  const due = context.analysis.requirements.filter((one) => !planned.outsideScope.has(one.id));
  const asked = due.filter((one) => one.ui && !settled.has(one));
  const sections = new Map<string, Requirement[]>();
  for (const one of asked.length > 0 ? asked : due) {
    const group = sections.get(one.section);
    if (group === undefined) sections.set(one.section, [one]);
    else group.push(one);
  }
  const traced = tracesOf(context);
  const most = Math.max(1, Math.floor((sizeWindow(context.options).max - BASE_MINUTES) / PER_CLAUSE_WITH_CALLS));
  const drafts: TaskDraft[] = [];
  for (const [section, clauses] of sections) {
    for (let at = 0; at < clauses.length; at += most) {
      const part = clauses.slice(at, at + most);
      const uses = [...new Set(part.flatMap((one) => traced.get(one.id) ?? []))]
        .filter((ref) => planned.callable.has(ref.slice('op:'.length)))
        .slice(0, MAX_CALLS);
      const name = sectionName(section) || (part[0] as Requirement).id;
      drafts.push({
        kind: 'frontend',
        name: `${name} ${at === 0 ? '' : at / most + 1}`.trim(),
        title: titleOf(name, part),
        description: describe(part, uses, planned),
        covers: [],
        uses,
        requirements: part.map((one) => one.id),
        minutes: BASE_MINUTES + PER_CLAUSE * part.length + PER_CALL * uses.length,
        repository: request.repository,
        rank: drafts.length,
        deliverables: (slug) => [
          { path: deliverablePath(request, 'frontend', slug), what: 'Page or flow' },
          {
            path: deliverablePath(request, 'frontend-test', slug),
            what: 'Its tests against a stand-in of the service',
          },
        ],
        surroundings: (map) => buildsOn(uses, new Set(), map),
      });
    }
  }
  return drafts;
}

/** A heading without its number: "4. The web app" is about the web app. */
function sectionName(section: string): string {
  return section.replace(/^[\d.]+\s+/, '').trim();
}

/** Operations that serve each requirement, best first. */
function tracesOf(context: PlanningContext): Map<string, string[]> {
  return new Map(
    context.analysis.traces.map((trace) => [
      trace.requirement,
      [...trace.elements]
        .sort((a, b) => b.score - a.score || compareStrings(a.element, b.element))
        .map(({ element }) => element)
        .filter((element) => element.startsWith('op:')),
    ]),
  );
}

/** The clauses by name where they are few, with the heading they stand under. */
function titleOf(section: string, clauses: readonly Requirement[]): string {
  const [first, ...more] = clauses as [Requirement, ...Requirement[]];
  const only = gist(first.text, LONGEST_NAME).replaceAll('"', "'");
  if (more.length === 0) return `Build the user interface for ${clauseName(first)}: "${only}"`;
  return `Build the user interface of "${excerpt(section, LONGEST_NAME)}" (${listed(clauses.map(clauseName), 4)})`;
}

function describe(clauses: readonly Requirement[], uses: readonly string[], { guarded }: PlannedModel): string {
  const asked = clauses.map((one) => `${clauseName(one)}: "${excerpt(one.text).replace(/\.$/, '')}"`).join('; ');
  const ids = uses.map((ref) => ref.slice('op:'.length));
  const closed = ids.filter((id) => guarded.has(id));
  return [
    `What a user sees and does for ${asked}.`,
    ids.length > 0 ? `Calls ${coded(ids, MAX_CALLS)}.` : 'No operation of the contract is behind it.',
    ...(closed.length > 0 && closed.length < ids.length ? [`Signed in for ${coded(closed, MAX_CALLS)} only.`] : []),
  ].join(' ');
}
