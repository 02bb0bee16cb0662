export interface Toolchain {
  language: string;
  runtime: string;
  framework: string;
  database: string;
  test: string;
}

/** A repository or package to create: what formats calls a scaffold request, without the task that carries it out. */
export interface ScaffoldRequest {
  repository: string;
  purpose: 'service' | 'frontend' | 'shared' | 'infra';
  toolchain: Toolchain;
  /** Where the toolchain comes from; `default` is an assumption the report states. */
  decidedBy: 'prd' | 'option' | 'default';
  layout: { path: string; what: string }[];
  files: { path: string; purpose: string }[];
}

/** Kinds of files tasks deliver; each toolchain says where they go. */
export type DeliverableKind =
  | 'model'
  | 'migration'
  | 'handler'
  | 'handler-test'
  | 'auth'
  | 'auth-test'
  | 'integration'
  | 'integration-test'
  | 'requirement'
  | 'requirement-test'
  | 'test'
  | 'docs'
  | 'frontend'
  | 'frontend-test';

export type Spelling = 'kebab' | 'snake' | 'pascal';

/**
 * A toolchain with its layout as data. Path patterns hold `{name}` (the task's slug in the toolchain's spelling) and, for
 * migrations, `{order}` (digits that sort as they must run), relative to the repository root. What all tasks would have to
 * edit (the list of routers, of migrations, of pages) is found by folder or registers itself: parallel tasks share no file.
 */
export interface ToolchainProfile {
  /** Lower-case names that choose it, the language's own first. */
  names: string[];
  toolchain: Toolchain;
  /** How `{name}` is spelled in paths. */
  spelling: Spelling;
  layout: { path: string; what: string }[];
  files: { path: string; purpose: string }[];
  /** Of the kinds its repository can hold. */
  paths: Partial<Record<DeliverableKind, string>>;
}
