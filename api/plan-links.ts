/** Paths of a plan and what belongs to it. */
export function planLinks(planId: string): { self: string } & Record<string, string> {
  const self = `/plans/${planId}`;
  return {
    self,
    tasks: `${self}/tasks.json`,
    ready: `${self}/ready`,
    graph: `${self}/graph`,
    report: `${self}/report`,
    scaffold: `${self}/scaffold`,
    coverage: `${self}/coverage`,
    search: `${self}/search`,
    candidates: `${self}/candidates`,
    cards: `${self}/cards`,
    bundle: `${self}/bundle`,
    rerun: `${self}/rerun`,
  };
}

/** Paths of a task and what belongs to it. */
export function taskLinks(planId: string, taskId: string): { self: string } & Record<string, string> {
  const self = `/plans/${planId}/tasks/${taskId}`;
  return {
    self,
    payload: `${self}/payload`,
    acceptance: `${self}/acceptance`,
    callback: `/executor/callbacks/${taskId}`,
  };
}
