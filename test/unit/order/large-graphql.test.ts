import assert from 'node:assert/strict';
import { contextOf } from '../planning-context.js';
import { TOURS_SDL } from './tours-sdl.js';

const { model, order } = contextOf(TOURS_SDL, '- Tours are sold.');
const resource = (entity: string): string =>
  model.resources.find(({ entities }) => entities.includes(entity))?.name ?? '';
const about = (field: string): string | null =>
  model.operations.find(({ id }) => id === `Mutation.${field}`)?.resource ?? null;
const entities = (before: string, after: string): boolean =>
  order.edges.some((edge) => edge.before === `entity:${before}` && edge.after === `entity:${after}`);
const fields = (before: string, after: string): boolean =>
  order.edges.some((edge) => edge.before === `op:Mutation.${before}` && edge.after === `op:Mutation.${after}`);

describe('a GraphQL contract with verbs last and a payload per field', () => {
  it('has forms, payloads, connections and errors with their thing', () => {
    const forms =
      'TourCountableConnection TourCountableEdge TourCreate TourBulkCreate TourBulkResult TourTranslate TourError ' +
      'BulkTourError TourErrorCode TourWhereInput TourBulkCreateInput TourDepartureBulkCreateInput TranslationInput';
    for (const form of forms.split(' ')) assert.equal(resource(form), 'Tour', form);
  });

  it('takes a payload of two things for that whose words it shares, ends on or begins with', () => {
    assert.equal(resource('TourMediaCreate'), 'TourMedia');
    assert.equal(resource('TripLineDelete'), 'TripLine');
    assert.equal(resource('TripTransfer'), 'Transfer');
    assert.equal(resource('TripAddNote'), 'Trip');
    assert.equal(about('tripAddNote'), 'Trip');
  });

  it('keeps translations, listings and events apart and behind their thing', () => {
    for (const part of ['TourTranslation', 'TourTranslatableContent', 'TourSeasonListing', 'TourMedia'])
      assert.ok(entities('Tour', part) && !entities(part, 'Tour'), part);
    assert.ok(entities('Season', 'TourSeasonListing'));
    assert.ok(entities('Trip', 'TripEvent') && entities('Trip', 'TripLine') && entities('Trip', 'Deposit'));
  });

  it('takes what a form names by id for something that is there', () => {
    assert.ok(entities('Departure', 'TripLine') && entities('Guest', 'Trip'));
    assert.ok(!entities('Transfer', 'TripLine'));
    assert.ok(entities('Tag', 'Tour'), 'a list of ids');
    assert.ok(!entities('Guest', 'GuestGroup') && !entities('GuestGroup', 'Guest'), 'members of a set');
  });

  it('makes a thing by the fields that name it, one or many, and by no other', () => {
    assert.ok(fields('tourCreate', 'tourDelete') && fields('tourBulkCreate', 'tourDelete'));
    assert.ok(fields('departureCreate', 'departureSeatsCreate') && !fields('departureSeatsCreate', 'departureDelete'));
    assert.ok(fields('tripCreate', 'tripAddNote'));
  });
});

