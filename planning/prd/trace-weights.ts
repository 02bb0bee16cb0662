/** What is looked at when an operation is held against a clause; see trace-evidence.ts. */
export const EVIDENCE = [
  'any',
  'likeness',
  'words',
  'wordsAlone',
  'context',
  'contextAlone',
  'late',
  'crossCutting',
  'unlabelled',
  'codeName',
  'named',
  'namedFirst',
  'namedEarly',
  'home',
  'topic',
  'part',
  'subject',
  'later',
  'asked',
  'kept',
  'askedElse',
  'actSaid',
  'actAside',
  'actMissing',
  'partnerMissing',
  'detail',
  'verb',
  'verbNear',
  'owner',
  'bestNamed',
  'onlyHome',
] as const;

/**
 * What each value adds to the logit of a clause: a multinomial logistic regression over the clauses of a PRD and "none",
 * fitted with ridge penalty to some 750 operations of fifteen contracts whose clauses people had told (docs/decisions/011).
 */
export const WEIGHTS: Readonly<Record<(typeof EVIDENCE)[number], number>> = {
  any: -0.5,
  likeness: 0.17,
  words: 4.59,
  wordsAlone: 5.35,
  context: 1.62,
  contextAlone: 2.59,
  late: -0.74,
  crossCutting: 1.19,
  unlabelled: -4.24,
  codeName: 4.85,
  named: 0.21,
  namedFirst: -0.01,
  namedEarly: 1.55,
  home: 1.82,
  topic: 1.32,
  part: 0.81,
  subject: 1.09,
  later: 1.49,
  asked: 2.05,
  kept: 1.13,
  askedElse: 0.93,
  actSaid: 3.13,
  actAside: 0.64,
  actMissing: -0.35,
  partnerMissing: -1.77,
  detail: -2.54,
  verb: 0.68,
  verbNear: 0.21,
  owner: 0.08,
  bestNamed: 1.12,
  onlyHome: 0.8,
};

/** The logit of "no clause asks for it" among the clauses alone, and where the neighbours are heard, too. */
export const NONE_ALONE = 4.27;
export const NONE = 6.48;
/** What the share adds that operations on the same resource give to a clause, on average. */
export const SAME_RESOURCE = 2.72;
/** What the score of the shallow reading adds (match-targets.ts). */
export const READING = 2;
