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

/** Says outright that there is to be no interface, or that the product is of another kind; and how much that says. */
export const NO_UI: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [0.4, /\bheadless\b(?! (?:browser|Chrome))/i],
  [2, /\b(?:API|back[- ]?end|service|CLI|server|data)[- ]only\b/i],
  [
    1.5,
    /\b(?:just|only|purely|nothing but) (?:the |an? |its |our )?(?:\p{L}{1,24} ){0,3}(?:APIs?|back[- ]?ends?|service|library|batch|engine|SDK)\b/iu,
  ],
  [1.5, /\b(?:command[- ]line (?:tool|program|utility|client)|CLI tool|a CLI|terminal command)\b/i],
  [
    1.5,
    /\b(?:what is (?:missing|left|wanted|needed|asked for)|we (?:only )?(?:build|deliver|supply|write)|our (?:part|job|share|task) is) (?:is )?(?:only |just )?(?:the |an? )?(?:service|back[- ]?end|API|server|engine|SDK|rules)\b/i,
  ],
  [1.5, /\bback-?ends?[- ]for[- ]front-?ends?\b|\bBFF\b/i],
  [1.5, /\b(?:what (?:is|lies|happens|goes on) )?behind the (?:screens?|scenes|glass)\b/i],
  [1, /\bmachine[- ](?:to|and)[- ]machine\b|\bsystem-to-system\b|\bserver-to-server\b/i],
  [
    1.5,
    /\bno (?:\p{L}{1,24} ){0,2}(?:humans?|people|person|users?) (?:ever )?(?:sees?|interacts?|operates?|looks?|logs? in)\b/iu,
  ],
  [
    1.5,
    /(?<!\b(?:if|when|until|while|where|as) )\b(?:nobody|no one|none of them) (?:ever |will ever |should )?(?:sees?|looks? at|logs? in|opens?|touches)\b/i,
  ],
  [
    1.5,
    /\bnothing (?:to (?:log in to|log into|click|look at|see|install|open)|visual|graphical|visible)\b|\bthere is nothing else\b/i,
  ],
  [
    2,
    /\bno (?:graphical|visual|user[- ]facing|human) (?:part|interface|component|side|front)s?\b|\bno (?:GUI|UI|front[- ]?end|user interface|screens?|app)(?: of (?:our|its) own)?(?: (?:at all|whatsoever|of any kind|is|are|will)|[.!]?$)/i,
  ],
  [1, /\b(?:is|are) not (?:our|part of our) (?:business|concern|job|task)\b/i],
  [
    1,
    /\b(?:npm|PyPI|Maven|NuGet|Go|Python|Java|Rust|C\+\+|Kotlin|TypeScript|PHP|Ruby) (?:package|library|module|crate|SDK)\b|\bSDK\b/i,
  ],
  [
    2,
    /(?<!\p{L})(?:(?:aucune|pas d['’]) ?interface|keine? (?:grafische |eigene )?(?:Oberfläche|GUI|Benutzeroberfläche)|Oberfläche ist nicht|sin interfaz|ninguna interfaz)(?!\p{L})/iu,
  ],
];
