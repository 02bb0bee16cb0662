import type { Knex } from 'knex';
import pgvector from 'pgvector';
import type { TenantScope } from './scope.js';
import type { OutcomeStatus } from './statuses.js';

/** Numbers in an embedding; the column has this width. */
export const EMBEDDING_DIMENSIONS = 1024;

/** A Context Card as `tasks.applyOutcome` stores it; plan, task and event are those of the outcome. */
export interface NewCard {
  id: string;
  outcome: OutcomeStatus;
  text: string;
  tokens: number;
  document: unknown;
  /** EMBEDDING_DIMENSIONS numbers. */
  embedding?: number[];
  /** Name and version of what made the embedding: only those of one embedder can be compared. */
  embedder?: string;
}

export interface CardRow {
  id: string;
  /** Rises with creation: the paging cursor. */
  position: number;
  planId: string;
  taskId: string;
  taskKey: string;
  eventId: string;
  outcome: OutcomeStatus;
  text: string;
  tokens: number;
  document: unknown;
  createdAt: Date;
}

export interface CardsRepository {
  /** Oldest first; `cursor` is the `position` of the last card of the page before. */
  list(scope: TenantScope, planId: string, query: { limit: number; cursor?: { position: number } }): Promise<CardRow[]>;
  /** All cards of the tasks with these keys, oldest first. */
  forTasks(scope: TenantScope, planId: string, taskKeys: string[]): Promise<CardRow[]>;
  /** Nearest by cosine distance (0 … 2), exact; of one embedder where it is named. */
  nearest(
    scope: TenantScope,
    planId: string,
    embedding: number[],
    limit: number,
    embedder?: string,
  ): Promise<(CardRow & { distance: number })[]>;
}

interface CardRecord {
  id: string;
  position: number;
  plan_id: string;
  task_id: string;
  task_key: string;
  event_id: string;
  outcome: OutcomeStatus;
  text: string;
  tokens: number;
  document: unknown;
  created_at: Date;
}

const COLUMNS = [
  'id',
  'position',
  'plan_id',
  'task_id',
  'task_key',
  'event_id',
  'outcome',
  'text',
  'tokens',
  'document',
  'created_at',
] as const;

/** Context Cards over a pool or a transaction; they are written by tasks.applyOutcome. */
export function makeCardsRepository(db: Knex): CardsRepository {
  const ofPlan = (scope: TenantScope, planId: string) =>
    db('context_cards').where({ tenant_id: scope.tenantId, plan_id: planId });
  return {
    list: async (scope, planId, { limit, cursor }) => {
      const records = await ofPlan(scope, planId)
        .andWhere('position', '>', cursor?.position ?? 0)
        .orderBy('position')
        .limit(limit)
        .select<CardRecord[]>(COLUMNS);
      return records.map(toCardRow);
    },
    forTasks: async (scope, planId, taskKeys) => {
      const records = await ofPlan(scope, planId)
        .andWhereRaw('task_key = any(cast(? as text[]))', [taskKeys])
        .orderBy('position')
        .select<CardRecord[]>(COLUMNS);
      return records.map(toCardRow);
    },
    nearest: async (scope, planId, embedding, limit, embedder) => {
      const rows = ofPlan(scope, planId).whereNotNull('embedding');
      if (embedder !== undefined) rows.andWhere({ embedder });
      const distance = db.raw('embedding <=> cast(? as vector) as distance', [pgvector.toSql(embedding)]);
      const records = await rows
        .orderBy([{ column: 'distance' }, { column: 'position' }])
        .limit(limit)
        .select<(CardRecord & { distance: number })[]>([...COLUMNS, distance]);
      return records.map((record) => ({ ...toCardRow(record), distance: record.distance }));
    },
  };
}

function toCardRow(record: CardRecord): CardRow {
  return {
    id: record.id,
    position: record.position,
    planId: record.plan_id,
    taskId: record.task_id,
    taskKey: record.task_key,
    eventId: record.event_id,
    outcome: record.outcome,
    text: record.text,
    tokens: record.tokens,
    document: record.document,
    createdAt: record.created_at,
  };
}
