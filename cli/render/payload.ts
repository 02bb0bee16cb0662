import type { Payload } from '../api-types.js';
import type { Safe } from '../safe.js';
import { oneLine } from '../text.js';
import { pairs } from './layout.js';
import type { Layout } from './layout.js';

/** A payload for people: its budget, what was left out of it, the cards in it, then the text the executor reads. */
export function renderPayload(layout: Layout, payload: Safe<Payload>): string[] {
  const { budget, omitted, cards } = payload;
  return [
    layout.colours.bold(payload.key),
    ...pairs(layout, [
      ['task', `${payload.taskId}, revision ${payload.revision}`],
      ['tokens', `${budget.tokens} of at most ${budget.limit} for ${budget.model} (${budget.guarantee})`],
      ...omitted.map(({ ref, level, tokens }): [string, string] => [
        'shortened',
        `${ref} to ${level}, ${tokens} tokens whole`,
      ]),
      ...cards.map(({ id, why }): [string, string] => ['card', `${id}: ${oneLine(why)}`]),
    ]),
    '',
    ...payload.rendered.split('\n'),
  ];
}
