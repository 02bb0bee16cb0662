/** A negation is looked for at most this many characters from a mention. */
const REACH = 80;
/** Between a negation and what it rules out stand at most so many words, and no verb. */
const MOST_WORDS_BETWEEN = 7;

const NEGATION =
  /(?<!\p{L})(?:(?<!yes (?:and|or|\/) )no(?! ?[.,:°-])|not|without|never|none of|neither|nor|nobody|don['’]t|doesn['’]t|isn['’]t|aren['’]t|instead of|rather than|kein(?:e|en|er|em|es)?|nicht|ohne|statt|aucune?|pas d[e']|ni|sans|sin|ning[úu]n[ao]?)(?!\p{L})/giu;
const VERB_BETWEEN =
  /(?<!\p{L})(?:is|are|was|were|will|can|must|should|shall|has|have|that|which|who|so|because|until|before|when|if|runs?|gets?|wants?|needs?|sees?|ist|sind|wird|kann|muss|est|sont|peut|es|son|puede)(?!\p{L})/iu;
const NEGATION_AFTER =
  /^[^.;:!?()]{0,40}(?<!\p{L})(?:(?:is|are|was|were|will be) (?:not|never|neither|nowhere)|(?:ist|sind|wird|werden) (?:nicht|kein\p{L}{0,2})|n['’]est (?:à|pas)|no (?:se|está|es))(?!\p{L})/iu;
const PART_END = /[.;:!?–—()]|->|→|\bbut\b/g;

/** Whether a mention at a place of a sentence is ruled out there: "no web app", "without any screens", "an app is not wanted". */
export function isRuledOut(sentence: string, index: number, length: number): boolean {
  const head = sentence.slice(Math.max(0, index - REACH), index);
  let from = 0;
  for (const match of head.matchAll(PART_END)) from = match.index + match[0].length;
  const before = head.slice(from);
  const last = [...before.matchAll(NEGATION)].at(-1);
  if (last !== undefined && reaches(before.slice(last.index + last[0].length))) return true;
  return NEGATION_AFTER.test(sentence.slice(index + length, index + length + REACH));
}

function reaches(between: string): boolean {
  return between.split(/\s+/).filter((word) => word !== '').length <= MOST_WORDS_BETWEEN && !VERB_BETWEEN.test(between);
}
