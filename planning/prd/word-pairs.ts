import { PHRASES } from './synonym-groups.js';

const OWN: readonly [string, string][] = [
  ['sign in', 'signin'],
  ['log in', 'signin'],
  ['signed in', 'signedin'],
  ['sign up', 'register'],
  ['sign out', 'signout'],
  ['log out', 'signout'],
  ['e mail', 'email'],
];

/** Past forms that no rule makes. */
const PAST: ReadonlyMap<string, readonly string[]> = new Map(
  (
    'take:took:taken give:gave:given throw:threw:thrown send:sent write:wrote:written put:put set:set go:went:gone get:got strike:struck ' +
    'bring:brought cut:cut'
  )
    .split(' ')
    .map((row) => {
      const [verb = '', ...past] = row.split(':');
      return [verb, past];
    }),
);

/** Two words that mean one; verbs in all their forms, each standing for the same form of the one. */
export const PAIRS: ReadonlyMap<string, string> = new Map([
  ...OWN.flatMap(([pair, whole]) => forms(pair).map(([form]): [string, string] => [form, whole])),
  ...PHRASES.flatMap(([pair, whole]) =>
    forms(pair).map(([form, ending]): [string, string] => [form, inflected(whole, ending)]),
  ),
]);

/** `call off` → calls off, called off, calling off, with the ending that the one word takes. */
function forms(pair: string): [string, string][] {
  const [verb = '', rest = ''] = pair.split(' ');
  const past = PAST.get(verb) ?? [verb.endsWith('e') ? `${verb}d` : `${verb}ed`];
  const made: [string, string][] = [
    [/(?:ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`, 's'],
    [`${verb.replace(/e$/, '')}ing`, 'ing'],
    ...past.map((form): [string, string] => [form, 'ed']),
    [verb, ''],
  ];
  return made.map(([form, ending]) => [`${form} ${rest}`, ending]);
}

function inflected(word: string, ending: string): string {
  const drops = word.endsWith('e') && ending !== 's';
  return (drops ? word.slice(0, -1) : word) + ending;
}
