import type { CardRow } from '../db/cards.js';
import type { TenantScope } from '../db/scope.js';
import type { TaskRow } from '../db/tasks.js';
import type { Payload } from '../planning/budget/payload.js';
import type { RecutExtras } from '../planning/budget/recut-payload.js';
import type { CardDocument } from '../planning/memory/make-card.js';
import type { PlanOptions } from '../planning/options.js';
import { problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';
import type { TaskIds } from './revision-documents.js';

/** What all payloads of a revision share. */
export interface PayloadSource {
  options: PlanOptions;
  idOf: TaskIds;
  /** Keys of the tasks that a task builds on, with the steps to each. */
  ancestorsOf: (row: TaskRow) => Promise<ReadonlyMap<string, number>>;
  /** Cards of the tasks with these keys, oldest first. */
  cardsOf: (keys: string[]) => Promise<CardRow[]>;
  /** Cut for this model instead of the plan's own. */
  model?: string;
}

/**
 * Cuts the payload of a task, in a thread: its blocks, the cards of earlier attempts and of what it builds on, and
 * what the executors of those say they made. Throws the problem `budget-infeasible`.
 */
export async function cutTaskPayload(
  { threads, config }: Pick<ApiDeps, 'threads' | 'config'>,
  scope: TenantScope,
  row: TaskRow,
  { options, idOf, ancestorsOf, cardsOf, model }: PayloadSource,
): Promise<Payload> {
  const ancestors = await ancestorsOf(row);
  const cards = await cardsOf([row.key, ...ancestors.keys()]);
  const payload = await threads.run(
    'cut',
    {
      storage: { dir: config.storage.artifactsDir },
      tenantId: scope.tenantId,
      blocks: row.payloadBlocks,
      extras: extrasOf(row, ancestors, cards, idOf),
      settings: config.budget,
      options: { ...options, ...(model === undefined ? {} : { targetModel: model }) },
    },
    { timeoutMs: config.limits.inspectionSeconds * 1000 },
  );
  if (payload.infeasible === true) {
    throw problem(
      'budget-infeasible',
      `The payload of ${row.key} needs ${payload.needed} tokens at least; ${payload.limit} are allowed.`,
      { planId: row.planId },
    );
  }
  return payload;
}

function extrasOf(
  row: TaskRow,
  ancestors: ReadonlyMap<string, number>,
  cards: readonly CardRow[],
  idOf: TaskIds,
): RecutExtras {
  return {
    ids: { planId: row.planId, taskId: row.taskId, revision: row.revision },
    cards: cards.map(({ id, taskKey, text }) => ({ id, taskKey, text })),
    ancestors: Object.fromEntries(ancestors),
    dependencies: row.document.dependsOn.map(({ task: key }) => ({
      key,
      taskId: idOf(key),
      interfaces: cards.flatMap((card) =>
        // Card documents are made by planning/memory and nowhere else.
        card.taskKey === key && card.outcome === 'succeeded' ? (card.document as CardDocument).interfaces : [],
      ),
    })),
  };
}
