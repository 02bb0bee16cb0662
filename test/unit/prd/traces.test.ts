import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RequirementTrace } from '../../../planning/prd/prd-analysis.js';
import { findRequirements } from '../../../planning/prd/requirements.js';
import { traceRequirements } from '../../../planning/prd/traces.js';
import { imported } from '../contract/documents.js';
import { boatHire } from './boat-hire.js';

const { model } = imported(boatHire());

function traced(...clauses: string[]): RequirementTrace[] {
  return traceRequirements(findRequirements(clauses.map((clause, i) => `- FR-${i + 1} ${clause}`).join('\n')), model);
}

/** The operations that the clause with this number (from 1) was traced to, sorted. */
function operations(traces: readonly RequirementTrace[], number = 1): string[] {
  const elements = traces[number - 1]?.elements ?? [];
  return elements.flatMap(({ element }) => (element.startsWith('op:') ? [element.slice(3)] : [])).sort();
}

function served(...clauses: string[]): boolean[] {
  return traced(...clauses).map((trace) => trace.served);
}

const BOATS = ['DELETE /boats/{boatId}', 'GET /boats', 'GET /boats/{boatId}', 'POST /boats', 'PUT /boats/{boatId}'];

describe('tracing clauses', () => {
  it('gives what is kept with all that can be done to it', () => {
    assert.deepEqual(operations(traced('The harbour master keeps boats with name and length.')), BOATS);
    assert.deepEqual(operations(traced('Boats are a list kept by the harbour master.')), BOATS);
  });

  it('gives an operation to the clause whose verb asks for it', () => {
    const traces = traced(
      'A guest lists trips by day.',
      'A guest books a trip and can cancel it.',
      'Only the guest deletes the trip.',
    );
    assert.ok(operations(traces, 1).includes('GET /trips'));
    assert.deepEqual(operations(traces, 3), ['DELETE /trips/{tripId}']);
  });

  it('takes what follows from a deletion for no wish', () => {
    const traces = traced('The harbour master keeps boats.', 'A trip has a day.', 'Deleting a boat deletes its trips.');
    assert.ok(operations(traces, 3).includes('DELETE /boats/{boatId}'));
    assert.ok(!operations(traces, 3).includes('DELETE /trips/{tripId}'));
    assert.ok(operations(traces, 2).includes('DELETE /trips/{tripId}'));
  });

  it('takes a thing behind a preposition for named in passing', () => {
    const traces = traced('Boats have berths.', 'Comments belong to a trip.', 'Guests read trips.');
    assert.ok(!operations(traces, 2).includes('GET /trips'));
    assert.ok(operations(traces, 1).includes('POST /boats/{boatId}/berths'));
  });

  it('reads a pronoun as the thing named before', () => {
    const [trace] = traced('A trip shows comments; only the author deletes them.');
    const deleting = trace?.elements.find(
      ({ element }) => element === 'op:DELETE /trips/{tripId}/comments/{commentId}',
    );
    assert.equal(deleting?.evidence, 'names comments; asks to delete');
  });

  it('reads verbs without an object as about the heading before them', () => {
    const [trace] = traced('Trips: skippers cancel, add.');
    const adding = trace?.elements.find(({ element }) => element === 'op:POST /trips');
    assert.equal(adding?.evidence, 'names trips; asks to create');
  });

  it('reads a noun of the contract as a verb', () => {
    assert.ok(operations(traced('A guest comments on a trip.')).includes('POST /trips/{tripId}/comments'));
  });

  it('finds acts, their opposites, and other words for them', () => {
    const both = ['DELETE /skippers/{skipperId}/follow', 'POST /skippers/{skipperId}/follow'];
    assert.deepEqual(operations(traced('A guest follows and unfollows a skipper.')), both);
    assert.deepEqual(operations(traced('A guest subscribes to a skipper.')), both);
    assert.ok(operations(traced('A guest calls off a trip.')).includes('POST /trips/{tripId}/cancel'));
    assert.ok(operations(traced('A trip: the guest can call it off.')).includes('POST /trips/{tripId}/cancel'));
  });

  it('takes the last word of a name for it only where no other noun qualifies it', () => {
    const traces = traced('Boats have speed rules for guests.');
    assert.ok(!operations(traces).includes('GET /boats/{boatId}/mooring_fee_rules'));
    assert.ok(operations(traced('Boats have rules.')).includes('GET /boats/{boatId}/mooring_fee_rules'));
  });

  it('leaves out who tells a story and what it is good for', () => {
    const traces = traced('As a skipper I want to list trips, so that boats are full.');
    assert.ok(operations(traces).includes('GET /trips'));
    assert.ok(operations(traces).every((id) => !/boats|skippers/.test(id)));
  });

  it('says in words why', () => {
    const [trace] = traced('A guest lists trips.');
    assert.equal(
      trace?.elements.find(({ element }) => element === 'op:GET /trips')?.evidence,
      'names trips; asks to list',
    );
  });
});

