import assert from 'node:assert/strict';
import type { Operation } from '../../../planning/contract/contract-model.js';
import type { ElementEdge } from '../../../planning/order/order-evidence.js';
import { partEarlyNeeds } from '../../../planning/strategies/part-early-needs.js';
import type { WorkUnit } from '../../../planning/dag/shape.js';

const unit = (resource: string, operations: string[]): WorkUnit => ({
  kind: 'operation',
  resource,
  entities: [resource],
  operations,
  rank: 0,
});
const edge = (before: string, after: string): ElementEdge => ({
  before,
  after,
  type: 'schema',
  reason: 'r',
  confidence: 0.9,
  hard: false,
});
const creating = (...ids: string[]) => ({
  operation: new Map(ids.map((id) => [id, { id, effect: 'create' } as Operation])),
});
const parted = (units: WorkUnit[], makers: string[], ...edges: ElementEdge[]): string[] =>
  partEarlyNeeds(units, creating(...makers), { edges, authenticated: [], signIn: [] }).map(({ entities, operations }) =>
    [...entities, ...operations].join('+'),
  );

describe('partEarlyNeeds', () => {
  const units = [unit('Room', ['makeRoom']), unit('Tariff', ['makeTariff']), unit('Booking', ['makeBooking'])];
  const makers = ['makeRoom', 'makeTariff', 'makeBooking'];
  const booked = edge('entity:Room', 'entity:Booking');

  it('parts a slice that others wait for where only its operations wait for something else', () => {
    const needed = edge('entity:Tariff', 'op:makeRoom');
    assert.deepEqual(parted(units, makers, booked, needed), [
      'Room',
      'makeRoom',
      'Tariff+makeTariff',
      'Booking+makeBooking',
    ]);
  });

  it('keeps one whole whose entities wait for that as well, directly or through one other', () => {
    const needed = edge('entity:Tariff', 'op:makeBooking');
    assert.deepEqual(
      parted(units, makers, edge('entity:Tariff', 'entity:Room'), booked, needed).at(-1),
      'Booking+makeBooking',
    );
  });

  it('keeps one whole that nothing waits for', () => {
    assert.deepEqual(parted(units.slice(0, 1), makers, edge('auth', 'op:makeRoom')), ['Room+makeRoom']);
  });

  it('parts readings of what is awaited and not made there', () => {
    assert.deepEqual(parted(units, ['makeBooking'], booked), [
      'Room',
      'makeRoom',
      'Tariff+makeTariff',
      'Booking+makeBooking',
    ]);
  });

  it('counts signing in as waiting for who signs in', () => {
    const edges = [edge('entity:Tariff', 'auth'), edge('auth', 'op:makeRoom'), booked];
    assert.deepEqual(parted(units, makers, ...edges).slice(0, 2), ['Room', 'makeRoom']);
    assert.deepEqual(parted(units, makers, ...edges, edge('entity:Tariff', 'entity:Room'))[0], 'Room+makeRoom');
  });
});
