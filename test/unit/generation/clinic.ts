import { evaluate } from '../../../planning/critics/evaluate.js';
import type { Evaluation } from '../../../planning/critics/evaluate.js';
import type { Candidate, Strategy } from '../../../planning/dag/candidate.js';
import type { GenerationLimits } from '../../../planning/generation/question.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { contextOf, crudContract } from '../planning-context.js';

const PRD = [
  '# Clinic',
  '',
  '- FR-1 The desk keeps owners and their pets.',
  '- FR-2 A visit belongs to one pet.',
  '- FR-3 A visit can be cancelled by the owner.',
  '- NFR-1 The service must answer within 300 ms.',
  '',
].join('\n');

/** A small clinic with sign-in, an upload, an enum and clauses that elements serve. */
export const clinic = contextOf(
  crudContract(
    [
      { name: 'Owner', guarded: true },
      { name: 'Pet', needs: ['Owner'] },
      { name: 'Visit', needs: ['Pet'], acts: ['cancel'] },
      { name: 'Vet' },
    ],
    {
      schemas: { Colour: { type: 'string', enum: ['black', 'white'] } },
      paths: {
        '/pets/{id}/photo': {
          post: {
            requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' } } } },
            responses: { 204: { description: 'Stored' } },
          },
        },
      },
    },
  ),
  PRD,
);

/** More things than a question shows one by one. */
export const city = contextOf(
  crudContract(Array.from({ length: 90 }, (_, i) => ({ name: `Thing${'abcdefghij'[i % 10] ?? ''}${i}` }))),
  PRD,
);

export const roomy: GenerationLimits = { promptTokens: 16_000, answerTokens: 4000, questions: 20 };
export const tight: GenerationLimits = { promptTokens: 3000, answerTokens: 1000, questions: 3 };

/** A strategy's plain candidate of a context, judged. */
export function plainCandidate(strategy: Strategy, context = clinic): { candidate: Candidate; evaluation: Evaluation } {
  const candidate = decompose(strategy, context, { seed: 1, pull: 0 });
  return { candidate, evaluation: evaluate(candidate, context) };
}
