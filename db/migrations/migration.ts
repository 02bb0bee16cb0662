/** A step forward of the schema; there is no way back. What is released is never edited. */
export interface Migration {
  /** `NNNN-title`; names the step in the database. */
  name: string;
  /** Statements without parameters, run in one transaction. */
  sql: string;
}
