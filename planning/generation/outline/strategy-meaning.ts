import type { Strategy } from '../../dag/candidate.js';

/** What each strategy wants of a plan, in the words a model is given. */
export const STRATEGY_MEANING: Record<Strategy, string> = {
  'contract-first':
    'By resource, as the contract lists them: the schema of a resource first, then its operations in bundles that belong together.',
  'vertical-slice':
    'By user journey, end to end: each slice makes something work that a user can try, from its data to its operations; a walking skeleton first.',
  'risk-first':
    'By uncertainty: outside services, sign-in, uploads, money, and what is connected with most else come first and are cut finest; routine work comes last, in large pieces.',
  'data-first':
    'From the data outward: all schemas and their storage first, in the order they refer to each other, then thin operations on them.',
};