const CLUB_SDL = `
type Query { guest(id: ID!): Guest tariffs: [Tariff!]! club(id: ID!): Club }
type Mutation {
  createGuest(input: CreateGuestInput!): CreateGuestResult!
  createGuests(input: [CreateGuestInput!]!): [Guest!]!
  deleteGuest(id: ID!): Outcome!
  deleteTariff(id: ID!): Outcome!
  createTariff(name: String!): Tariff!
  createAddress(street: String, town: String, zip: String): Address!
  createTable(name: String!): Table!
  addGuestsToTable(tableId: ID!, guestIds: [ID!]!): Table!
  removeGuestsFromTable(tableId: ID!, guestIds: [ID!]!): Table!
  addRemarkToGuest(guestId: ID!, text: String!): Guest!
  updateGuestRemark(remarkId: ID!, text: String!): Outcome!
  addDishToBill(billId: ID!): Bill!
  removeBillLine(billLineId: ID!): Bill!
  refundBill(input: RefundBillInput!): RefundBillResult!
  settleRefund(id: ID!): Refund!
  login(name: String!): Outcome!
  logout: Outcome!
}
type Guest { id: ID! name: String! home: GuestAddress appliedTariff: Tariff! stays: StayList! }
type StayList { items: [Stay!]! }
type Stay { id: ID! nights: Int! }
type GuestAddress { street: String town: String zip: String }
type Address { id: ID! street: String town: String zip: String }
type Tariff { id: ID! name: String! }
type Table { id: ID! name: String! }
type Bill { id: ID! total: Int! marks: [Mark!]! }
type Mark { id: ID! total: Int! note: String }
type Dish { id: ID! name: String! }
input RefundBillInput { billId: ID! dishes: [DishInput!]! }
input DishInput { dishId: ID! count: Int! }
type Refund { id: ID! total: Int! }
type Club { id: ID! members: [Person!]! }
interface Person { id: ID! }
type Outcome { ok: Boolean! message: String }
interface Failure { message: String! }
type NameTaken implements Failure { message: String! }
type BillError { message: String! }
union CreateGuestResult = Guest | NameTaken | BillError
union RefundBillResult = Refund | BillError
input CreateGuestInput { name: String! }
`;

describe('a GraphQL contract that answers with outcomes and unions', () => {
  const club = contextOf(CLUB_SDL, '- Only signing in is open. Everything else needs a session.');
  const operation = (field: string): [string, string | null] => {
    const one = club.model.operations.find(({ id }) => id === `Mutation.${field}`);
    return [one?.effect ?? '', one?.resource ?? null];
  };
  const before = (first: string, then: string): boolean =>
    club.order.edges.some((edge) => edge.before === first && edge.after === then);
  const follows = (first: string, then: string): boolean => before(`op:Mutation.${first}`, `op:Mutation.${then}`);

  it('reads what a field is about from its name where the answer only says how it went', () => {
    assert.deepEqual(operation('deleteGuest'), ['delete', 'Guest']);
    assert.deepEqual(operation('deleteTariff'), ['delete', 'Tariff']);
  });

  it('takes the alternative that is no failure for what is answered', () => {
    assert.deepEqual(operation('createGuest'), ['create', 'Guest']);
    assert.deepEqual(operation('refundBill'), ['action', 'Refund']);
  });

  it('makes and deletes nothing by adding to and removing from', () => {
    assert.deepEqual(operation('addGuestsToTable'), ['action', 'Table']);
    assert.deepEqual(operation('removeGuestsFromTable'), ['action', 'Table']);
    assert.ok(follows('addGuestsToTable', 'removeGuestsFromTable'));
  });

  it('puts what makes something first, also where there is no type of that name', () => {
    assert.ok(follows('addRemarkToGuest', 'updateGuestRemark'));
    assert.ok(follows('addDishToBill', 'removeBillLine'));
    assert.ok(follows('refundBill', 'settleRefund'));
    assert.ok(follows('createGuests', 'deleteGuest'));
    assert.ok(follows('login', 'logout'));
  });

  it('orders no worked-out references, copies, or lists of an interface', () => {
    assert.ok(!before('entity:Tariff', 'entity:Guest'));
    assert.ok(!before('entity:Address', 'entity:Guest'));
    assert.ok(!before('entity:Club', 'entity:Person'));
    assert.ok(!before('entity:Refund', 'entity:Dish'), 'the form names dishes by their ids');
    assert.ok(before('entity:Guest', 'entity:Stay') && !before('entity:Stay', 'op:Mutation.createGuest'));
    assert.ok(before('entity:Bill', 'entity:Mark'));
  });

  it('asks for a session wherever everything else does', () => {
    assert.ok(club.order.authenticated.includes('Query.tariffs'));
  });
});
