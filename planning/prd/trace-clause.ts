import { clauseWords } from './clause-words.js';
import type { ClauseWord } from './clause-words.js';
import type { Requirement } from './prd-analysis.js';
import { synonymsOf } from './synonyms.js';
import type { ThingIndex, ThingMention } from './thing-index.js';

/** A clause made ready for matching. */
export interface TraceClause {
  words: ClauseWord[];
  /** The stems of its words and of other words for them. */
  stems: Set<string>;
  /** What it writes as code. */
  codeNames: Set<string>;
  /** By thing of the contract, the places that name it. */
  mentions: Map<string, ThingMention[]>;
  /** How much it counts: what holds for everything, and what only tells what a PRD is about, counts less. */
  factor: number;
  /** Acts looked for before. */
  acts: Map<string, ActSaid | null>;
}

/** A word by which a clause names an act, its place, and whether its sentence is about it. */
export interface ActSaid {
  word: string;
  at: number;
  main: boolean;
}

/** What holds for everything asks for nothing in particular. */
const CROSS_CUTTING = 0.5;
/** In a PRD that labels its requirements, sentences without a label tell what they are about. */
const UNLABELLED = 0.5;

/** Reads a clause. `labelled`: most requirements of its PRD have labels. */
export function readTraceClause(requirement: Requirement, index: ThingIndex, labelled: boolean): TraceClause {
  const words = clauseWords(requirement.text, index.isName);
  const plain = labelled && requirement.label === undefined;
  return {
    words,
    stems: new Set(words.flatMap(({ stem: own }) => [own, ...synonymsOf(own).map((one) => one.stem)])),
    codeNames: codeNames(requirement.text),
    mentions: index.mentions(words),
    factor: isCrossCutting(requirement) ? CROSS_CUTTING : plain ? UNLABELLED : 1,
    acts: new Map(),
  };
}

/** True for a clause that by its label or heading is no functional one. */
export function isCrossCutting({ label, section }: Requirement): boolean {
  return /^(?:NFR|NF|QR)\b/i.test(label ?? '') || /non-?functional|quality|performance|how well/i.test(section);
}

/** What stands in backticks, whole and in words, and words with a capital inside: `POST /pets`, `createPet`, viewer. */
function codeNames(text: string): Set<string> {
  const names = new Set(text.match(/\b[a-z][a-z0-9]*[A-Z]\w*/g) ?? []);
  for (const match of text.matchAll(/`([^`\n]{1,200})`/g)) {
    const code = (match[1] ?? '').trim();
    names.add(code);
    for (const word of code.match(/[A-Za-z_]\w*/g) ?? []) names.add(word);
  }
  return names;
}

/** Words that make what follows them a side remark: "whether they follow", "people who commented". */
const ASIDES = new Set('whether who whom which that they if when once whose by'.split(' '));

/** The first of some acts (stems) that a clause names, one that its sentence is about before others. */
export function actIn(acts: readonly string[], clause: TraceClause): ActSaid | null {
  let found: ActSaid | null = null;
  for (const act of acts) {
    let said = clause.acts.get(act);
    if (said === undefined) {
      said = clause.stems.has(act) ? findAct(act, clause.words) : null;
      clause.acts.set(act, said);
    }
    if (said !== null && (found === null || said.main)) found = said;
  }
  return found;
}

function findAct(act: string, words: readonly ClauseWord[]): ActSaid | null {
  let found: ActSaid | null = null;
  words.forEach((one, at) => {
    if (!means(one, act)) return;
    const before = words.slice(Math.max(0, at - 3), at);
    const main = !before.some((word) => word.segment === one.segment && ASIDES.has(word.word));
    if (found === null || (main && !found.main)) found = { word: one.word, at, main };
  });
  return found;
}

/** The word, its opposite ("unfollows") or another word for it. */
function means(one: ClauseWord, act: string): boolean {
  return one.stem === act || one.stem === `un${act}` || synonymsOf(one.stem).some((other) => other.stem === act);
}
