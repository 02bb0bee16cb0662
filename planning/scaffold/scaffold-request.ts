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
  | 'auth'
  | 'integration'
  | 'requirement'
  | 'test'
  | 'unit-test'
  | 'docs'
  | 'frontend'
  | 'frontend-test';

/**
 * A toolchain with its layout as data. Path patterns hold `{name}` (the task's or resource's slug in the toolchain's
 * spelling), relative to the repository root.
 */
export interface ToolchainProfile {
  /** Lower-case names that choose it, the language's own first. */
  names: string[];
  toolchain: Toolchain;
  /** How `{name}` is spelled in paths. */
  spelling: 'kebab' | 'snake' | 'pascal';
  layout: { path: string; what: string }[];
  files: { path: string; purpose: string }[];
  paths: Record<DeliverableKind, string>;
}
