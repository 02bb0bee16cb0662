import { cutText } from '../../cut-text.js';
import { wordsOf } from '../../contract/names.js';
import type { Operation } from '../../contract/contract-model.js';

/** `a, b and c`; beyond `most` names the rest is counted. */
export function listed(names: readonly string[], most = 8): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) as string}`;
}

/** Names as code, `a`, `b` and `c`. */
export function coded(names: readonly string[], most = 8): string {
  return listed(names.map(code), most);
}

/** A name as code; a backtick in it would end the span. */
export function code(name: string): string {
  return `\`${name.replace(/`/g, "'")}\``;
}

const VERBS: Partial<Record<Operation['effect'], string>> = {
  create: 'create',
  read: 'read',
  list: 'list',
  update: 'update',
  delete: 'delete',
};
const EFFECTS: readonly Operation['effect'][] = ['create', 'read', 'list', 'update', 'delete', 'action'];

/**
 * What some operations of a resource do, each once, in the order of a thing's life; acts by their own names without the
 * resource's (`publish`).
 */
export function verbsOf(operations: readonly Operation[], resource: string): string[] {
  const thing = new Set(wordsOf(resource));
  const verbs = EFFECTS.flatMap((effect) =>
    operations.filter((one) => one.effect === effect).map((one) => VERBS[effect] ?? actName(one, thing)),
  );
  return [...new Set(verbs)];
}

/** The effects of some operations, each once, in the order of a thing's life. */
export function effectsOf(operations: readonly Operation[]): string[] {
  const present = new Set(operations.map((one) => one.effect));
  return EFFECTS.filter((effect) => present.has(effect)).map((effect) => (effect === 'action' ? 'act on' : effect));
}

/** The last fixed segment of an act's path, or its field's name, in words. */
function actName({ id, path }: Operation, thing: ReadonlySet<string>): string {
  const segments = (path ?? id.split('.').at(-1) ?? id).split('/').filter((part) => part !== '' && !part.includes('{'));
  const words = wordsOf(segments.at(-1) ?? id);
  const own = words.filter((word) => !thing.has(word));
  return (own.length > 0 ? own : words).join(' ') || 'act';
}

/** `1 operation`, `3 operations`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A clause shortened to one line at the end of a word, without Markdown's marks of emphasis. */
export function excerpt(text: string, most = 160): string {
  const line = plainLine(text);
  if (line.length <= most) return line;
  const cut = cutText(line, most - 1);
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${(atWord.length > most / 2 ? atWord : cut).replace(/[\s,;:.(-]+$/, '')}…`;
}

/**
 * The first statement of a clause in at most `most` characters: all of it, else what stands before a semicolon, a colon,
 * a dash, a bracket or a comma and can stand alone, else as many whole words as fit with an ellipsis.
 */
export function gist(text: string, most: number): string {
  const line = plainLine(text).replace(/[.;:,]+$/, '');
  if (line.length <= most) return line;
  for (const end of [/[.;](?=\s)/, /:(?=\s)|\s[–—-]\s/, /\s\(|,\s/]) {
    const at = line.search(end);
    const piece = line.slice(0, Math.max(0, at));
    if (at >= SHORTEST_GIST && at <= most && !FRAGMENT.test(piece)) return piece;
  }
  return excerpt(line, most);
}

/** More than any excerpt needs of a text, whose rest is then not even looked at. */
const LONGEST_READ = 8000;
/** What leans on what follows: it begins like a subordinate clause, or ends before its object. */
const FRAGMENT =
  /^(?:for|when|whenever|if|given|on|in|after|before|as|while|once|unless|with|to|at|during|where|because|since)\b|\b(?:to|that|which|and|or|of|the|an?|able|by|with|for)$/i;
/** A shorter piece says nothing by itself. */
const SHORTEST_GIST = 20;

function plainLine(text: string): string {
  return cutText(text, LONGEST_READ)
    .replace(/\*\*|__/g, '')
    .replace(/\[([^\]]{0,200})\]\([^)]{0,400}\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
