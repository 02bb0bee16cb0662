/** A piece of the contract that one task will build: what a strategy, a model or a refinement decides. */
export interface WorkUnit {
  kind: 'schema' | 'operation' | 'integration';
  /** Resource (or group of resources) it works on; names the task. */
  resource: string;
  /** Entity ids, sorted. */
  entities: string[];
  /** Operation ids, sorted. */
  operations: string[];
  /** Preference, 0 first. */
  rank: number;
}

/** What one test task will verify. */
export interface TestUnit {
  resource: string;
  /** References (`op:…`, `entity:…`), sorted. */
  verifies: string[];
  rank: number;
}

/** How a contract is cut into tasks; all else about a plan follows from it. */
export interface Shape {
  units: WorkUnit[];
  tests: TestUnit[];
}
