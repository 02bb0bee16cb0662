import { acceptanceFor } from '../../acceptance/acceptance-for.js';
import { withCommands } from '../../acceptance/commands.js';
import { compareStrings } from '../../compare.js';
import type { CandidateTask, Deliverable, TaskKind } from '../../dag/candidate.js';
import { makeTaskKeys } from '../../dag/task-key.js';
import type { PlanningContext } from '../context.js';

/** A task before it has a key, acceptance criteria and dependencies. */
export interface TaskDraft {
  kind: TaskKind;
  /** Readable name made from its anchors; becomes the key's slug. */
  name: string;
  title: string;
  description: string;
  covers: string[];
  uses?: string[];
  verifies?: string[];
  requirements?: string[];
  minutes: number;
  repository: string;
  rank: number;
  /** Its files; `slug` is the part of its key after the kind, unique among tasks of the kind. */
  deliverables(slug: string): Deliverable[];
}

/** Gives drafts their keys, files and acceptance criteria. Sorted by key; dependencies are still empty. */
export function finishDrafts(drafts: readonly TaskDraft[], context: PlanningContext): CandidateTask[] {
  const anchored = drafts.map((draft) => ({
    draft,
    covers: sorted(draft.covers),
    verifies: sorted(draft.verifies ?? []),
    requirements: sorted(draft.requirements ?? []),
  }));
  const keys = makeTaskKeys(
    anchored.map(({ draft, covers, verifies, requirements }) => ({
      kind: draft.kind,
      name: draft.name,
      anchors: [...covers, ...verifies, ...requirements.map((id) => `req:${id}`)],
    })),
  );
  return anchored
    .map(({ draft, covers, verifies, requirements }, i): CandidateTask => {
      const key = keys[i] as string;
      const { kind, title, description, minutes, repository, rank } = draft;
      const deliverables = draft.deliverables(key.slice(kind.length + 1));
      const anchors = { kind, covers, verifies, requirements };
      const acceptance = acceptanceFor(anchors, context.model, context.order);
      const request = context.scaffold.find((one) => one.repository === repository);
      return {
        key,
        kind,
        title,
        description,
        deliverables,
        acceptance:
          request === undefined ? acceptance : withCommands({ kind, deliverables, acceptance, repository }, request),
        covers,
        uses: sorted(draft.uses ?? []),
        verifies,
        requirements,
        dependsOn: [],
        followUps: [],
        minutes,
        repository,
        rank,
      };
    })
    .sort((a, b) => compareStrings(a.key, b.key));
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareStrings);
}
