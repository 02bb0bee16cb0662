import type { Migration } from './migration.js';

/** What a model was asked: answers that are remembered, calls that were paid for, and how the workers fare with it. */
export const studio: Migration = {
  name: '0004-studio',
  sql: `
    create table studio_answers (
      tenant_id text not null,
      key text not null,
      status text not null check (status in ('pending', 'done')),
      usable boolean,
      owner text not null,
      fence integer not null check (fence > 0),
      lease_until timestamptz not null,
      plan_id text not null,
      revision integer not null,
      answer jsonb,
      expires_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, key),
      check ((status = 'done') = (answer is not null))
    );

    create table studio_calls (
      tenant_id text not null,
      seq bigint generated always as identity,
      plan_id text not null,
      revision integer not null,
      step text not null,
      op text not null,
      key text not null,
      fence integer not null,
      prompt_version text not null,
      prompt_sha256 text not null,
      schema_id text not null,
      repair integer not null default 0,
      status text not null check (status in ('reserved', 'settled', 'failed', 'lost')),
      cache_hit boolean not null default false,
      outcome text,
      calls integer not null,
      requests integer not null default 0,
      prompt_tokens integer not null,
      answer_tokens integer not null,
      cost double precision not null,
      milliseconds integer not null default 0,
      created_at timestamptz not null default clock_timestamp(),
      settled_at timestamptz,
      primary key (tenant_id, seq),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );
    create index studio_calls_by_step on studio_calls (tenant_id, plan_id, revision, step, seq);
    create index studio_calls_reserved on studio_calls (tenant_id, key) where status = 'reserved';

    create table studio_state (
      tenant_id text not null,
      worker_id text not null,
      state text not null check (state in ('closed', 'open', 'half-open')),
      since timestamptz not null,
      because text,
      updated_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, worker_id)
    );
  `,
};
