import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strongComponents } from '../../../planning/dag/strong-components.js';
import type { ElementEdge, OrderEvidence } from '../../../planning/order/order-evidence.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const orderOf = (contract: string | object, prd = '- Things are kept.'): OrderEvidence =>
  contextOf(contract, prd).order;
const find = (order: OrderEvidence, before: string, after: string): ElementEdge | undefined =>
  order.edges.find((edge) => edge.before === before && edge.after === after);
const between = (order: OrderEvidence, before: string, after: string): boolean =>
  find(order, `entity:${before}`, `entity:${after}`) !== undefined;
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const many = (name: string): object => ({ type: 'array', items: ref(name) });

describe('inferOrder between entities', () => {
  it('puts what a required id names first, hard, and what a nullable id names first, soft', () => {
    const order = orderOf(
      crudContract([
        { name: 'Owner' },
        { name: 'Vet' },
        { name: 'Pet', needs: ['Owner'] },
        { name: 'Visit', mayNeed: ['Vet'] },
      ]),
    );
    assert.equal(find(order, 'entity:Owner', 'entity:Pet')?.hard, true);
    const soft = find(order, 'entity:Vet', 'entity:Visit');
    assert.match(soft?.reason ?? '', /vetId/);
    assert.ok((soft?.confidence ?? 1) < (find(order, 'entity:Owner', 'entity:Pet')?.confidence ?? 0));
  });

  it('reads a list the other way round: the owner of the list comes first', () => {
    const order = orderOf(
      crudContract([
        { name: 'Owner', properties: { pets: many('Pet') } },
        { name: 'Pet', needs: ['Owner'] },
      ]),
    );
    assert.ok(between(order, 'Owner', 'Pet'));
    assert.ok(!between(order, 'Pet', 'Owner'));
  });

  it('puts a parent in the path first', () => {
    const order = orderOf(crudContract([{ name: 'Shelf' }, { name: 'Book', under: 'Shelf' }]));
    assert.equal(find(order, 'entity:Shelf', 'entity:Book')?.hard, true);
  });

  it('takes a pointer to one of its own parts for no dependency', () => {
    const order = orderOf(
      crudContract([
        { name: 'Product', properties: { default_variant_id: { type: 'string' }, variants: many('Variant') } },
        { name: 'Variant', needs: ['Product'] },
      ]),
    );
    assert.ok(between(order, 'Product', 'Variant'));
    assert.ok(!between(order, 'Variant', 'Product'));
  });

  it('makes no dependency of an id whose type another property tells', () => {
    const order = orderOf(
      crudContract([
        { name: 'Subject' },
        { name: 'Note', properties: { main_subject_id: { type: 'string' }, main_subject_type: { type: 'string' } } },
      ]),
    );
    assert.ok(!between(order, 'Subject', 'Note'));
  });

  it('knows a part by its name, and a classification too', () => {
    const order = orderOf(
      crudContract([{ name: 'Invoice' }, { name: 'InvoiceLine' }, { name: 'Room' }, { name: 'RoomType' }]),
    );
    assert.ok(between(order, 'Invoice', 'InvoiceLine'));
    assert.ok(between(order, 'RoomType', 'Room'));
  });

  it('reads what the PRD says belongs to what, and to what everything belongs', () => {
    const contract = crudContract([{ name: 'Ward' }, { name: 'Nurse' }, { name: 'Clinic' }]);
    const order = orderOf(
      contract,
      '- FR-1 A nurse always belongs to one ward.\n- FR-2 Everything belongs to a clinic.\n',
    );
    assert.match(find(order, 'entity:Ward', 'entity:Nurse')?.reason ?? '', /R-FR-1/);
    assert.ok(between(order, 'Clinic', 'Ward'));
    assert.ok(!between(orderOf(contract), 'Clinic', 'Ward'));
  });
});

describe('inferOrder between operations', () => {
  const order = orderOf(
    crudContract([
      { name: 'Owner' },
      { name: 'Pet', needs: ['Owner'], acts: ['publish', 'unpublish'] },
      { name: 'Visit', under: 'Pet' },
    ]),
  );

  it('makes a thing before reading, changing and deleting it', () => {
    assert.equal(find(order, 'op:POST /pets', 'op:PUT /pets/{id}')?.hard, true);
    assert.equal(find(order, 'op:POST /pets', 'op:DELETE /pets/{id}')?.hard, true);
    assert.equal(find(order, 'op:POST /pets', 'op:GET /pets')?.hard, false);
  });

  it('makes a parent before what lies under its path, and what a form must name before the form', () => {
    assert.ok(find(order, 'op:POST /pets', 'op:POST /pets/{petId}/visits')?.hard);
    assert.ok(find(order, 'op:POST /owners', 'op:POST /pets')?.hard);
  });

  it('does before it undoes', () => {
    assert.ok(find(order, 'op:POST /pets/{id}/publish', 'op:POST /pets/{id}/unpublish'));
    assert.ok(!find(order, 'op:POST /pets/{id}/unpublish', 'op:POST /pets/{id}/publish'));
  });

  it('needs an entity before the operations on it', () => {
    for (const id of ['GET /pets', 'POST /pets', 'DELETE /pets/{id}'])
      assert.ok(find(order, 'entity:Pet', `op:${id}`)?.hard, id);
  });
});

