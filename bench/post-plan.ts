import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanOptions } from '../planning/options.js';

const POLL_MS = 100;
const LONGEST_MS = 10 * 60_000;

/** A plan that was published, and how long that took from the first byte of the request. */
export interface PostedPlan {
  id: string;
  acceptedMs: number;
  publishedMs: number;
  tasks: number;
  waves: number;
  complete: boolean;
}

interface Summary {
  id: string;
  status: string;
  tasks: { total: number } | null;
  graph: { waves: number } | null;
  coverage: { complete: boolean } | null;
  error?: { message: string };
}

const PRD = '# Requirements\n\n- FR-1: The service serves the whole contract.\n';

/** Posts a form with a contract file and waits until the plan is published. Throws, with the answer, when it is not. */
export async function postPlan(
  apiUrl: string,
  filename: string,
  contract: string | Uint8Array,
  { prd = PRD, options = {} }: { prd?: string | undefined; options?: PlanOptions } = {},
): Promise<PostedPlan> {
  const form = new FormData();
  form.set('prd', new Blob([prd]), 'prd.md');
  form.set('contract', new Blob([contract]), filename);
  form.set('options', JSON.stringify(options));
  const start = performance.now();
  const response = await fetch(`${apiUrl}/plans`, { method: 'POST', body: form });
  const acceptedMs = performance.now() - start;
  if (response.status !== 202) throw new Error(`POST /plans: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as Summary;
  while (performance.now() - start < LONGEST_MS) {
    const plan = (await (await fetch(`${apiUrl}/plans/${id}`)).json()) as Summary;
    if (plan.status === 'ready' && plan.tasks !== null && plan.graph !== null) {
      const publishedMs = performance.now() - start;
      const complete = plan.coverage?.complete ?? false;
      return { id, acceptedMs, publishedMs, tasks: plan.tasks.total, waves: plan.graph.waves, complete };
    }
    if (plan.status === 'failed') throw new Error(`plan ${id} failed: ${plan.error?.message ?? ''}`);
    await sleep(POLL_MS);
  }
  throw new Error(`plan ${id} took longer than ${LONGEST_MS / 1000} s`);
}
