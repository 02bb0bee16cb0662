import assert from 'node:assert/strict';
import { clauseWords } from '../../../planning/prd/clause-words.js';
import { commonness, namesPerson, relativesOf } from '../../../planning/prd/lexicon.js';
import { mentionAt } from '../../../planning/prd/trace-mentions.js';
import { synonymsOf } from '../../../planning/prd/synonyms.js';
import { stem } from '../../../planning/prd/words.js';

function verbs(text: string): string[] {
  return clauseWords(text).flatMap(({ word, verb }) =>
    verb === null ? [] : [`${word} ${verb.stative ? 'stative' : verb.form}`],
  );
}

/** The role of a word's last place in a text, and what is asked of it. */
function role(text: string, word: string): string {
  const words = clauseWords(text);
  const at = words.findLastIndex((one) => one.word === word);
  const mention = mentionAt(words, at, at + 1);
  return [mention.role, ...[...mention.effects].sort()].join(' ');
}

describe('the words of a clause', () => {
  it('are verbs by what stands beside them', () => {
    assert.deepEqual(verbs('A guest comments on a trip.'), ['comments active']);
    assert.deepEqual(verbs('The comments of a guest.'), []);
    assert.deepEqual(verbs('A guest orders a tent and the orders are shown.'), [
      'orders active',
      'are stative',
      'shown passive',
    ]);
    assert.deepEqual(verbs('Deleting a tour removes its stops.'), ['deleting gerund', 'removes active']);
    assert.deepEqual(verbs('Tours can be merged.'), ['be stative', 'merged passive']);
  });

  it('are one where two words stand for one, also with a pronoun between', () => {
    assert.deepEqual(
      clauseWords('She logs in and calls it off.').map(({ word }) => word),
      ['she', 'signin', 'and', 'cancels', 'it'],
    );
  });

  it('stand in segments; what opens a sentence is one of its own', () => {
    const words = clauseWords('When a guest leaves, the stay ends; it is kept.');
    assert.deepEqual([...new Set(words.map(({ segment }) => Math.sign(segment)))], [-1, 0, 1]);
  });

  it('leave out what a story is good for', () => {
    assert.ok(!clauseWords('I want to list tours, so that I find one.').some(({ word }) => word === 'find'));
  });
});

describe('what a clause says of a thing', () => {
  it('is told by the verb that governs it', () => {
    assert.equal(role('A guide deletes tours.', 'tours'), 'object delete');
    assert.equal(role('A guide changes or deletes a tour.', 'tour'), 'object delete update');
    assert.equal(role('Tours are deleted by a guide.', 'tours'), 'object delete');
    assert.equal(role('A guide corrects the name of a tour.', 'tour'), 'object update');
  });

  it('is that there is such a thing', () => {
    assert.equal(role('A tour has a name.', 'tour'), 'home');
    assert.equal(role('A tour has stops.', 'stops'), 'topic');
    assert.equal(role('Tours: stops, prices.', 'stops'), 'topic');
  });

  it('is little where the thing stands aside', () => {
    assert.equal(role('Stops belong to a tour.', 'tour'), 'oblique');
    assert.equal(role("Stops are entered on the tour's page.", 'tour'), 'attribute');
    assert.equal(role('A librarian deletes stops.', 'librarian'), 'agent');
  });
});

describe('other words', () => {
  it('stand in a table and in a dictionary, with how sure they are', () => {
    const weight = (word: string, other: string): number =>
      synonymsOf(stem(word)).find((one) => one.stem === stem(other))?.weight ?? 0;
    assert.ok(weight('invoice', 'bill') > weight('invite', 'invitation'));
    assert.ok(weight('invite', 'invitation') > weight('motion', 'question'));
    assert.equal(weight('invoice', 'banana'), 0);
  });

  it('come with what is known of words', () => {
    assert.ok(namesPerson(stem('librarian')));
    assert.ok(!namesPerson(stem('table')));
    assert.ok(commonness(stem('time')) > commonness(stem('surname')));
    assert.deepEqual(relativesOf('qwertz'), []);
  });
});
