/**
 * What evidence counts as, and how much: positive weights speak for a front end that is built now.
 */
export const FRONT_END_WEIGHTS = {
  'names an interface': 1,
  'names hardware or toolkits': 1.5,
  'named by common words': 0.3,
  'handling of controls': 1.5,
  looks: 1.5,
  sees: 1,
  does: 0.2,
  'not now': -0.1,
  'of others': -1,
  'another meaning': -0.3,
  repeated: -0.3,
  'programs as users': -0.8,
  'no interface': -1.4,
  'another product': -1.3,
  'left to others': -1,
  'only in front': 0.8,
  measured: -0.4,
  'another channel': -0.3,
  'titled as a program': -1,
  'talk of looks': 0.3,
  'talk of places': 0.8,
  'talk of hands': 0.4,
  'talk of people': 1,
  'talk of data': -1.7,
  'talk in acronyms': -0.2,
} as const;

export type UiFeature = keyof typeof FRONT_END_WEIGHTS;

/** What a text without any evidence has. */
export const BIAS = -1;