const SDL = `type Query {
  member(id: ID!): Member
  posts: [Post!]!
  feed: [Post!]!
}
type Mutation {
  signUp(name: String!, password: String!): Member
  signIn(name: String!, password: String!): String
  createPost(title: String!): Post
  deletePost(id: ID!): Post
  followMember(id: ID!): Member
}
type Member {
  id: ID!
  name: String!
}
type Post {
  id: ID!
  title: String!
  author: Member!
}
`;

describe('inferOrder on access', () => {
  it('takes the contract by its word where it declares security', () => {
    const order = orderOf(crudContract([{ name: 'Secret', guarded: true }, { name: 'Notice' }]));
    assert.deepEqual(
      order.authenticated.filter((id) => !id.includes('secret')),
      [],
    );
    assert.equal(order.authenticated.length, 5);
    assert.equal(find(order, 'auth', 'op:GET /secrets')?.hard, true);
  });

  it('reads access rules from the PRD where the contract is silent', () => {
    const order = orderOf(
      SDL,
      '- FR-1 `signUp` makes an account; `signIn` gives a token.\n- FR-2 `posts` is open to all. `feed` needs a token and shows posts of followed members.\n- FR-3 `createPost` needs a token and adds to `posts`.\n- FR-4 `deletePost` and `followMember` change things. Both need a token.\n',
    );
    assert.deepEqual(order.signIn, ['Mutation.signIn', 'Mutation.signUp']);
    assert.deepEqual(order.authenticated, [
      'Mutation.createPost',
      'Mutation.deletePost',
      'Mutation.followMember',
      'Query.feed',
    ]);
    assert.ok(find(order, 'op:Mutation.signUp', 'op:Mutation.signIn'));
    assert.ok(find(order, 'op:Mutation.followMember', 'op:Query.feed'));
  });

  it('asks for no sign-in where nobody speaks of it', () => {
    const order = orderOf(SDL.replace(/ {2}sign.*\n/g, ''), '- Posts are kept.');
    assert.deepEqual([order.signIn, order.authenticated], [[], []]);
    assert.ok(!order.edges.some((edge) => edge.before === 'auth'));
  });
});

describe('inferOrder', () => {
  it('gives hard edges without a cycle, sorted, once each, with a reason and a belief, on any contract', () => {
    fc.assert(
      fc.property(thingsArbitrary, (things) => {
        const { edges } = orderOf(crudContract(things));
        const slots = edges.map((edge) => `${edge.before}\n${edge.after}\n${edge.type}`);
        assert.deepEqual(
          slots,
          [...new Set(slots)].sort((a, b) => (a < b ? -1 : 1)),
        );
        for (const edge of edges) {
          assert.ok(edge.confidence > 0 && edge.confidence <= 1);
          assert.ok(edge.reason.length > 0 && edge.before !== edge.after);
        }
        const numbers = new Map(
          [...new Set(edges.flatMap((edge) => [edge.before, edge.after]))].map((one, i) => [one, i]),
        );
        const successors = [...numbers.keys()].map((from) =>
          edges.filter((edge) => edge.hard && edge.before === from).map((edge) => numbers.get(edge.after) as number),
        );
        assert.equal(new Set(strongComponents(successors)).size, successors.length);
      }),
      { numRuns: 15 },
    );
  });

  it('is the same for contracts that only list their parts in another order', () => {
    const things = [{ name: 'Owner' }, { name: 'Pet', needs: ['Owner'] }, { name: 'Visit', under: 'Pet' }];
    assert.deepEqual(orderOf(crudContract([...things].reverse())), orderOf(crudContract(things)));
  });

  it('handles names that objects inherit', () => {
    const order = orderOf(crudContract([{ name: 'constructor' }, { name: 'toString', needs: ['constructor'] }]));
    assert.ok(between(order, 'constructor', 'toString'));
  });
});
