import type { Coverage } from '../contract/coverage.js';
import type { Schedule } from '../dag/schedule.js';
import type { PlanTask } from '../dag/plan-task.js';
import type { Finding } from '../finding.js';
import { round6 } from '../numbers.js';
import type { FrontEndDecision } from '../prd/prd-analysis.js';
import type { Maker } from '../search/lineage.js';
import type { StopReason } from '../search/search-state.js';
import type { Selection } from '../search/select-winner.js';
import type { PlanningContext } from '../strategies/context.js';

interface Covered {
  total: number;
  covered: number;
}

/** The part of the plan summary that is fixed once a revision is published (formats, "Plan summary"). */
export interface SummaryDocument {
  contract: {
    kind: 'openapi' | 'graphql';
    version: string;
    title: string;
    sha256: string;
    bytes: number;
    operations: number;
    entities: number;
  };
  prd: { sha256: string; requirements: number };
  coverage: {
    operations: Covered;
    entities: Covered;
    derivedEntities: Covered;
    requirements: Covered;
    complete: boolean;
  };
  frontEnd: FrontEndDecision;
  tasks: { total: number; byKind: Record<string, number> };
  graph: { edges: number; waves: number; criticalPath: { length: number; minutes: number }; maxWidth: number };
  winner: { candidateId: string; strategy: string; reward: number };
  fallbacks: { candidateId: string; strategy: string; reward: number; distance: number }[];
  search: { trials: number; candidates: number; stopReason: string; generator: Maker; studio?: ModelEffort };
  findings: Finding[];
}

/** What asking a model took: calls that were paid for, their tokens, and answers that were remembered. */
export interface ModelEffort {
  calls: number;
  tokens: number;
  cacheHits: number;
}

export interface SummaryInput {
  context: PlanningContext;
  prdSha256: string;
  tasks: PlanTask[];
  /** Edges of the transitive reduction. */
  edges: number;
  schedule: Schedule;
  coverage: Coverage;
  selection: Selection;
  stopReason: StopReason;
  trials: number;
  /** Different candidates the search made. */
  candidates: number;
  findings: Finding[];
  /** Who made what is published. */
  generator: Maker;
  /** Null where no model is set up. */
  studio: ModelEffort | null;
}

/** Collects what a client reads first. */
export function makeSummaryDocument(input: SummaryInput): SummaryDocument {
  const { context, tasks, schedule, coverage, selection } = input;
  const { kind, version, title, sha256, bytes, operations, entities } = context.model;
  const byKind: Record<string, number> = {};
  for (const task of tasks) byKind[task.kind] = (byKind[task.kind] ?? 0) + 1;
  const { operations: ops, entities: ents, derivedEntities, requirements, complete } = coverage.totals;
  const { winner, fallbacks } = selection;
  return {
    contract: { kind, version, title, sha256, bytes, operations: operations.length, entities: entities.length },
    prd: { sha256: input.prdSha256, requirements: context.analysis.requirements.length },
    coverage: { operations: ops, entities: ents, derivedEntities, requirements, complete },
    frontEnd: context.analysis.frontEnd,
    tasks: { total: tasks.length, byKind },
    graph: {
      edges: input.edges,
      waves: new Set(schedule.wave.values()).size,
      criticalPath: { length: schedule.criticalPath.length, minutes: schedule.minutes },
      maxWidth: schedule.maxWidth,
    },
    winner: { candidateId: winner.candidateId, strategy: winner.strategy, reward: round6(winner.reward) },
    fallbacks: fallbacks.map(({ candidateId, strategy, reward, distance }) => ({
      candidateId,
      strategy,
      reward: round6(reward),
      distance: round6(distance),
    })),
    search: {
      trials: input.trials,
      candidates: input.candidates,
      stopReason: input.stopReason,
      generator: input.generator,
      ...(input.studio !== null && { studio: input.studio }),
    },
    findings: input.findings,
  };
}
