import type { GenerationOperation } from '../../../planning/generation/question.js';
import type { Chance } from './chance.js';
import type { Answers } from './plausible-answer.js';

type Spoiler<Op extends GenerationOperation> = (
  answer: Answers[Op],
  happens: (label: string) => boolean,
) => Answers[Op];

const SPOILERS: { [Op in GenerationOperation]: Spoiler<Op> } = {
  analysePrd: ({ ambiguities, uiSignals, missed }, happens) => ({
    ambiguities: [
      ...ambiguities,
      ...(happens('stranger') ? [{ requirement: 'FR-999', quote: 'It is fast.', question: 'How fast?' }] : []),
    ],
    uiSignals: uiSignals.map((one, i) => (happens(`quote ${i}`) ? { ...one, quote: 'a page nobody wrote of' } : one)),
    missed: [...missed, ...(happens('made up') ? [{ quote: 'Everything must be encrypted twice.' }] : [])],
  }),
  outline: ({ slices }, happens) => {
    const kept = slices.map((one) => ({
      ...one,
      elements: one.elements.flatMap((id) => {
        if (happens(`forget ${id}`)) return [];
        return happens(`twice ${id}`) ? [id, id] : [id];
      }),
    }));
    const [first, ...rest] = kept;
    if (happens('stranger')) first?.elements.push('o9999', 'e0');
    if (!happens('one large slice') || first === undefined) return { slices: kept };
    return { slices: [{ ...first, elements: kept.flatMap(({ elements }) => elements) }, ...rest.slice(0, 1)] };
  },
  detail: ({ tasks }, happens) => ({
    tasks: tasks.flatMap((one, i) => {
      if (happens(`forget ${i}`)) return [];
      const odd = happens(`odd ${i}`) ? { ...one, approach: 'Run `npm install left-pad` first. Then write it.' } : one;
      return happens(`stranger ${i}`) ? [odd, { ...one, task: 't99999' }] : [odd];
    }),
  }),
  edges: ({ edges }, happens) => ({
    edges: edges.flatMap((one) => {
      if (happens(`forget ${one.pair}`)) return [];
      if (happens(`made up ${one.pair}`)) return [{ ...one, order: 'after', quote: 'it obviously comes later' }];
      const turned = one.order === 'before' ? ('after' as const) : ('before' as const);
      return happens(`both ways ${one.pair}`) ? [one, { ...one, order: turned }] : [one];
    }),
  }),
  trace: ({ traces }, happens) => ({
    traces: traces.flatMap((one, i) => {
      if (happens(`forget ${one.requirement}`)) return [];
      const others = traces[(i + 1) % traces.length]?.elements ?? [];
      if (happens(`wrong ${one.requirement}`)) return [{ ...one, elements: others }];
      return happens(`stranger ${one.requirement}`) ? [{ ...one, elements: ['op:GET /nothing'] }] : [one];
    }),
  }),
  refine: ({ moves }, happens) => ({
    moves: [
      ...moves.filter((_, i) => !happens(`forget ${i}`)),
      ...(happens('useless') ? [{ kind: 'merge' as const, units: ['u1', 'u1'], because: 'It is tidier.' }] : []),
      ...(happens('nowhere') ? [{ kind: 'move' as const, elements: ['o1'], to: 'u9999', because: 'It fits.' }] : []),
    ],
  }),
  judge: (answer, happens) => (happens('prefers a place') ? { ...answer, better: 'first' } : answer),
};

/**
 * The answer with the faults models make: what is forgotten, told twice or made up, orders both ways, slices too large, moves
 * of no use. Its form stays that of the schema.
 * @param rate how often each of them happens, 0 to 1
 */
export function makeImperfect<Op extends GenerationOperation>(
  op: Op,
  answer: Answers[Op],
  rate: number,
  chance: Chance,
): Answers[Op] {
  return SPOILERS[op](answer, (label) => chance(`fault ${label}`) < rate);
}
