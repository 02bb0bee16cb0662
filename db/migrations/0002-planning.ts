import type { Migration } from './migration.js';

/** What planning finds and makes for a revision. */
export const planning: Migration = {
  name: '0002-planning',
  sql: `
    create table contracts (
      tenant_id text not null,
      sha256 text not null,
      importer_version text not null,
      format text not null,
      model jsonb not null,
      document jsonb not null,
      operations integer not null,
      entities integer not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, sha256, importer_version, format)
    );

    create table requirements (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      position integer not null,
      document jsonb not null,
      primary key (tenant_id, plan_id, revision, position),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );

    create table candidates (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      candidate_id text not null,
      strategy text not null,
      reward double precision not null,
      valid boolean not null,
      tasks integer not null,
      artifact jsonb not null,
      role text check (role in ('winner', 'fallback', 'rejected')),
      because text,
      distance double precision,
      primary key (tenant_id, plan_id, revision, candidate_id),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );

    create table trials (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      n integer not null check (n > 0),
      document jsonb not null,
      primary key (tenant_id, plan_id, revision, n),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );

    create table coverage (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      position integer not null,
      kind text not null check (kind in ('operation', 'entity', 'requirement')),
      element text not null,
      implemented_by jsonb not null,
      tested_by jsonb not null,
      document jsonb not null,
      primary key (tenant_id, plan_id, revision, position),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );

    create table artifacts (
      tenant_id text not null,
      plan_id text not null,
      revision integer not null,
      name text not null,
      ref jsonb not null,
      media_type text not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, plan_id, revision, name),
      foreign key (tenant_id, plan_id, revision) references revisions (tenant_id, plan_id, n) on delete cascade
    );
  `,
};