describe('clauses that a contract serves', () => {
  it('are those whose first wish it does, in its own words or in others', () => {
    assert.deepEqual(served('A guest lists trips.', 'A guest reads remarks.', 'A trip can be cancelled.'), [
      true,
      true,
      true,
    ]);
  });

  it('are not those that want another thing, or something else done to it', () => {
    assert.deepEqual(
      served(
        'The harbour master writes an invoice for each trip.',
        'The author of a comment can correct its text.',
        'Guests read boats and comments.',
        'The harbour master keeps boats, trips and comments.',
      ),
      [false, false, true, true],
    );
  });

  it('are not those that make of a thing what the contract does not know', () => {
    assert.deepEqual(served('A guest stores a trip as a draft.', 'A guest stores a trip.'), [false, true]);
  });

  it('are those that tell what there is', () => {
    assert.deepEqual(served('A boat has berths.', 'Vaccinations have a date.'), [true, false]);
  });

  it('name what the contract does not know', () => {
    assert.deepEqual(traced('Vaccinations are stored for a boat.')[0]?.unknown, ['vaccinations']);
  });
});

describe('traces', () => {
  const clause = fc.oneof(
    fc.constantFrom(
      'A guest lists trips.',
      'Boats have berths.',
      'It is deleted.',
      'Deleting boats',
      'with (',
      'as a',
      '; :',
    ),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );

  it('are made of any text, one for each requirement, with scores in (0, 1]', () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 8 }), (clauses) => {
        const requirements = findRequirements(clauses.map((one, i) => `- FR-${i} ${one}`).join('\n'));
        const traces = traceRequirements(requirements, model);
        assert.deepEqual(
          traces.map(({ requirement }) => requirement),
          requirements.map(({ id }) => id),
        );
        for (const { elements, served: is } of traces) {
          if (is) assert.ok(elements.length > 0);
          for (const { score } of elements) assert.ok(score > 0 && score <= 1);
        }
      }),
    );
  });

  it('do not depend on the order of clauses', () => {
    const clauses = [
      'A guest lists trips.',
      'Boats have berths.',
      'A guest deletes a trip.',
      'A guest comments on a trip.',
    ];
    const texts = clauses.map((one, i) => `- FR-${i} ${one}`);
    const byId = (lines: string[]): unknown =>
      traceRequirements(findRequirements(lines.join('\n')), model).sort((a, b) =>
        a.requirement < b.requirement ? -1 : 1,
      );
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => {
        assert.deepEqual(byId(shuffled), byId(texts));
      }),
    );
  });

  it('take time linear in the clauses', () => {
    const started = performance.now();
    traced(
      ...Array.from({ length: 2000 }, (_, i) => `A guest lists trips of boat ${i} and deletes them, if it has berths.`),
    );
    for (const piece of ['trips ', 'boats, ', '(', '(trips', 'of trips ', 'it is deleted ', '; '])
      traced(`A ${piece.repeat(20_000)}`);
    assert.ok(performance.now() - started < 20_000);
  });
});
