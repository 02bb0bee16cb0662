import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { PlanningContext } from '../../planning/strategies/context.js';
import type { TaskStorage } from './task-storage.js';

let latest: { sha256: string; context: PlanningContext } | null = null;

/**
 * The planning context of a revision. A thread keeps the last one: all trials of a search start from the same, and
 * planning never changes what it is given.
 */
export async function readContext(storage: TaskStorage, ref: ArtifactRef): Promise<PlanningContext> {
  if (latest?.sha256 !== ref.sha256) {
    latest = { sha256: ref.sha256, context: await storage.readJson<PlanningContext>(ref) };
  }
  return latest.context;
}
