export type DependencyType = 'schema' | 'data' | 'auth' | 'scaffold' | 'test' | 'order';

/** Evidence that one contract element must exist before another. References carry their prefix (`entity:Pet`, `op:POST /pets`, `auth`). */
export interface ElementEdge {
  before: string;
  after: string;
  type: DependencyType;
  /** In words a reader accepts: "POST /pets returns the id that GET /pets/{petId} takes". */
  reason: string;
  /** Belief that the order is right, (0,1]. */
  confidence: number;
  /** Hard edges are never cut to break a cycle. */
  hard: boolean;
}

/** All order evidence of a contract and its PRD, sorted by (before, after, type); acyclic over hard edges. */
export interface OrderEvidence {
  edges: ElementEdge[];
  /** Operations that need a signed-in caller, sorted. */
  authenticated: string[];
  /** Operations that make a caller signed in or registered (login, sign-up, token), sorted. */
  signIn: string[];
}
