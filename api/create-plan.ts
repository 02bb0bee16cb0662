import { randomBytes } from 'node:crypto';

import type { ContractMeta } from '../db/plans.js';
import type { RevisionContract, RevisionPrd } from '../db/revisions.js';
import type { RequestScope } from '../db/scope.js';
import { problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';
import { inspectInputs } from './inspect-inputs.js';
import type { ContractInput, PlanInputs, PrdInput } from './plan-inputs.js';
import { sendIntent } from './send-intent.js';
import { sha256Hex, stableJson } from './stable-json.js';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What POST /plans needs: both inputs. */
export interface CompleteInputs extends PlanInputs {
  prd: PrdInput;
  contract: ContractInput;
}

/**
 * Makes a plan: inspects the inputs (throwing the problem that refuses them, with nothing stored), stores them, writes
 * plan, first revision, idempotency key and outbox row in one transaction, and starts the workflow. With a key that
 * was used before, the plan it was used for; throws `idempotency-key-reused` if that was for another request.
 */
export async function createPlan(
  deps: ApiDeps,
  scope: RequestScope,
  inputs: CompleteInputs,
  idempotencyKey: string | null,
): Promise<{ planId: string; isNew: boolean }> {
  const contractMeta = await inspectInputs(deps, inputs);
  if (contractMeta === null) throw new TypeError('a plan needs a contract');
  const stored = await storeInputs(deps, scope, inputs, contractMeta);
  const newId = `pln_${Array.from(randomBytes(26), (byte) => BASE32.charAt(byte & 31)).join('')}`;
  const fingerprint = fingerprintOf(inputs, contractMeta);

  const { planId, outboxId, isNew } = await deps.repositories.transaction(async (tx) => {
    if (idempotencyKey !== null) {
      const claim = await tx.idempotency.claim(scope, { key: idempotencyKey, fingerprint, planId: newId });
      if (!claim.claimed) return { planId: planOfClaim(claim, fingerprint), outboxId: null, isNew: false };
    }
    const { options } = inputs;
    const title = options.title ?? (contractMeta.title.trim() === '' ? 'Untitled plan' : contractMeta.title.trim());
    const { sha256, bytes } = stored.prd;
    const labels = options.labels ?? {};
    await tx.plans.create(scope, { id: newId, title, options, labels, contract: contractMeta, prd: { sha256, bytes } });
    await tx.revisions.create(scope, { planId: newId, n: 1, options, ...stored, because: 'first plan' });
    const id = await tx.outbox.add(scope, { planId: newId, kind: 'start', event: null });
    return { planId: newId, outboxId: id, isNew: true };
  });
  // Sent again for a repeated request: the one before may have been killed between its transaction and this line.
  await sendIntent(deps, scope, { outboxId, intent: { planId, kind: 'start', event: null } });
  return { planId, isNew };
}

function planOfClaim(claim: { fingerprint: string; planId: string }, fingerprint: string): string {
  if (claim.fingerprint === fingerprint) return claim.planId;
  throw problem('idempotency-key-reused', 'The Idempotency-Key belongs to a request with other content.', {
    errors: [{ detail: 'was used for a request with other content', header: 'Idempotency-Key' }],
  });
}

/** Puts the inputs into the artifact store; a crash before the transaction leaves files that nothing names. */
export async function storeInputs(
  { artifacts }: Pick<ApiDeps, 'artifacts'>,
  scope: RequestScope,
  { prd, contract }: CompleteInputs,
  meta: ContractMeta,
): Promise<{ prd: RevisionPrd; contract: RevisionContract }> {
  return {
    prd: await storePrd({ artifacts }, scope, prd),
    contract: await storeContract({ artifacts }, scope, contract, meta),
  };
}

/** Stores a PRD and returns what the revision keeps of it. */
export async function storePrd(
  { artifacts }: Pick<ApiDeps, 'artifacts'>,
  scope: RequestScope,
  prd: PrdInput,
): Promise<RevisionPrd> {
  return { ...(await artifacts.put(scope, 'prd', prd.bytes)), format: prd.format };
}

/** Stores a contract and returns what the revision keeps of it, with the kind that was found in place of `auto`. */
export async function storeContract(
  { artifacts }: Pick<ApiDeps, 'artifacts'>,
  scope: RequestScope,
  contract: ContractInput,
  { kind, sha256, bytes }: ContractMeta,
): Promise<RevisionContract> {
  const { filename, path } = contract;
  const ref = await artifacts.adopt(scope, 'contract', { path, sha256, bytes });
  return { ...ref, format: kind, ...(filename === undefined ? {} : { filename }) };
}

/** SHA-256 over what a request means, the same for JSON and for a form, whatever the order of its members. */
function fingerprintOf({ prd, contract, options }: CompleteInputs, { sha256 }: ContractMeta): string {
  return sha256Hex(
    stableJson({
      prd: [sha256Hex(prd.bytes), prd.format],
      contract: [sha256, contract.format, contract.filename ?? null],
      options,
    }),
  );
}
