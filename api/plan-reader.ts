import type { PlanRow, PlansRepository } from '../db/plans.js';
import type { TenantScope } from '../db/scope.js';

export interface PlanReader {
  /** The plan as it is at some moment after the call. */
  get(scope: TenantScope, planId: string): Promise<PlanRow | null>;
}

/**
 * Reads plans with at most one query per plan under way: who asks meanwhile waits for the next query and shares its
 * answer. The one under way will not do for them, as it may have seen the plan before a write that they know of.
 */
export function makePlanReader(plans: Pick<PlansRepository, 'get'>): PlanReader {
  const running = new Map<string, Promise<PlanRow | null>>();
  const next = new Map<string, Promise<PlanRow | null>>();

  const start = (scope: TenantScope, planId: string, key: string): Promise<PlanRow | null> => {
    const query = plans.get(scope, planId).finally(() => {
      if (running.get(key) === query) running.delete(key);
    });
    running.set(key, query);
    return query;
  };

  return {
    get(scope, planId) {
      const key = `${scope.tenantId}\n${planId}`;
      const current = running.get(key);
      if (current === undefined) return start(scope, planId, key);
      const waiting = next.get(key);
      if (waiting !== undefined) return waiting;
      const startNext = (): Promise<PlanRow | null> => {
        next.delete(key);
        return start(scope, planId, key);
      };
      const shared = current.then(startNext, startNext);
      next.set(key, shared);
      return shared;
    },
  };
}
