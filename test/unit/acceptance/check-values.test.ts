import assert from 'node:assert/strict';

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';

import { valueOfPattern } from '../../../planning/acceptance/arazzo/pattern-value.js';
import { valueOfSchema } from '../../../planning/acceptance/arazzo/value-of-schema.js';
import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';

const ajv = new Ajv2020({ strict: false });
(addFormats as unknown as (to: Ajv2020) => void)(ajv);
ajv.addFormat('password', true);

function valueOf(
  schema: JsonValue,
  name = 'thing',
  change: { update?: boolean; ordinal?: number; day?: number } = {},
): JsonValue {
  return valueOfSchema(schema, name, { root: {}, ordinal: 7, day: 0, update: false, ...change });
}

/** As it is sent in a run with the longest number. */
function sent(value: JsonValue): JsonValue {
  const text = JSON.stringify(value).replaceAll('{$inputs.runId}', 'run12345').replaceAll('{$inputs.runShort}', '42');
  return JSON.parse(text) as JsonValue;
}

const text = fc
  .record(
    {
      type: fc.constant('string'),
      minLength: fc.nat(30),
      maxLength: fc.integer({ min: 30, max: 90 }),
      format: fc.constantFrom('email', 'date', 'date-time', 'uuid', 'password'),
    },
    { requiredKeys: ['type'] },
  )
  .map(({ minLength, maxLength, format, type }): JsonObject => {
    // Formats have their own length.
    if (format !== undefined && format !== 'password') return { type, format };
    return {
      type,
      ...(format === undefined ? {} : { format }),
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
    };
  });
const number = fc
  .record({
    type: fc.constantFrom('integer', 'number'),
    minimum: fc.integer({ min: -50, max: 50 }),
    span: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ type, minimum, span }): JsonObject => ({ type, minimum, maximum: minimum + span }));
const plain = fc.oneof(
  text,
  number,
  fc.constant<JsonObject>({ type: 'boolean' }),
  fc.constant<JsonObject>({ enum: ['a', 'b', 'c'] }),
);
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    plain,
    fc.record({ items: tie('schema'), minItems: fc.nat(3) }).map((one): JsonObject => ({ type: 'array', ...one })),
    fc
      .tuple(fc.dictionary(fc.constantFrom('name', 'email', 'ownerId', 'note', 'due'), tie('schema')), fc.boolean())
      .map(([properties, all]): JsonObject => ({
        type: 'object',
        properties,
        required: all ? Object.keys(properties) : [],
      })),
    fc.tuple(tie('schema'), tie('schema')).map(([a, b]): JsonObject => ({ oneOf: [{ type: 'null' }, a, b] })),
  ),
}));

