import type { Evidence, EvidenceSource } from './trace-evidence.js';
import { EVIDENCE, NONE, NONE_ALONE, READING, SAME_RESOURCE, WEIGHTS } from './trace-weights.js';

/** A clause that asks for an operation, and how likely, in (0, 1]. */
export interface Claim {
  clause: number;
  share: number;
}

export interface RankInput {
  /** Per operation the resource it belongs to, null where none can be told. */
  resources: readonly (string | null)[];
  evidence: EvidenceSource;
  /** Score of the shallow reading of a pair, 0 where it finds nothing. */
  reading: (operation: number, clause: number) => number;
}

/** A clause belongs to an operation from this share on, and from this part of the likeliest clause's. */
const LEAST_SHARE = 0.12;
const NEAR_BEST = 0.5;
/** Pairs looked at in all, and at least of each operation. */
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
  const { resources, evidence } = input;
  const most = Math.max(MIN_CLAUSES, Math.floor(MAX_PAIRS / Math.max(1, resources.length)));
  const held = resources.map((_, operation): Held => {
    const among = evidence.candidates(operation, most);
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
