/** One way in which a candidate is no plan. */
export interface Violation {
  rule:
    | 'duplicate-key'
    | 'malformed-key'
    | 'unknown-dependency'
    | 'self-dependency'
    | 'cycle'
    | 'unknown-reference'
    | 'not-anchored'
    | 'no-deliverable'
    | 'unsafe-path'
    | 'file-conflict'
    | 'no-acceptance'
    | 'not-covered'
    | 'front-end-excluded';
  /** Key of the task at fault; absent where the plan as a whole lacks something. */
  task?: string;
  message: string;
}
