import { compareStrings } from '../../compare.js';
import type { Requirement } from '../../prd/prd-analysis.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import type { TaskDraft } from './task-draft.js';
import { coded, excerpt } from './wording.js';

const BASE_MINUTES = 20;
const PER_CLAUSE = 8;
const PER_CALL = 3;
const MAX_CLAUSES = 4;
const MAX_CALLS = 12;

/**
 * One task per part of the PRD that asks for something a user sees, at most four clauses each; none when no front end is
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
  const drafts: TaskDraft[] = [];
  for (const [section, clauses] of sections) {
    for (let at = 0; at < clauses.length; at += MAX_CLAUSES) {
      const part = clauses.slice(at, at + MAX_CLAUSES);
      const uses = [...new Set(part.flatMap((one) => traced.get(one.id) ?? []))]
        .filter((ref) => planned.callable.has(ref.slice('op:'.length)))
        .slice(0, MAX_CALLS);
      const name = sectionName(section) || (part[0] as Requirement).id;
      drafts.push({
        kind: 'frontend',
        name: `${name} ${at === 0 ? '' : at / MAX_CLAUSES + 1}`.trim(),
        title: `Build the user interface of "${excerpt(name, 60)}"`,
        description: describe(part, uses),
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

function describe(clauses: readonly Requirement[], uses: readonly string[]): string {
  const asked = clauses.map((one) => `${one.id}: "${excerpt(one.text)}"`).join('; ');
  const calls =
    uses.length > 0
      ? ` It calls ${coded(
          uses.map((ref) => ref.slice('op:'.length)),
          12,
        )}.`
      : '';
  return `Build what a user sees and does for ${asked}.${calls} Show waiting, empty and failed states; reachable by keyboard. The service itself is not changed here.`;
}
