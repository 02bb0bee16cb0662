import type { Operation } from '../contract/contract-model.js';
import { isPlural } from '../contract/names.js';
import { isPerson } from './synonyms.js';
import type { ClauseWord } from './clause-words.js';
import { BE, isFunctionWord, PREPOSITIONS } from './function-words.js';

type Effect = Operation['effect'];

/**
 * What a clause says of a thing at one place. `home`: its first sentence is about the thing; `topic`: it tells that there is such a thing; `subject`: it tells what such a thing is or has; `part`: one of it is part of something else; `object`: something is done to
 * it; `later`: a later sentence is about it; `doer`: it does something; `agent`: somebody does something; `oblique`: it stands behind a preposition; `attribute`: it only names something else.
 */
export interface Mention {
  role: 'home' | 'topic' | 'later' | 'doer' | 'part' | 'subject' | 'object' | 'agent' | 'oblique' | 'attribute';
  effects: ReadonlySet<Effect>;
  plural: boolean;
  /** Place of the verb that something is done to it by; -1 where it is no object. */
  by: number;
}

/** "A member comments": the noun as a verb makes one. */
const CREATES: ReadonlySet<Effect> = new Set<Effect>(['create']);
const NONE: ReadonlySet<Effect> = new Set();
/** Prepositions that belong to the verb before them: "comments on an article", "looks up". */
const PARTICLES = new Set('on up in at into for out off back down to about'.split(' '));
/** "a list of tags", "any number of specialties", "one of its labels": what counts stands behind. */
const TRANSPARENT = new Set(
  'list lists number set sets kind kinds kinds types group one all each any some table overview details record records field fields piece pieces form sort'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'name names id ids number numbers page pages code address title key date time status state description text wording price amount size length colour color order'.split(
    ' ',
  ),
);

/** Reads what the verbs after the word at `at` say of it. */
export function subjectAt(words: readonly ClauseWord[], at: number): Mention {
  const make: Make = (role, effects = NONE, by = -1) => ({ role, effects, plural: false, by });
  return asSubject(words, at + 1, words[at] as ClauseWord, make);
}

/** Reads the role of the words from `start` up to `end` in their clause. */
export function mentionAt(words: readonly ClauseWord[], start: number, end: number): Mention {
  const last = words[end - 1] as ClauseWord;
  const plural = isMany(last);
  const make: Make = (role, effects = NONE, by = -1) => ({ role, effects, plural, by });
  const next = words[end];
  if (last.possessive) return make('attribute');
  if (next?.segment === last.segment && ATTRIBUTES.has(next.word) && !next.comma && next.aside === last.aside)
    return make('attribute');
  const own = words[start] as ClauseWord;
  if (own.verb !== null && !own.verb.stative && end - start === 1)
    return make('object', own.verb.effects.size > 0 ? own.verb.effects : CREATES, start);
  if (last.aside) return make(plural && aloneInBrackets(words, start, end) ? 'part' : 'attribute');
  const listing = !words.some((word) => word.segment === own.segment && word.verb !== null);
  for (let at = start - 1; at >= 0; at--) {
    const one = words[at] as ClauseWord;
    if (one.segment !== own.segment) break;
    if (one.aside) continue;
    if (one.verb !== null) return governedBy(one, words, at, end, make);
    if (PREPOSITIONS.has(one.word)) {
      // "Within a pool, queues may be paused": the comma ends what the preposition opens.
      if (opensSegment(words, at) && commaBetween(words, at, start)) break;
      const before = words[at - 1];
      if (listing && (plural || one.word === 'with' || commaBetween(words, at, start))) continue;
      if (one.word === 'of' && before !== undefined) {
        if (TRANSPARENT.has(before.word)) continue;
        const shown = ofObject(words, at, plural);
        if (shown !== null) return make('object', shown.effects, shown.at);
      }
      if (
        before !== undefined &&
        before.verb !== null &&
        before.segment === one.segment &&
        !before.verb.stative &&
        before.verb.form !== 'passive' &&
        PARTICLES.has(one.word)
      )
        return make('object', before.verb.effects, at - 1);
      if (one.word === 'with' && governs(words, at)) continue;
      const verb = one.word === 'as' ? verbBefore(words, at) : -1;
      return verb >= 0 ? make('object', CREATES, verb) : make('oblique');
    }
  }
  const mention = asSubject(words, end, own, make);
  if (own.segment > 0 || listing || isPerson(last.stem)) return mention;
  if (mention.role === 'doer') return make('later');
  return mention.role === 'subject' && !ownsMany(words, end) ? make('home') : mention;
}

/** "Mark a guest as favourite": the verb makes one. */
function verbBefore(words: readonly ClauseWord[], from: number): number {
  for (let at = from - 1; at >= 0 && words[at]?.segment === words[from]?.segment; at--) {
    const verb = words[at]?.verb;
    if (verb !== undefined && verb !== null) return verb.stative ? -1 : at;
  }
  return -1;
}

/**
 * "Corrects the name of a guest" changes the guest, "shows a map of the rooms" reads the rooms: the verb before a noun with
 * `of`, where what it asks passes on.
 */
