import type { Migration } from './migration.js';

/** Plans, their revisions, and what is written with every change of them. */
export const plans: Migration = {
  name: '0001-plans',
  sql: `
    create table plans (
      tenant_id text not null,
      id text not null,
      position bigint generated always as identity,
      title text not null,
      status text not null check (
        status in ('queued', 'planning', 'ready', 'executing', 'completed', 'failed', 'cancelled')
      ),
      version bigint not null default 0,
      current_revision integer not null default 0,
      latest_revision integer not null default 0,
      options jsonb not null,
      labels jsonb not null,
      contract jsonb not null,
      prd jsonb not null,
      error jsonb,
      principal text not null,
      correlation_id text not null,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, id),
      unique (id)
    );
    create unique index plans_position on plans (tenant_id, position);
    create index plans_labels on plans using gin (labels jsonb_path_ops);

    create table revisions (
      tenant_id text not null,
      plan_id text not null,
      n integer not null check (n > 0),
      status text not null check (
        status in (
          'importing', 'analysing', 'searching', 'finalising', 'published', 'failed', 'cancelled', 'superseded'
        )
      ),
      progress jsonb,
      error jsonb,
      options jsonb not null,
      prd jsonb not null,
      contract jsonb not null,
      because text not null,
      summary jsonb,
      principal text not null,
      correlation_id text not null,
      created_at timestamptz not null default clock_timestamp(),
      published_at timestamptz,
      primary key (tenant_id, plan_id, n),
      foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
    );

    create table plan_events (
      tenant_id text not null,
      plan_id text not null,
      id bigint generated always as identity,
      version bigint not null,
      type text not null,
      data jsonb not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, plan_id, id),
      foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
    );

    -- Outlives what it tells of: no foreign key.
    create table audit_log (
      tenant_id text not null,
      position bigint generated always as identity,
      at timestamptz not null default clock_timestamp(),
      principal text not null,
      correlation_id text not null,
      action text not null,
      plan_id text not null,
      detail jsonb not null,
      primary key (tenant_id, position)
    );
    create index audit_log_plan on audit_log (tenant_id, plan_id, position);

    -- Claimed before the plan is made, in the same transaction: no foreign key.
    create table idempotency_keys (
      tenant_id text not null,
      principal text not null,
      key text not null,
      fingerprint text not null,
      plan_id text not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, principal, key)
    );

    create table outbox (
      tenant_id text not null,
      id bigint generated always as identity,
      plan_id text not null,
      kind text not null check (kind in ('start', 'signal')),
      event jsonb,
      principal text not null,
      correlation_id text not null,
      created_at timestamptz not null default clock_timestamp(),
      sent_at timestamptz,
      primary key (tenant_id, id),
      foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
    );
    create index outbox_unsent on outbox (id) where sent_at is null;

    create table installation (
      tenant_id text primary key,
      id text not null,
      created_at timestamptz not null default clock_timestamp()
    );
  `,
};
