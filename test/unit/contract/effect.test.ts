import assert from 'node:assert/strict';
import { fieldEffect, fieldNoun, isAct, restEffect } from '../../../planning/contract/effect.js';
import { nounKey, singular, wordsOf } from '../../../planning/contract/names.js';

const NOUNS = new Set(['room', 'booking', 'booking line', 'comment']);
const field = (name: string, ...answers: string[]): string =>
  fieldEffect('mutation', name, false, NOUNS, new Set(answers));
const post = (path: string, operationId = '', answersList: boolean | null = null): string =>
  restEffect({ method: 'POST', path, operationId, answersList, created: false });

describe('the effect of a GraphQL root field', () => {
  for (const [effect, names] of Object.entries({
    create:
      'createRoom roomCreate roomBulkCreate bulkCreateRooms createManyRooms insert_rooms_one bookingCreateFromOffer addComment bookingLinesAdd signUp',
    update: 'updateRoom roomUpdate setRoomPrice upsertOneRoom roomBulkUpdate',
    delete: 'deleteRoom roomDelete delete_rooms_by_pk bookingLineDelete',
    action: 'bookingCancel bookingAddComments addStar roomReorder login',
  })) {
    it(`is ${effect} wherever the verb stands`, () => {
      for (const name of names.split(' ')) assert.equal(field(name), effect, name);
    });
  }

  it('is on the noun beside the verb', () => {
    assert.equal(fieldNoun('roomBulkCreate'), 'room');
    assert.equal(fieldNoun('createBookingFromOffer'), 'booking');
    assert.equal(fieldNoun('rooms'), 'rooms');
  });
});

describe('the effect of a POST', () => {
  it('is a question where the path says so, with a list or one answer', () => {
    assert.equal(post('/rooms/filter'), 'list');
    assert.equal(post('/rooms/count'), 'read');
    assert.equal(post('/pools/{id}/get_due_runs', '', true), 'list');
  });

  it('is an act where the path ties things that are there', () => {
    assert.equal(post('/channels/{id}/add_rooms', 'add_rooms'), 'action');
    assert.equal(post('/rooms/add_to_channels'), 'action');
    assert.equal(post('/rooms/bulk_add_to_channels'), 'action');
    assert.equal(post('/room-to-channels', 'room_to_channels_create'), 'create');
    assert.equal(post('/rooms/{id}/set_state'), 'action');
  });

  it('creates things whose names begin with an act', () => {
    assert.equal(post('/block_types', 'create_block_type'), 'create');
    assert.equal(post('/return-reasons'), 'create');
    assert.ok(isAct('cancel-order') && !isAct('test_runs'));
  });
});

describe('names', () => {
  it('have one singular however the plural is made', () => {
    const pairs =
      'warehouses warehouse menus menu aliases alias shelves shelf caches cache analyses analysis quizzes quiz';
    const words = pairs.split(' ');
    for (let i = 0; i < words.length; i += 2) {
      assert.equal(singular(words[i] as string), words[i + 1]);
      assert.equal(singular(words[i + 1] as string), words[i + 1]);
    }
  });

  it('keep a plural abbreviation whole', () => {
    assert.deepEqual(wordsOf('userIDs'), ['user', 'ids']);
    assert.equal(nounKey('shopURLs'), 'shop url');
  });
});
