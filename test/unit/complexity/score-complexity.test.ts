import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Component } from '../../../planning/complexity/component.js';
import { CCS_COMPONENTS, complexityWeights } from '../../../planning/complexity/complexity-settings.js';
import { combineComponents, scoreComplexity } from '../../../planning/complexity/score-complexity.js';
import type { ComplexitySettings } from '../../../planning/complexity/score-complexity.js';
import type { CcsComponents } from '../../../planning/dag/plan-task.js';
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
const components = fc.record({
  dependencyLoad: unit,
  surfaceArea: unit,
  novelty: unit,
  ambiguity: unit,
  researchFriction: unit,
});
const anyWeight = fc.oneof(
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.constantFrom(0, -1, NaN, Infinity, Number.MAX_VALUE, Number.MIN_VALUE),
);
const weights = fc
  .record(Object.fromEntries(CCS_COMPONENTS.map((name) => [name, anyWeight])), { requiredKeys: [] })
  .map((chosen) => complexityWeights(chosen));

function combine(values: CcsComponents, chosen: CcsComponents): ReturnType<typeof combineComponents> {
  const wrap = (name: keyof CcsComponents): Component => ({ value: values[name], evidence: [] });
  const wrapped = {
    dependencyLoad: wrap('dependencyLoad'),
    surfaceArea: wrap('surfaceArea'),
    novelty: wrap('novelty'),
    ambiguity: wrap('ambiguity'),
    researchFriction: wrap('researchFriction'),
  };
  return combineComponents(wrapped, chosen);
}

describe('combineComponents', () => {
  it('gives a score in [0,1] that is the sum of its contributions as emitted', () => {
    fc.assert(
      fc.property(components, weights, (values, chosen) => {
        const { score, score10, contributions } = combine(values, chosen);
        assert.ok(score >= 0 && score <= 1);
        const sum = Object.values(contributions).reduce((total, part) => total + Math.round(part * 1e6), 0);
        assert.equal(sum / 1e6, score);
        assert.deepEqual(Object.keys(contributions), [...CCS_COMPONENTS, 'peak']);
        assert.ok(Math.abs(score10 - (1 + 9 * score)) < 1e-9);
      }),
    );
  });

  it('never falls when a component rises', () => {
    fc.assert(
      fc.property(components, weights, fc.constantFrom(...CCS_COMPONENTS), unit, (values, chosen, name, to) => {
        const raised = { ...values, [name]: Math.max(values[name], to) };
        assert.ok(combine(raised, chosen).score >= combine(values, chosen).score);
      }),
    );
  });

  it('is 1 at most, however the contributions are rounded', () => {
    const all = { dependencyLoad: 1, surfaceArea: 1, novelty: 1, ambiguity: 1, researchFriction: 1 };
    fc.assert(
      fc.property(weights, (chosen) => {
        const { score, contributions } = combine(all, chosen);
        const sum = Object.values(contributions).reduce((total, part) => total + Math.round(part * 1e6), 0);
        assert.ok(score <= 1 && score > 0.99999);
        assert.equal(sum / 1e6, score);
      }),
    );
  });

  it('cannot average one extreme away', () => {
    const calm = { dependencyLoad: 0, surfaceArea: 0, novelty: 0, ambiguity: 1, researchFriction: 0 };
    const { score, contributions } = combine(calm, complexityWeights({}));
    assert.equal(contributions['peak'], 0.2);
    assert.equal(score, 0.36);
  });
});

describe('complexityWeights', () => {
  it('sums to 1 whatever it is given', () => {
    fc.assert(
      fc.property(weights, (chosen) => {
        const sum = CCS_COMPONENTS.reduce((total, name) => total + chosen[name], 0);
        assert.ok(Math.abs(sum - 1) < 1e-9);
      }),
    );
  });

  it('puts the options of a plan over the settings over the defaults', () => {
    const chosen = complexityWeights({ novelty: 0, ambiguity: 0 }, { novelty: 3.4, surfaceArea: -1 });
    assert.ok(Math.abs(chosen.novelty - 0.85) < 1e-9);
    assert.equal(chosen.ambiguity, 0);
    assert.ok(Math.abs(chosen.surfaceArea - 0.0625) < 1e-9);
  });
});

const PETS = model({
  operations: [
    operation('GET /pets', { effect: 'list', outputEntities: ['Pet'] }),
    operation('POST /pets', {
      effect: 'create',
      inputEntities: ['Pet'],
      outputEntities: ['Pet'],
      responses: [response('201', { entities: ['Pet'] }), response('422')],
      requestBody: {
        required: true,
        mediaTypes: [],
        entities: ['Pet'],
        properties: [property('name'), property('tag')],
      },
    }),
    operation('GET /silent', { responses: [response('200', { mediaTypes: ['application/json'] })] }),
  ],
  entities: [entity('Pet', { properties: ['id', 'name', 'tag', 'born'].map((name) => property(name)) })],
  securitySchemes: [{ name: 'oidc', type: 'openIdConnect', detail: '' }],
});
const CLAUSES = [
  requirement('R-1', 'A member adds a pet with a name.'),
  requirement('R-2', 'The list should be fast and user-friendly, etc. TBD: sorting?'),
  requirement('R-3', 'Payments go through Stripe over SOAP and must meet PCI DSS.'),
  requirement('R-4', 'GET /nowhere/{id} answers with the pet; GET /pets lists them.'),
];
const PLAN = context({ model: PETS, analysis: analysis({ requirements: CLAUSES }) });

