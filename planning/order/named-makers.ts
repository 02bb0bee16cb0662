import type { Operation } from '../contract/contract-model.js';
import { fieldNoun, verbEffect } from '../contract/effect.js';
import { nounKey, wordsOf } from '../contract/names.js';
import type { Push } from './act-evidence.js';
import type { OrderIndex } from './order-index.js';

/** A noun that more fields than this make is a common word. */
const MAX_MAKERS = 3;

/** Verbs that work on what has been added, whatever it is called. */
const CHANGING = new Set(['remove', 'adjust', 'clear', 'empty']);

/**
 * GraphQL fields that make something which has no type of that name, by their names: `addRemarkToGuest` before
 * `updateGuestRemark` and `deleteGuestRemark`, and `addDishToBill` before `removeBillLine`.
 */
export function madeByName(index: OrderIndex, push: Push): void {
  const makers = makersByNoun(index);
  for (const operation of index.operations) {
    if (operation.type !== 'mutation') continue;
    for (const maker of makersOf(nameOf(operation), makers)) {
      const reason = `${maker.id} makes what ${operation.id} works on, by their names.`;
      push(maker, operation, { type: 'data', reason, confidence: 0.75, hard: false });
    }
  }
}

/** Fields that add something, by what they make (`guest remark`) and, with a star, by what they add it to (`bill *`). */
function makersByNoun(index: OrderIndex): Map<string, Operation[]> {
  const makers = new Map<string, Operation[]>();
  for (const operation of index.operations) {
    for (const noun of operation.type === 'mutation' ? madeNouns(operation) : [])
      makers.set(noun, [...(makers.get(noun) ?? []), operation].slice(0, MAX_MAKERS + 1));
  }
  return makers;
}

function makersOf(name: string, makers: ReadonlyMap<string, Operation[]>): Operation[] {
  const effect = verbEffect(name);
  const [verb = '', ...words] = nounKey(name).split(' ');
  const nouns = effect === 'update' || effect === 'delete' ? [nounKey(fieldNoun(name))] : [];
  if (CHANGING.has(verb) && !words.includes('from'))
    for (let end = words.length - 1; end > 0; end--) nouns.push(`${words.slice(0, end).join(' ')} *`);
  const found = nouns.flatMap((noun) => makers.get(noun) ?? []);
  return found.length > MAX_MAKERS ? [] : found;
}

/** `addRemarkToGuest` → guest remark, guest *. */
function madeNouns(operation: Operation): string[] {
  const words = wordsOf(nameOf(operation));
  const at = words.indexOf('to');
  if (verbEffect(words[0] ?? '') !== 'create' || at < 2 || at === words.length - 1) return [];
  const whole = words.slice(at + 1);
  return [nounKey([...whole, ...words.slice(1, at)].join(' ')), `${whole.join(' ')} *`];
}

function nameOf(operation: Operation): string {
  return operation.id.split('.').at(-1) ?? '';
}
