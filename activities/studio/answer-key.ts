import type { FollowUp, Question } from '../../planning/generation/question.js';
import { canonicalJson, sha256Hex } from '../../planning/hash.js';
import type { StudioErrand } from './studio-desk.js';

/**
 * SHA-256 over all that decides what a flow is asked, and nothing that differs between attempts to ask it (nonce, session,
 * time). Where remembered answers are bypassed, plan and revision are part of it: the same revision still pays once.
 * @param flowUrl of the operation; only its hash goes in, since it may hold a gateway's key
 */
export function answerKey(
  errand: StudioErrand,
  question: Question,
  followUp: FollowUp | null,
  flowUrl: string,
): string {
  const { scope, bypassCache, planId, revision } = errand;
  const { op, promptVersion, promptSha256, schemaId, data } = question;
  return sha256Hex(
    canonicalJson({
      tenant: scope.tenantId,
      flow: sha256Hex(flowUrl),
      op,
      promptVersion,
      promptSha256,
      schemaId,
      data,
      followUp,
      only: bypassCache ? { planId, revision } : null,
    }),
  );
}