describe('values of checks', () => {
  it('fit their schemas, whatever the run is called', () => {
    fc.assert(
      fc.property(schema, fc.constantFrom('name', 'slug', 'email', 'note'), fc.boolean(), (any, name, update) => {
        const value = sent(valueOf(any, name, { update }));
        // Of several alternatives more than one may fit: that one was meant is all that is asked.
        const valid = ajv.compile(JSON.parse(JSON.stringify(any).replaceAll('oneOf', 'anyOf')) as JsonObject);
        assert.ok(valid(value), `${JSON.stringify(value)} for ${JSON.stringify(any)}: ${ajv.errorsText(valid.errors)}`);
      }),
    );
  });

  it('are the same for the same schema, and differ between runs and ordinals where they are likely to be unique', () => {
    const account = {
      type: 'object',
      required: ['email', 'username'],
      properties: { email: { type: 'string' }, username: { type: 'string' } },
    };
    assert.deepEqual(valueOf(account), valueOf(account));
    const [one, other] = [
      valueOf(account, 'body', { ordinal: 1 }),
      valueOf(account, 'body', { ordinal: 2 }),
    ] as JsonObject[];
    for (const name of ['email', 'username']) {
      assert.notEqual(one?.[name], other?.[name]);
      assert.match(JSON.stringify(one?.[name]), /\{\$inputs\.runId\}/);
    }
  });

  it('are what the contract gives: constant, example, default, then the first of an enumeration', () => {
    assert.equal(valueOf({ const: 'x', example: 'y' }), 'x');
    assert.equal(valueOf({ type: 'string', examples: ['y'], default: 'z' }), 'y');
    assert.equal(valueOf({ type: 'integer', default: 5 }), 5);
    assert.equal(valueOf({ type: 'string', enum: ['a', 'b'] }), 'a');
    assert.equal(valueOf({ type: 'integer', example: 'five' }), 1, 'an example of another type is none');
  });

  it('take no example that would be read as a runtime expression', () => {
    for (const example of ['{$inputs.token}', '$response.body', 'costs {amount}']) {
      assert.equal(valueOf({ type: 'string', example }), 'thing');
    }
  });

  it('change something in an update: the second of an enumeration, another text, another number', () => {
    const properties = { state: { enum: ['open', 'closed'] }, note: { type: 'string' }, places: { type: 'integer' } };
    const body = { type: 'object', required: Object.keys(properties), properties };
    const made = valueOf(body) as JsonObject;
    const changed = valueOf(body, 'body', { update: true }) as JsonObject;
    for (const name of Object.keys(properties)) assert.notEqual(changed[name], made[name], name);
  });

  it('hold what is required and what the contract vouches for, and nothing read-only', () => {
    const properties = {
      id: { type: 'string', readOnly: true },
      name: { type: 'string' },
      colour: { type: 'string', default: 'red' },
      ownerId: { type: 'string' },
      note: { type: 'string' },
    };
    assert.deepEqual(Object.keys(valueOf({ type: 'object', required: ['id', 'name'], properties }) as JsonObject), [
      'name',
      'colour',
    ]);
    assert.deepEqual(
      Object.keys(valueOf({ type: 'object', properties: { ownerId: {}, note: properties.note } }) as JsonObject),
      ['note'],
    );
  });

  it('have later dates for later calls and for what ends a period', () => {
    const date = { type: 'string', format: 'date' };
    const [from, to, later] = [
      valueOf(date, 'from'),
      valueOf(date, 'to'),
      valueOf(date, 'from', { day: 3 }),
    ] as string[];
    assert.ok(from !== undefined && to !== undefined && later !== undefined && from < to && to < later);
  });

  it('stay small where every schema holds the next one many times', () => {
    const schemas: Record<string, object> = {};
    for (let n = 0; n < 30; n += 1) {
      const next = { $ref: `#/components/schemas/S${n + 1}` };
      const names = ['a', 'b', 'c', 'd', 'e'];
      const properties = Object.fromEntries(names.map((name) => [name, next]));
      schemas[`S${n}`] = { type: 'object', required: names, properties, allOf: [next, next, next, next] };
    }
    const root = { components: { schemas } } as unknown as JsonObject;
    const context = { root, ordinal: 1, day: 0, update: false };
    const begin = performance.now();
    const value = valueOfSchema({ $ref: '#/components/schemas/S0' }, 'bomb', context);
    assert.ok(JSON.stringify(value).length < 100_000);
    assert.ok(performance.now() - begin < 5000);
  });

  it('end on schemas that hold themselves', () => {
    const root = {
      components: {
        schemas: {
          Node: { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Node' } } },
        },
      },
    };
    const context = { root: root as unknown as JsonObject, ordinal: 1, day: 0, update: false };
    assert.equal(typeof valueOfSchema({ $ref: '#/components/schemas/Node' }, 'node', context), 'object');
  });
});

describe('valueOfPattern', () => {
  for (const pattern of [
    '^CS-\\d{5}$',
    '^[A-Z]{3}$',
    '^\\d{4}-(0[1-9]|1[0-2])$',
    '^([01]\\d|2[0-3]):[0-5]\\d$',
    '^(?:red|blue)[-_]?x+$',
    '[a-f0-9]{8}',
    '^[\\w.-]+@[a-z]+\\.com$',
  ]) {
    it(`fits ${pattern}`, () => {
      const value = valueOfPattern(pattern, '');
      assert.ok(value !== null && new RegExp(pattern).test(value), String(value));
    });
  }

  it('puts digits that differ last and an expression first where any digit fits', () => {
    assert.equal(valueOfPattern('^CS-\\d{5}$', '042', { text: '{x}', places: 2 }), 'CS-{x}042');
    assert.equal(valueOfPattern('^CS-\\d{3}$', '042', { text: '{x}', places: 2 }), 'CS-042', 'no room for both');
  });

  it('gives up on what it does not know, and on what would be too long', () => {
    for (const pattern of ['(?=a)b', '\\p{L}+', 'a{5000}', '((((((((((a))))))))))', '[', '(']) {
      assert.equal(valueOfPattern(pattern, ''), null, pattern);
    }
  });
});
