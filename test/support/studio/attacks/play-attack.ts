import { readAsked } from '../asked.js';
import { answerHonestly } from '../model.js';
import type { ModelAnswer } from '../model.js';
import type { Attack } from './attack.js';
import { FORM_ATTACKS } from './form-attacks.js';
import { WORD_ATTACKS } from './word-attacks.js';

/** What texts of a PRD or contract try to make of a model. */
export const ATTACKS: readonly Attack[] = [...WORD_ATTACKS, ...FORM_ATTACKS];

/** A compromised model: it does what the attack wants in every answer, as if it had read it once and for all. */
export function playAttack({ obey }: Attack): ModelAnswer {
  return (envelope) => obey(readAsked(envelope), JSON.parse(answerHonestly(envelope)) as object);
}

/** A PRD and an OpenAPI document (as an object) with the attack in them; both stay as they are where it has no text for them. */
export function attacked(attack: Attack, prd: string, contract: object): { prd: string; contract: object } {
  const copy = structuredClone(contract) as { paths?: Record<string, Record<string, object>> };
  const words = { summary: attack.contract, description: attack.contract };
  const post = Object.values(copy.paths ?? {}).find((item) => item.post !== undefined)?.post;
  if (attack.contract !== undefined && post !== undefined) Object.assign(post, words);
  return { prd: attack.prd === undefined ? prd : `${prd.trimEnd()}\n- FR-99 ${attack.prd}\n`, contract: copy };
}
