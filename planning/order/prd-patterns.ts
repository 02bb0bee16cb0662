/**
 * What sentences of requirements say about order, as patterns. Each was chosen for what it leaves out: a wrong reading
 * costs more than a missed one, as contracts mostly say the same. Patterns only find a cue; names are looked up around it.
 */

/** "Everything belongs to a store", "all of this is kept per project", "everybody works inside an organization". */
export const ROOT =
  /\b(?:everything|all of (?:this|it|these|them)|all (?:the )?(?:other )?(?:data|records|things|objects|resources|entities))\b[^.;]{0,40}?\b(?:belongs? to|lives? (?:in|inside|within)|(?:is|are) (?:\w+ )?(?:kept|stored|owned|scoped|separated|isolated|held|managed|grouped) (?:by|to|per|in|inside|within|for|under))\b(.{2,60})|\b(?:everybody|everyone) works (?:in|inside|within)\b(.{2,60})/iu;

/** Cues between a part or follower (before it) and what must be there first (after it). */
export const CHILD_THEN_PARENT: readonly { cue: RegExp; weight: number }[] = [
  { cue: /\bbelongs? to\b/iu, weight: 0.85 },
  {
    cue: /\b(?:is|are|be) (?:\w+ )?(?:(?:part|made up) of|(?:owned|written|made|raised|created|placed|issued|kept|entered|filed|booked|recorded) (?:by|for|from|under|against|in|on|inside|within)|(?:attached|tied|bound) to)\b/iu,
    weight: 0.85,
  },
  {
    cue: /\b(?:lives?|stands?|lies?|sits?) (?:in|inside|within|on|under) (?:an?|one|its|exactly one)\b/iu,
    weight: 0.7,
  },
  { cue: /\b(?:concerns?|is about|are about) (?:an?|one|exactly one)\b/iu, weight: 0.7 },
  { cue: /\b(?:is|are) (?:always )?of an?\b/iu, weight: 0.7 },
  { cue: /\b(?:requires?|needs?) an existing\b/iu, weight: 0.85 },
  { cue: /\b(?:always has|must have|always needs?) (?:an?|one|exactly one)\b/iu, weight: 0.6 },
];

/** "No rule without a contact method", "a room cannot exist without a hotel". */
export const NOT_WITHOUT =
  /\b(?:no|cannot (?:exist|be \w+)|can not (?:exist|be \w+)|can never (?:exist|be \w+)|must not (?:exist|be \w+))\b(.{0,80}?)\bwithout (?:an?|its|one)\b(.{1,80})/iu;

/** "Deleting a project removes its boards"; "when a project is deleted, its boards go, too". */
export const CASCADES: readonly RegExp[] = [
  /\b(?:deleting|removing|dropping|erasing|destroying)\b(.{1,80}?)\b(?:deletes?|removes?|takes?|drops?|erases?)\b(.{1,160})/iu,
  /\b(?:when|if|once)\b(.{1,80}?)\b(?:is|are) (?:deleted|removed)\b[ ,]+(?:so are |all |its |their |with it )(.{1,160})/iu,
];

/** "Stock levels per variant and location": what stands before is kept for each of what stands after. */
export const PER = /\b(?:per|for each|for every)\b/iu;
/** "How many rules per schedule" is a limit. */
export const COUNTED = /\b(?:how many|number of|limits? (?:of|on)|at most|up to|maximum)\b/iu;

/** Cues between a whole and its parts; `with` and headings ("Orders: line items, fees") only tell where the contract agrees. */
export const HAS =
  /\b(?:has|have|holds?|contains?|keeps?|includes?|carries|comprises?|consists? of|(?:is|are) (?:made (?:up )?of|(?:an? )?lists? of)|with)\b/iu;
/** "Guests with a tariff": one thing that is there already is given to the other. */
export const GIVEN = /^with (?:an?|one|the|a given|any) /iu;
export const INSIDE = /^(?:inside|within|in) (?:an?|each|every|one) (.{2,40}?)[ ,]/iu;

/** A denied relation says nothing that can be used. */
export const DENIED = /\b(?:not|never|no longer|need not|cannot|nobody|none)\b/iu;
