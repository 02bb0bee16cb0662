import type { Migration } from './migration.js';

/** Tasks, what executors report of them, and what is remembered of it. */
export const execution: Migration = {
  name: '0003-execution',
  sql: `
    create extension if not exists vector;

    create table tasks (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      task_id text not null,
      key text not null,
      kind text not null,
      position integer not null,
      status text not null default 'pending' check (
        status in ('pending', 'ready', 'claimed', 'succeeded', 'failed', 'blocked', 'superseded', 'skipped')
      ),
      attempts integer not null default 0,
      reopened jsonb,
      findings jsonb not null default '[]',
      content_hash text not null,
      document jsonb not null,
      payload_blocks jsonb not null,
      updated_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, plan_id, revision, task_id),
      unique (tenant_id, plan_id, revision, key),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );
    create index tasks_in_order on tasks (tenant_id, plan_id, revision, position);
    create index tasks_by_id on tasks (tenant_id, task_id, revision);

    create table task_dependencies (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      task_id text not null,
      depends_on text not null,
      type text not null,
      hard boolean not null,
      primary key (tenant_id, plan_id, revision, task_id, depends_on, type),
      check (task_id <> depends_on),
      foreign key (tenant_id, plan_id, revision, task_id)
        references tasks (tenant_id, plan_id, revision, task_id) on delete cascade,
      foreign key (tenant_id, plan_id, revision, depends_on)
        references tasks (tenant_id, plan_id, revision, task_id) on delete cascade
    );
    create index task_dependents on task_dependencies (tenant_id, plan_id, revision, depends_on);

    create table task_events (
      tenant_id text not null,
      plan_id text not null,
      task_id text not null,
      event_id text not null,
      body_hash text not null,
      body jsonb not null,
      principal text not null,
      correlation_id text not null,
      created_at timestamptz not null default clock_timestamp(),
      applied_at timestamptz,
      task_status text,
      card_id text,
      primary key (tenant_id, task_id, event_id),
      foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
    );

    create table context_cards (
      tenant_id text not null,
      id text not null,
      position bigint generated always as identity,
      plan_id text not null,
      revision integer not null,
      task_id text not null,
      task_key text not null,
      event_id text not null,
      outcome text not null,
      text text not null,
      tokens integer not null,
      document jsonb not null,
      embedding vector(1024),
      embedder text,
      created_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, id),
      unique (tenant_id, task_id, event_id),
      foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
    );
    create index context_cards_in_order on context_cards (tenant_id, plan_id, position);
    create index context_cards_by_task on context_cards (tenant_id, plan_id, task_key);
  `,
};
