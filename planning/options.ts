/** What a client may ask of a plan: `options` of POST /plans, all optional there. */
export interface PlanOptions {
  title?: string;
  frontEnd?: 'auto' | 'always' | 'never';
  toolchain?: { language?: string; framework?: string; database?: string };
  /** Model whose window payloads must fit; default from settings. */
  targetModel?: string;
  /** Upper bound for one payload's tokens, below what the model allows. */
  tokenBudget?: number;
  taskSize?: 'small' | 'medium' | 'large';
  scope?: { include?: string[]; exclude?: string[] };
  /** References (`op:…`, `entity:…`) that are built already: no task, may be depended on. */
  existing?: string[];
  search?: {
    maxTrials?: number;
    /** Bounds of what asking Intelligence Studio for this revision may take. */
    maxCalls?: number;
    maxTokens?: number;
    maxCost?: number;
    maxSeconds?: number;
    /** Whether the plan fails where Intelligence Studio cannot be asked. */
    requireStudio?: boolean;
    /** Whether it is asked to choose between candidates of equal reward. */
    judge?: boolean;
    /** `bypass`: answers that are remembered are not used for this revision. */
    cache?: 'use' | 'bypass';
    exploration?: number;
    seed?: number;
    targetReward?: number;
  };
  /** CCS components and critics by name; missing ones keep their default, non-negative, not all zero. */
  weights?: { complexity?: Record<string, number>; critics?: Record<string, number> };
  labels?: Record<string, string>;
}
