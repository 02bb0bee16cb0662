/** Where in the inputs (or the plan) something was found. Lines and columns count from 1; offsets are UTF-16. */
export interface Place {
  in: 'contract' | 'prd' | 'options' | 'plan';
  /** Path of the file, in a contract of several; line, column and pointer are then those in that file. */
  file?: string;
  /** JSON Pointer into the contract or the options. */
  pointer?: string;
  line?: number;
  column?: number;
  start?: number;
  end?: number;
  /** A reference with its kind prefix: `op:GET /pets`, `entity:Pet`, `req:R-FR-3`, or a task key. */
  ref?: string;
}

/** Something a reader of the plan should know; it never stops a plan from being made. */
export interface Finding {
  /** Stable kebab-case name, e.g. `dangling-ref`, `requirement-unserved`, `search-space-small`. */
  code: string;
  severity: 'info' | 'warning' | 'error';
  message: string;
  where: Place | null;
}

/** Why an input is refused: no plan is made of it. `status` is the HTTP status that says so. */
export interface Refusal {
  status: 400 | 413 | 415 | 422;
  code: string;
  message: string;
  /** What the reader can do about it, as an imperative sentence. */
  remediation: string;
  where: Place | null;
}
