/** One thing that is wrong with a bundle. */
export interface Violation {
  /** Stable kebab-case name of the broken rule, e.g. `hash-mismatch`, `uncovered`, `cycle`. */
  rule: string;
  /** The file, and after `#` the task key, element or position in it. */
  where: string;
  message: string;
}

/** What a check hands its violations to. */
export type Report = (rule: string, where: string, message: string) => void;
