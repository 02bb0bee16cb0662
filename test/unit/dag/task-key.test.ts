import assert from 'node:assert/strict';
import fc from 'fast-check';
import { taskIdOf } from '../../../planning/dag/task-id.js';
import { makeTaskKey, makeTaskKeys } from '../../../planning/dag/task-key.js';
import type { KeySource } from '../../../planning/dag/task-key.js';

const source = fc.record({
  kind: fc.constantFrom('schema' as const, 'operation' as const, 'test' as const),
  name: fc.oneof(fc.constantFrom('Pet', 'pet', 'PET', 'Pet ', '犬', ''), fc.string({ maxLength: 90 })),
  anchors: fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
});
const sources = fc.uniqueArray(source, {
  maxLength: 30,
  selector: ({ kind, anchors }) => JSON.stringify([kind, [...new Set(anchors)].sort()]),
});

describe('task keys', () => {
  it('are well-formed and unique whatever the names are', () => {
    fc.assert(
      fc.property(sources, (some) => {
        const keys = makeTaskKeys(some);
        assert.equal(new Set(keys).size, some.length);
        keys.forEach((key, i) => assert.match(key, new RegExp(`^${some[i]?.kind ?? ''}\\.[a-z0-9-]{1,60}$`)));
      }),
    );
  });

  it('stay the same when tasks or their anchors come in another order', () => {
    fc.assert(
      fc.property(sources, (some) => {
        const keys = makeTaskKeys(some);
        const turned = [...some].reverse().map((one) => ({ ...one, anchors: [...one.anchors].reverse() }));
        assert.deepEqual(makeTaskKeys(turned).reverse(), keys);
      }),
    );
  });

  it('are plain where they can be, and carry a hash of the anchors where names collide or are cut', () => {
    const pet: KeySource = { kind: 'operation', name: 'GET /pets/{petId}', anchors: ['op:GET /pets/{petId}'] };
    assert.equal(makeTaskKey(pet), 'operation.get-pets-pet-id');
    const [one, two] = makeTaskKeys([pet, { ...pet, name: 'get pets pet id', anchors: ['op:other'] }]);
    assert.match(one as string, /^operation\.get-pets-pet-id-[0-9a-f]{6}$/);
    assert.notEqual(one, two);
    assert.match(makeTaskKey({ ...pet, name: 'x'.repeat(80) }), /^operation\.x{53}-[0-9a-f]{6}$/);
  });

  it('are unique among thousands of tasks of one name', () => {
    const many = Array.from({ length: 12_000 }, (_, i): KeySource => ({
      kind: 'schema',
      name: 'shared types',
      anchors: [`entity:C${i}`],
    }));
    const keys = makeTaskKeys(many);
    assert.equal(new Set(keys).size, many.length);
    assert.ok(keys.every((key) => /^schema\.[a-z0-9-]{1,60}$/.test(key)));
  });

  it('give the same id in every revision of a plan, and another in another plan', () => {
    const id = taskIdOf('pln_a', 'schema.pet');
    assert.match(id, /^tsk_[a-z2-7]{26}$/);
    assert.equal(taskIdOf('pln_a', 'schema.pet'), id);
    assert.notEqual(taskIdOf('pln_b', 'schema.pet'), id);
    assert.notEqual(taskIdOf('pln_a', 'schema.pets'), id);
  });
});
