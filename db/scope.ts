/** Whose rows a statement may touch. Every read takes one; it is part of every key and every condition. */
export interface TenantScope {
  tenantId: string;
}

/** Who asked for a change, as it goes into the audit log. Every write takes one. */
export interface RequestScope extends TenantScope {
  principal: string;
  /** Ties together the request, the workflow and the activities that followed from it. */
  correlationId: string;
}
