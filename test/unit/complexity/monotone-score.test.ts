import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scoreComplexity } from '../../../planning/complexity/score-complexity.js';
import type { ComplexitySettings } from '../../../planning/complexity/score-complexity.js';
import {
  after,
  analysis,
  context,
  entity,
  model,
  operation,
  property,
  requirement,
  response,
  task,
} from './sample-plan.js';

const SETTINGS: ComplexitySettings = { weights: {}, threshold: 5, targetTaskMinutes: 60 };
const unit = fc.double({ min: 0, max: 1, noNaN: true });

interface Plan {
  fanIn: number;
  fanOut: number;
  /** Each with an error answer and a known body, or not. */
  operations: boolean[];
  extra: boolean;
  parameters: number;
  entities: number;
  clauses: string[];
  clause: string;
  tokens: number;
  answered: number;
  similarity: number;
}

const clauseText = fc.constantFrom(
  'A member adds a pet with a name.',
  'The list should be fast and user-friendly, etc.',
  'TBD: which order?',
  'Payments go through Stripe over SOAP.',
  'GET /nowhere answers with the pet.',
);
const plans: fc.Arbitrary<Plan> = fc.record({
  fanIn: fc.nat(6),
  fanOut: fc.nat(6),
  operations: fc.array(fc.boolean(), { maxLength: 6 }),
  extra: fc.boolean(),
  parameters: fc.nat(12),
  entities: fc.nat(6),
  clauses: fc.array(clauseText, { minLength: 1, maxLength: 4 }),
  clause: clauseText,
  tokens: fc.nat(5000),
  answered: unit,
  similarity: unit,
});

function vaguer(clauses: readonly string[]): string[] {
  return clauses.map((text, i) => (i === 0 ? `${text} appropriate` : text));
}

/** The score of one task among others, all of it made from a few numbers. */
function scoreOf(plan: Plan): { score: number; recommendedSubtasks: number } {
  const operations = plan.operations.map((clear, i) =>
    operation(`POST /things${i}`, {
      effect: 'create',
      parameters: Array.from({ length: i === 0 ? plan.parameters : 1 }, (_, n) => ({
        name: `p${n}`,
        in: 'query' as const,
        required: false,
        type: 'string',
        description: '',
      })),
      responses: clear
        ? [response('201', { entities: ['E0'] }), response('422')]
        : [response('200', { mediaTypes: ['application/json'] })],
    }),
  );
  const entities = Array.from({ length: plan.entities }, (_, i) => entity(`E${i}`, { properties: [property('name')] }));
  const requirements = plan.clauses.map((text, i) => requirement(`R-${i}`, text));
  const before = Array.from({ length: plan.fanIn }, (_, i) => task(`schema.before${i}`));
  const own = task('operation.x', {
    covers: ['auth', ...entities.map(({ id }) => `entity:${id}`), ...operations.map(({ id }) => `op:${id}`)],
    requirements: requirements.map(({ id }) => id),
    deliverables: [{ path: 'src/x.ts', what: '' }],
    dependsOn: after(...before.map(({ key }) => key)),
  });
  const behind = Array.from({ length: plan.fanOut }, (_, i) => task(`test.behind${i}`, { dependsOn: after(own.key) }));
  const any = context({ model: model({ operations, entities }), analysis: analysis({ requirements }) });
  const ccs = scoreComplexity([own, ...before, ...behind], any, SETTINGS, {
    memory: { similarities: new Map([[own.key, [plan.similarity]]]), cardDistances: [0.1, 0.3, 0.5, 0.7, 0.9] },
    answered: new Map([[own.key, plan.answered]]),
    payloads: new Map([[own.key, { fullTokens: plan.tokens, limit: 1000 }]]),
  }).get(own.key);
  return ccs ?? assert.fail('not scored');
}

describe('the complexity score of a task', () => {
  it('never falls, nor does the number of pieces, when any one input rises', () => {
    const raises: Record<string, (plan: Plan) => Plan> = {
      'waits for one more': (plan) => ({ ...plan, fanIn: plan.fanIn + 1 }),
      'one more waits for it': (plan) => ({ ...plan, fanOut: plan.fanOut + 1 }),
      'makes one more operation': (plan) => ({ ...plan, operations: [...plan.operations, plan.extra] }),
      'an operation takes a parameter more': (plan) => ({ ...plan, parameters: plan.parameters + 1 }),
      'makes one more entity': (plan) => ({ ...plan, entities: plan.entities + 1 }),
      'one clause more': (plan) => ({ ...plan, clauses: [...plan.clauses, plan.clause] }),
      'a vague word more in a clause': (plan) => ({ ...plan, clauses: vaguer(plan.clauses) }),
      'a foreign service more in a clause': (plan) => ({
        ...plan,
        clauses: plan.clauses.map((text, i) => (i === 0 ? `${text} Through Twilio.` : text)),
      }),
      'a longer payload': (plan) => ({ ...plan, tokens: plan.tokens + 700 }),
      'less answered': (plan) => ({ ...plan, answered: plan.answered / 2 }),
      'less like what is known': (plan) => ({ ...plan, similarity: plan.similarity / 2 }),
    };
    fc.assert(
      fc.property(plans, fc.constantFrom(...Object.keys(raises)), (plan, name) => {
        const less = scoreOf(plan);
        const more = scoreOf((raises[name] as (plan: Plan) => Plan)(plan));
        assert.ok(more.score >= less.score, `${name}: ${less.score} to ${more.score}`);
        assert.ok(more.recommendedSubtasks >= less.recommendedSubtasks, name);
      }),
      { numRuns: 400 },
    );
  });
});