function ofObject(
  words: readonly ClauseWord[],
  of: number,
  plural: boolean,
): { effects: ReadonlySet<Effect>; at: number } | null {
  for (let at = of - 1; at >= Math.max(0, of - 5); at--) {
    const one = words[at] as ClauseWord;
    if (one.segment !== words[of]?.segment || one.comma || (PREPOSITIONS.has(one.word) && one.word !== 'of'))
      return null;
    if (one.verb === null) continue;
    if (one.verb.stative || one.verb.form === 'passive') return null;
    const { effects } = one.verb;
    const reads = plural && (effects.has('read') || effects.has('list'));
    const changes = effects.has('update') && words.slice(at + 1, of).some(({ word }) => ATTRIBUTES.has(word));
    return reads || changes ? { effects, at } : null;
  }
  return null;
}

/** "A tour has stops": the sentence is about the stops as much. */
function ownsMany(words: readonly ClauseWord[], end: number): boolean {
  const has = words.slice(end, end + 4).findIndex(({ word }) => word === 'has' || word === 'have' || word === 'holds');
  if (has < 0) return false;
  return words
    .slice(end + has + 1, end + has + 4)
    .some((one) => !one.comma && isMany(one) && !isFunctionWord(one.word));
}

/** "Outside identities (auth subjects)": another name for what stands before. */
function aloneInBrackets(words: readonly ClauseWord[], start: number, end: number): boolean {
  return words[start - 1]?.aside !== true && words[end]?.aside !== true;
}

function isMany({ word }: ClauseWord): boolean {
  return isPlural(word);
}

/** "Deleting an owner deletes its pets": the first verb is asked for, the second tells what follows from it. */
function isConsequence(words: readonly ClauseWord[], at: number): boolean {
  let first = at;
  while (first > 0 && words[first - 1]?.segment === words[at]?.segment) first -= 1;
  return first !== at && words[first]?.verb?.form === 'gerund';
}

function opensSegment(words: readonly ClauseWord[], at: number): boolean {
  return words[at - 1]?.segment !== words[at]?.segment;
}

function commaBetween(words: readonly ClauseWord[], from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at++) if (words[at]?.comma === true) return true;
  return false;
}

/** "has cards with pictures": behind a stative verb, `with` goes on telling what there is. */
function governs(words: readonly ClauseWord[], from: number): boolean {
  for (let at = from - 1; at >= 0 && words[at]?.segment === words[from]?.segment; at--) {
    const verb = words[at]?.verb;
    if (verb !== undefined && verb !== null) return verb.stative;
  }
  return false;
}

type Make = (role: Mention['role'], effects?: ReadonlySet<Effect>, by?: number) => Mention;

function governedBy(verbWord: ClauseWord, words: readonly ClauseWord[], at: number, end: number, make: Make): Mention {
  const verb = verbWord.verb;
  if (verb === null || verb.form === 'passive') return asSubject(words, end, words[end - 1] as ClauseWord, make);
  if (verb.stative) {
    // "is deleted": the verb behind tells; "a list kept by somebody" tells it of what stands before `is`.
    const later = passiveAfter(words, end);
    if (later !== null) return make('object', later.effects, later.at);
    const equal = BE.has(verbWord.word);
    return make(equal || isMany(words[end - 1] as ClauseWord) ? 'topic' : 'part');
  }
  if (isConsequence(words, at)) return make('oblique');
  const { effects, first } = verbChain(words, at);
  return make('object', effects, first);
}

/** "changes or deletes it": all verbs of the row ask it of the object; the first one stands for them. */
function verbChain(words: readonly ClauseWord[], at: number): { effects: ReadonlySet<Effect>; first: number } {
  const effects = new Set(words[at]?.verb?.effects);
  let first = at;
  for (let i = at - 1; i > 0; i--) {
    const one = words[i] as ClauseWord;
    if (one.segment !== words[at]?.segment) break;
    if (one.word === 'and' || one.word === 'or' || one.word === 'also') continue;
    if (one.verb === null || one.verb.stative || one.verb.form === 'passive') break;
    first = i;
    for (const effect of one.verb.effects) effects.add(effect);
  }
  return { effects, first };
}

/** The thing comes before the verb: it suffers a passive one, is the topic of a stative one, and does an active one. */
function asSubject(words: readonly ClauseWord[], end: number, own: ClauseWord, make: Make): Mention {
  let topic = false;
  const effects = new Set<Effect>();
  let passive = -1;
  for (let at = end; at < words.length; at++) {
    const one = words[at] as ClauseWord;
    if (one.segment !== own.segment) break;
    if (one.aside || one.verb === null) continue;
    if (one.verb.form === 'passive') {
      if (passive < 0) passive = at;
      for (const effect of one.verb.effects) effects.add(effect);
      continue;
    }
    if (passive >= 0) break;
    if (one.verb.stative) {
      topic = true;
      continue;
    }
    if (one.verb.form === 'gerund') continue;
    return make(
      topic
        ? own.segment === 0
          ? 'subject'
          : 'later'
        : isPerson((words[end - 1] as ClauseWord).stem)
          ? 'agent'
          : 'doer',
    );
  }
  if (passive >= 0 && effects.size > 0) return make('object', effects, passive);
  return make(topic ? (own.segment === 0 ? 'subject' : 'later') : 'topic');
}

function passiveAfter(words: readonly ClauseWord[], end: number): { effects: ReadonlySet<Effect>; at: number } | null {
  for (let at = end; at < words.length && words[at]?.segment === words[end - 1]?.segment; at++) {
    const verb = words[at]?.verb;
    if (verb === undefined || verb === null) continue;
    return verb.form === 'passive' && verb.effects.size > 0 ? { effects: verb.effects, at } : null;
  }
  return null;
}
