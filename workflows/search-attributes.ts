import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What operators can list and filter plans by; registered when the stack starts (see dev/ and docs/operations.md). */
export const planIdAttribute = defineSearchAttributeKey('PlanId', SearchAttributeType.KEYWORD);
export const planStatusAttribute = defineSearchAttributeKey('PlanStatus', SearchAttributeType.KEYWORD);
export const contractKindAttribute = defineSearchAttributeKey('ContractKind', SearchAttributeType.KEYWORD);
export const revisionAttribute = defineSearchAttributeKey('Revision', SearchAttributeType.INT);
export const bestScoreAttribute = defineSearchAttributeKey('BestScore', SearchAttributeType.DOUBLE);
export const coverageAttribute = defineSearchAttributeKey('Coverage', SearchAttributeType.DOUBLE);
