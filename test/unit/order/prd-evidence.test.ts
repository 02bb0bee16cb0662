import assert from 'node:assert/strict';
import { contextOf, crudContract } from '../planning-context.js';

const CONTRACT = crudContract([
  { name: 'Hotel' },
  { name: 'Room' },
  { name: 'Guest' },
  { name: 'Booking' },
  { name: 'RoomType' },
  { name: 'Company' },
]);

function ordered(sentence: string): string[] {
  const { edges } = contextOf(CONTRACT, `- FR-1 ${sentence}\n`).order;
  return edges
    .filter(({ reason }) => reason.includes('R-FR-1 says'))
    .filter(({ before, after }) => before.startsWith('entity:') && after.startsWith('entity:'))
    .map(({ before, after }) => `${before.slice(7)} > ${after.slice(7)}`);
}

describe('sentences of the PRD', () => {
  for (const [sentence, expected] of [
    ['A booking belongs to a guest.', 'Guest > Booking'],
    ['A booking has dates and always belongs to one guest.', 'Guest > Booking'],
    ['Every booking is attached to a guest.', 'Guest > Booking'],
    ['Bookings are made for a guest.', 'Guest > Booking'],
    ['A booking concerns one guest.', 'Guest > Booking'],
    ['A booking cannot exist without a guest.', 'Guest > Booking'],
    ['There is no booking without a guest.', 'Guest > Booking'],
    ['Deleting a hotel removes its rooms.', 'Hotel > Room'],
    ['When a hotel is deleted, its rooms are removed as well.', 'Hotel > Room'],
    ['We count bookings per guest.', 'Guest > Booking'],
  ] as const) {
    it(`order: ${sentence}`, () => assert.deepEqual(ordered(sentence), [expected]));
  }

  for (const sentence of [
    'A booking does not belong to a guest.',
    'A hotel has rooms.',
    'Guests see hotels and rooms.',
    'The limits say how many bookings per guest there may be.',
    'A room with a room type is shown first.',
  ]) {
    it(`leave open: ${sentence}`, () => assert.deepEqual(ordered(sentence), []));
  }

  for (const sentence of [
    'Everything belongs to a company.',
    'All of this is kept per company.',
    'Everybody works inside a company.',
    'All data is stored per company.',
  ]) {
    it(`name what everything lives in: ${sentence}`, () => {
      const found = ordered(sentence);
      assert.ok(found.includes('Company > Hotel') && found.includes('Company > Guest'), found.join());
    });
  }

  it('tell parts where the contract agrees: made below the whole, or nowhere', () => {
    const nested = crudContract([{ name: 'Hotel' }, { name: 'Guest' }, { name: 'Room', under: 'Hotel' }]);
    const { edges } = contextOf(nested, '- FR-1 A hotel has rooms. A guest has rooms.\n').order;
    const told = edges.filter(({ reason }) => reason.includes('says')).map(({ before }) => before);
    assert.deepEqual(told, ['entity:Hotel']);
  });

  it('take no classification for a part', () => {
    const identified = { type: 'object', properties: { id: { type: 'string' }, label: { type: 'string' } } };
    const contract = crudContract([{ name: 'Hotel' }], { schemas: { HotelType: identified, HotelFloor: identified } });
    const { edges } = contextOf(contract, '- FR-1 A hotel has hotel types. A hotel has floors.\n').order;
    const told = edges.filter(({ reason }) => reason.includes('says')).map(({ after }) => after);
    assert.deepEqual(told, ['entity:HotelFloor']);
  });

  it('may name a thing by the end of its name where only one ends so', () => {
    const contract = crudContract([{ name: 'WorkPool' }, { name: 'WorkQueue' }]);
    const { edges } = contextOf(contract, '- FR-1 A queue belongs to one pool.\n').order;
    assert.ok(edges.some((edge) => edge.before === 'entity:WorkPool' && edge.after === 'entity:WorkQueue'));
  });
});