describe('scoreComplexity', () => {
  it('scores what is vague, unresolved, foreign or central higher, and says why', () => {
    const tasks = [
      task('schema.pet', { covers: ['entity:Pet'] }),
      task('operation.add', { covers: ['op:POST /pets'], requirements: ['R-1'], dependsOn: after('schema.pet') }),
      task('operation.list', { covers: ['op:GET /pets'], requirements: ['R-2'], dependsOn: after('schema.pet') }),
      task('integration.pay', { covers: ['op:GET /pets'], requirements: ['R-3'] }),
      task('operation.odd', { covers: ['op:GET /silent'], requirements: ['R-4'] }),
      task('auth.auth', { covers: ['auth'] }),
    ];
    const scores = scoreComplexity(tasks, PLAN, SETTINGS);
    const of = (key: string): NonNullable<ReturnType<typeof scores.get>> => scores.get(key) ?? assert.fail(key);
    assert.ok(of('operation.list').components.ambiguity > of('operation.add').components.ambiguity + 0.3);
    assert.match(of('operation.list').evidence['ambiguity']?.join() ?? '', /R-2: open question \("tbd", "\?"\)/);
    assert.match(of('operation.odd').evidence['ambiguity']?.join() ?? '', /refers to GET \/nowhere\/\{\}/);
    assert.doesNotMatch(of('operation.odd').evidence['ambiguity']?.join() ?? '', /refers to GET \/pets/);
    assert.match(of('operation.odd').evidence['ambiguity']?.join() ?? '', /declares no error answer.*unknown shape/);
    assert.ok(of('integration.pay').components.researchFriction > 0.6);
    assert.match(
      of('integration.pay').evidence['researchFriction']?.join() ?? '',
      /third-party.*"stripe".*"soap".*"pci dss"/s,
    );
    assert.equal(of('operation.add').components.researchFriction, 0);
    assert.equal(of('auth.auth').components.researchFriction, 0.2);
    assert.ok(of('operation.add').components.surfaceArea > of('operation.odd').components.surfaceArea);
    assert.ok(of('schema.pet').components.dependencyLoad > of('auth.auth').components.dependencyLoad);
  });

  it('never falls when a task waits for more, covers more or its clauses get vaguer', () => {
    const base = task('operation.x', { covers: ['op:GET /pets'], requirements: ['R-1'] });
    const others = ['a', 'b', 'c'].map((name) => task(`schema.${name}`));
    const score = (over: Partial<typeof base>): number =>
      scoreComplexity([{ ...base, ...over }, ...others], PLAN, SETTINGS).get(base.key)?.score ?? NaN;
    const least = score({});
    assert.ok(score({ dependsOn: after('schema.a') }) > least);
    assert.ok(score({ dependsOn: after('schema.a', 'schema.b') }) > score({ dependsOn: after('schema.a') }));
    assert.ok(score({ covers: ['op:GET /pets', 'op:POST /pets'] }) > least);
    assert.ok(score({ requirements: ['R-2'] }) > least);
    assert.ok(score({ requirements: ['R-3'] }) > least);
  });

  it('takes the prior for novelty without a memory, and moves from it as cards come in', () => {
    const tasks = [task('operation.x', { covers: ['op:GET /pets'] })];
    const noveltyWith = (similarities: number[], cardDistances: number[]): number =>
      scoreComplexity(tasks, PLAN, SETTINGS, {
        memory: { similarities: new Map([['operation.x', similarities]]), cardDistances },
      }).get('operation.x')?.components.novelty ?? NaN;
    assert.equal(scoreComplexity(tasks, PLAN, SETTINGS).get('operation.x')?.components.novelty, 0.6);
    assert.equal(noveltyWith([0.9], []), 0.6);
    const distances = [0.1, 0.2, 0.3, 0.4, 0.5];
    assert.equal(noveltyWith([1, 1, 1], distances), 0.3);
    assert.equal(noveltyWith([0, 0, 0], distances), 0.8);
    const similarity = fc.array(unit, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(similarity, fc.array(unit, { maxLength: 12 }), unit, (near, known, less) => {
        assert.ok(
          noveltyWith(
            near.map((s) => s * less),
            known,
          ) >= noveltyWith(near, known),
        );
      }),
    );
  });

  it('lowers friction by the share of answered questions', () => {
    const tasks = [task('integration.pay', { covers: ['op:GET /pets'], requirements: ['R-3'] })];
    const friction = (answered: number): number =>
      scoreComplexity(tasks, PLAN, SETTINGS, { answered: new Map([['integration.pay', answered]]) }).get(
        'integration.pay',
      )?.components.researchFriction ?? NaN;
    assert.ok(friction(0) > friction(0.5) && friction(0.5) > 0);
    assert.equal(friction(1), 0);
  });

  it('obeys the weights of the plan', () => {
    const tasks = [task('operation.list', { covers: ['op:GET /pets'], requirements: ['R-2'] })];
    const only = {
      ...PLAN,
      options: { weights: { complexity: { dependencyLoad: 0, surfaceArea: 0, novelty: 0, researchFriction: 0 } } },
    };
    const { contributions } = scoreComplexity(tasks, only, SETTINGS).get('operation.list') ?? assert.fail();
    assert.deepEqual(
      CCS_COMPONENTS.filter((name) => (contributions[name] ?? 0) > 0),
      ['ambiguity'],
    );
  });

  it('stands a cycle, unknown dependencies and hostile keys', () => {
    const tasks = [
      task('operation.__proto__', { dependsOn: after('operation.constructor', 'nowhere') }),
      task('operation.constructor', { dependsOn: after('operation.__proto__') }),
    ];
    const scores = scoreComplexity(tasks, PLAN, SETTINGS);
    assert.equal(scores.size, 2);
    for (const { score } of scores.values()) assert.ok(score > 0 && score < 1);
  });
});
