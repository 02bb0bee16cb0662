import type { Evidence, EvidenceSource } from './trace-evidence.js';
import type { TraceClause } from './trace-clause.js';
import { EVIDENCE, NONE, NONE_ALONE, READING, SAME_RESOURCE, WEIGHTS } from './trace-weights.js';

/** A clause that asks for an operation, and how likely, in (0, 1]. */
export interface Claim {
  clause: number;
  share: number;
}

export interface RankInput {
  /** Per operation the resource it belongs to, null where none can be told. */
  resources: readonly (string | null)[];
  clauses: readonly TraceClause[];
  evidence: EvidenceSource;
  /** Score of the shallow reading of a pair, 0 where it finds nothing. */
  reading: (operation: number, clause: number) => number;
}

/** A clause belongs to an operation from this share on, and from this part of the likeliest clause's. */
const LEAST_SHARE = 0.12;
const NEAR_BEST = 0.5;
/** Up to so many clauses all are held against every operation; of more, those that share words with it. */
const ALL_CLAUSES = 200;
/** Pairs looked at in all, and at least and at most of each operation. */
const MAX_PAIRS = 2_000_000;
const MIN_CLAUSES = 20;

/** Logits of the clauses an operation is held against. */
interface Held {
  clauses: readonly number[];
  logits: readonly number[];
}

/**
 * The clauses that ask for each operation, likeliest first; none where "no clause" is likelier. The clauses of a PRD compete
 * for an operation (softmax over the weighed evidence and "none"); then operations on the same resource are heard, as what
 * asks for one mostly asks for all, and the shallow reading of the clause.
 */
export function rankClauses(input: RankInput): Claim[][] {
  const { resources, clauses, evidence } = input;
  const candidates = makeCandidates(clauses, evidence, resources.length);
  const held = resources.map((_, operation): Held => {
    const among = candidates(operation);
    return { clauses: among, logits: evidence.of(operation, among).map(logitOf) };
  });
  const neighbours = sharesByResource(resources, held);
  return held.map(({ clauses: among, logits }, operation) => {
    const group = neighbours.get(resources[operation] ?? '');
    const own = group === undefined ? [] : softmax(logits, NONE_ALONE);
    const heard = logits.map((logit, at) => {
      const clause = among[at] as number;
      const others =
        group === undefined ? 0 : ((group.sums.get(clause) ?? 0) - (own[at] ?? 0)) / Math.max(1, group.size - 1);
      return logit + SAME_RESOURCE * others + READING * input.reading(operation, clause);
    });
    return claimsOf(among, softmax(heard, NONE));
  });
}

function logitOf(evidence: Evidence): number {
  return EVIDENCE.reduce((sum, name) => sum + WEIGHTS[name] * evidence[name], 0);
}

/** Shares of the logits beside one more; they add up to less than 1 by its share. */
function softmax(logits: readonly number[], other: number): number[] {
  const most = Math.max(other, ...logits);
  const parts = logits.map((logit) => Math.exp(logit - most));
  const all = parts.reduce((sum, part) => sum + part, Math.exp(other - most));
  return parts.map((part) => part / all);
}

interface Group {
  size: number;
  /** Shares of each clause, added up over the group's operations. */
  sums: Map<number, number>;
}

function sharesByResource(resources: readonly (string | null)[], held: readonly Held[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  held.forEach(({ clauses, logits }, operation) => {
    const resource = resources[operation] ?? null;
    if (resource === null) return;
    const group = groups.get(resource) ?? { size: 0, sums: new Map<number, number>() };
    groups.set(resource, group);
    group.size += 1;
    softmax(logits, NONE_ALONE).forEach((share, at) => {
      const clause = clauses[at] as number;
      group.sums.set(clause, (group.sums.get(clause) ?? 0) + share);
    });
  });
  return groups;
}

function claimsOf(clauses: readonly number[], shares: readonly number[]): Claim[] {
  const best = Math.max(0, ...shares);
  return shares
    .map((share, at) => ({ clause: clauses[at] as number, share }))
    .filter(({ share }) => share >= LEAST_SHARE && share >= NEAR_BEST * best)
    .sort((a, b) => b.share - a.share || a.clause - b.clause);
}

/** The clauses worth holding against an operation: all of a few; of many those with its rarest words. */
function makeCandidates(
  clauses: readonly TraceClause[],
  evidence: EvidenceSource,
  operations: number,
): (operation: number) => readonly number[] {
  const all = clauses.map((_, at) => at);
  const most = Math.max(MIN_CLAUSES, Math.min(ALL_CLAUSES, Math.floor(MAX_PAIRS / Math.max(1, operations))));
  if (all.length <= most) return () => all;
  const postings = new Map<string, number[]>();
  clauses.forEach(({ stems }, at) => {
    for (const word of stems) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [at]);
      else list.push(at);
    }
  });
  return (operation) => {
    const lists = evidence.namesOf(operation).flatMap((word) => {
      const list = postings.get(word);
      return list === undefined ? [] : [list];
    });
    const found = new Set<number>();
    for (const list of lists.sort((a, b) => a.length - b.length)) {
      for (const at of list) if (found.size < most) found.add(at);
    }
    return [...found].sort((a, b) => a - b);
  };
}
