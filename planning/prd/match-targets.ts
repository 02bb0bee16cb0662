import { thingKey } from './thing-index.js';
import type { ThingMention } from './thing-index.js';
import { actIn } from './trace-clause.js';
import type { TraceClause } from './trace-clause.js';
import type { TraceTarget } from './trace-targets.js';

/** How well a clause asks for a target (by its place in the list of targets). */
export interface Match {
  target: number;
  score: number;
  evidence: string;
  /** Places of the verbs by which the clause asks for just this; empty where it only speaks of the thing. */
  askedAt: readonly number[];
  /** Places where the clause tells of the thing as something there is, and where it is the subject of a sentence. */
  toldAt: readonly number[];
  subjectAt: readonly number[];
}

/** Least score at which an element counts as serving a clause. */
const SERVES = 0.3;
/** Score of an element that the clause names as code: above any other. */
export const NAMED_OUTRIGHT = 2;
/** A thing named late in a clause counts this much less than one named first. */
const LATE = 0.1;
/** What somebody makes in the first words of a clause is introduced there. */
const FIRST_WORDS = 8;
const INTRODUCED = 0.82;
/** An act that more operations than this have tells nothing without its thing. */
const MAX_ACTS = 200;
/** An act of so few operations means them without their thing. */
const FEW_ACTS = 3;

const ROLE_FIT: Readonly<Record<ThingMention['role'], number>> = {
  home: 0.95,
  topic: 0.9,
  part: 0.65,
  subject: 0.75,
  object: 0.4,
  later: 0.68,
  doer: 0.55,
  agent: 0.45,
  oblique: 0.45,
  attribute: 0.38,
};

/** Targets by the keys of their things, by `!` and their acts, and by `=` and their names in code. */
export function invertTargets(targets: readonly TraceTarget[]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  targets.forEach((target, index) => {
    const keys = new Set([
      ...target.things.map(thingKey),
      ...target.acts.map((act) => `!${act}`),
      ...target.codeNames.map((name) => `=${name}`),
    ]);
    for (const key of keys) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else list.push(index);
    }
  });
  return postings;
}

/** The targets that a clause asks for or speaks of, by the postings of `invertTargets`; the `most` best ones. */
export function matchClause(
  clause: TraceClause,
  targets: readonly TraceTarget[],
  postings: ReadonlyMap<string, readonly number[]>,
  most: number,
): Match[] {
  const candidates = new Set<number>();
  const keys = [
    ...clause.mentions.keys(),
    ...[...clause.stems].map((one) => `!${one}`),
    ...[...clause.codeNames].map((name) => `=${name}`),
  ];
  for (const key of keys) {
    const list = postings.get(key) ?? [];
    if (!key.startsWith('!') || list.length <= MAX_ACTS) for (const index of list) candidates.add(index);
  }
  const isRare = (act: string): boolean => (postings.get(`!${act}`)?.length ?? 0) <= FEW_ACTS;
  const alike = new Map<string, Match | null>();
  const matches: Match[] = [];
  for (const index of candidates) {
    const target = targets[index] as TraceTarget;
    const likeness = clause.codeNames.size > 0 ? null : target.likeness;
    let match = likeness === null ? undefined : alike.get(likeness);
    if (match === undefined) {
      match = scoreTarget(target, index, clause, isRare);
      if (likeness !== null) alike.set(likeness, match);
    }
    if (match !== null && match.score >= SERVES) matches.push({ ...match, target: index });
  }
  if (matches.length <= most) return matches;
  return matches.sort((a, b) => b.score - a.score || a.target - b.target).slice(0, most);
}

function scoreTarget(
  target: TraceTarget,
  index: number,
  clause: TraceClause,
  isRare: (act: string) => boolean,
): Match | null {
  const name = target.codeNames.find((candidate) => clause.codeNames.has(candidate));
  if (name !== undefined)
    return { target: index, score: NAMED_OUTRIGHT, evidence: `names ${name}`, askedAt: [], toldAt: [0], subjectAt: [] };
  if (target.partners.some((partner) => !clause.mentions.has(thingKey(partner)))) return null;
  const named = readMentions(target, clause);
  const act = actIn(target.acts, clause);
  let score = named.fit;
  if (target.acts.length > 0) {
    if (act === null) score *= 0.75;
    else if (named.best === null) score = act.main ? 0.85 : 0.5;
    else score = act.main ? 0.85 + 0.15 * score : Math.max(score * 0.75, 0.6);
  }
  if (target.detail) score *= 0.85;
  if (score === 0) return null;
  const placed = named.best !== null || target.owners.some((owner) => clause.mentions.has(thingKey(owner)));
  const near = act !== null && (placed || target.acts.every(isRare));
  const words = [...new Set([named.best?.words, act?.word])].filter((word) => word !== undefined);
  return {
    target: index,
    score: score * clause.factor,
    evidence: `names ${words.join(', ')}${askedOf(target, named)}`,
    askedAt: target.acts.length > 0 ? (near ? [act.at] : []) : named.askedAt,
    toldAt: named.toldAt,
    subjectAt: named.subjectAt,
  };
}

function askedOf({ effect, acts }: TraceTarget, { askedAt }: Named): string {
  return effect === null || effect === 'action' || acts.length > 0 || askedAt.length === 0 ? '' : `; asks to ${effect}`;
}

interface Named {
  best: ThingMention | null;
  fit: number;
  askedAt: number[];
  toldAt: number[];
  subjectAt: number[];
}

const TELLING = new Set<ThingMention['role']>(['home', 'topic', 'subject', 'later']);
const SUBJECTS = new Set<ThingMention['role']>(['home', 'subject', 'later', 'doer']);
/** Least strength of a mention by which a clause can be said to be served. */
const SURE = 0.55;

function readMentions(target: TraceTarget, clause: TraceClause): Named {
  const named: Named = { best: null, fit: 0, askedAt: [], toldAt: [], subjectAt: [] };
  for (const thing of target.things) {
    for (const mention of clause.mentions.get(thingKey(thing)) ?? []) {
      const place = 1 - LATE * (mention.at / clause.words.length);
      const asks = effectFit(target.effect, mention);
      const fit = mention.strength * asks * place;
      if (mention.strength >= SURE) {
        if (mention.role === 'object' && asks >= 0.75) named.askedAt.push(mention.by);
        if (TELLING.has(mention.role)) named.toldAt.push(mention.at);
        if (SUBJECTS.has(mention.role)) named.subjectAt.push(mention.at);
      }
      if (fit > named.fit) Object.assign(named, { best: mention, fit });
    }
  }
  return named;
}

/** How far a mention asks for an effect, in [0, 1]. */
function effectFit(effect: TraceTarget['effect'], mention: ThingMention): number {
  const fit = ROLE_FIT[mention.role];
  if (mention.role !== 'object' || effect === null) return effect === null ? Math.max(fit, 0.8) : fit;
  const asks = (one: NonNullable<TraceTarget['effect']>): boolean => mention.effects.has(one);
  if (mention.effects.size >= 5) return 1;
  if (effect === 'action') return asks('create') || asks('update') || asks('action') ? 0.8 : 0.6;
  if (effect === 'read' && (asks('read') || asks('list'))) return mention.plural ? 0.8 : 1;
  if (effect === 'list' && (asks('read') || asks('list'))) return mention.plural || !asks('read') ? 1 : 0.75;
  if (asks(effect)) return 1;
  const introduced = asks('create') && mention.at <= FIRST_WORDS ? INTRODUCED : fit;
  return effect === 'read' || effect === 'list' ? Math.max(0.5, introduced) : introduced;
}
