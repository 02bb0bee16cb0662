import type { Knex } from 'knex';
import type { ArtifactRef } from './artifact-ref.js';
import { recordChange } from './record-change.js';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeJson } from './stored-text.js';
import { inTransaction } from './transactions.js';

export type CandidateRole = 'winner' | 'fallback' | 'rejected';

export interface NewCandidate {
  planId: string;
  revision: number;
  /** SHA-256 of the candidate document. */
  candidateId: string;
  strategy: string;
  reward: number;
  valid: boolean;
  /** How many tasks it has. */
  tasks: number;
  artifact: ArtifactRef;
}

export interface CandidateRow extends NewCandidate {
  /** Null until the search has ended. */
  role: CandidateRole | null;
  because: string | null;
  /** From the winner, in [0,1]. */
  distance: number | null;
}

export interface CandidateRoleChange {
  candidateId: string;
  role: CandidateRole;
  because: string;
  distance?: number;
}

export interface CandidatesRepository {
  /** Adds a candidate; the same one again replaces what was known but its role. Clients see it once its revision is published. */
  upsert(scope: RequestScope, candidate: NewCandidate): Promise<void>;
  setRoles(scope: RequestScope, planId: string, revision: number, roles: CandidateRoleChange[]): Promise<void>;
  /** Best reward first, then by candidate id. */
  list(scope: TenantScope, planId: string, revision: number): Promise<CandidateRow[]>;
}

interface CandidateRecord {
  tenant_id: string;
  plan_id: string;
  revision: number;
  candidate_id: string;
  strategy: string;
  reward: number;
  valid: boolean;
  tasks: number;
  artifact: ArtifactRef;
  role: CandidateRole | null;
  because: string | null;
  distance: number | null;
}

/** Candidates over a pool or a transaction. */
export function makeCandidatesRepository(db: Knex): CandidatesRepository {
  return {
    upsert: async (scope, candidate) => {
      await db('candidates')
        .insert({
          tenant_id: scope.tenantId,
          plan_id: candidate.planId,
          revision: candidate.revision,
          candidate_id: candidate.candidateId,
          strategy: candidate.strategy,
          reward: candidate.reward,
          valid: candidate.valid,
          tasks: candidate.tasks,
          artifact: encodeJson(candidate.artifact),
        })
        .onConflict(['tenant_id', 'plan_id', 'revision', 'candidate_id'])
        .merge(['strategy', 'reward', 'valid', 'tasks', 'artifact']);
    },
    setRoles: (scope, planId, revision, roles) =>
      inTransaction(db, (trx) => setRoles(trx, scope, planId, revision, roles)),
    list: async (scope, planId, revision) => {
      const records = await db<CandidateRecord>('candidates')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .orderBy([{ column: 'reward', order: 'desc' }, { column: 'candidate_id' }]);
      return records.map(toCandidateRow);
    },
  };
}

async function setRoles(
  trx: Knex,
  scope: RequestScope,
  planId: string,
  revision: number,
  roles: CandidateRoleChange[],
): Promise<void> {
  await recordChange(trx, scope, {
    planId,
    audit: {
      action: 'candidates.ranked',
      detail: { revision, winner: roles.find((r) => r.role === 'winner')?.candidateId },
    },
  });
  await trx.raw(
    `update candidates c set role = r.role, because = r.because, distance = r.distance
     from jsonb_to_recordset(cast(:roles as jsonb)) as r (
       "candidateId" text, role text, because text, distance double precision
     )
     where c.tenant_id = :tenantId and c.plan_id = :planId and c.revision = :revision
       and c.candidate_id = r."candidateId"`,
    { tenantId: scope.tenantId, planId, revision, roles: encodeJson(roles) },
  );
}

function toCandidateRow(record: CandidateRecord): CandidateRow {
  return {
    planId: record.plan_id,
    revision: record.revision,
    candidateId: record.candidate_id,
    strategy: record.strategy,
    reward: record.reward,
    valid: record.valid,
    tasks: record.tasks,
    artifact: record.artifact,
    role: record.role,
    because: record.because,
    distance: record.distance,
  };
}
