import { contextOf, crudContract } from '../planning-context.js';
import type { GenerationLimits } from '../../../planning/generation/question.js';

export const LIMITS: GenerationLimits = { promptTokens: 8000, answerTokens: 4000, questions: 3 };
/** A PRD whose clauses leave order, traces and meaning open. */
export const prd = `# Music

## Why

Nobody must lose the old lists again.

## What

- FR-1 Staff list bands.
- FR-2 An album goes to a crate when the crate
  is opened, or soon after.
- FR-3 Each band visits one hotel, and the hotel knows the ledger of the band.
- FR-4 Everybody plays bands backwards through albums.
- FR-5 Fans tap a big button on the band screen.
`;
export const contract = crudContract([
  { name: 'Album' },
  { name: 'Band', needs: ['Ledger'] },
  { name: 'Crate' },
  { name: 'Hotel' },
  { name: 'Ledger' },
]);
export const context = contextOf(contract, prd, { frontEnd: 'never' });
