/** Words that name nothing, by what they do in a sentence. */
export const DETERMINERS = new Set(
  'a an the this that these those each every any no some all both their its his her our my your own another other one more many several'.split(
    ' ',
  ),
);
export const PRONOUNS = new Set(
  'i we you he she they who it which that anybody everybody somebody anyone everyone someone nobody people'.split(' '),
);
export const BEFORE_VERBS = new Set(
  'can cannot could may might must shall should will would to not never only also then and or please want wants who which that when if once they he she we i you it'.split(
    ' ',
  ),
);
export const BE = new Set('is are was were be been being gets get got'.split(' '));
export const PREPOSITIONS = new Set(
  'of for from to in into on onto at by with without within inside under per as about between through after before during until since against via over across than among behind beyond near like when if unless while because'.split(
    ' ',
  ),
);
export const SUBJECT_PRONOUNS = new Set(
  'i we you he she they who anybody everybody somebody anyone everyone someone nobody people'.split(' '),
);
export const MODALS = new Set(
  'can cannot could may might must shall should will would want wants wish wishes'.split(' '),
);
export const CONNECTIVES = new Set(
  'and or but nor such so then also only not never either which that who whose whom whether each both'.split(' '),
);

/** True for articles, pronouns, prepositions, modals and connectives: words that name nothing. */
export function isFunctionWord(word: string): boolean {
  return [DETERMINERS, PRONOUNS, BEFORE_VERBS, BE, PREPOSITIONS, CONNECTIVES, MODALS, SUBJECT_PRONOUNS].some((set) =>
    set.has(word),
  );
}
