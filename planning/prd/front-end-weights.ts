import type { UiKind } from './ui-terms.js';

/** What evidence counts as; `front-end-weights.ts` says how much. */
export type UiFeature =
  | UiKind
  | 'later'
  | 'others'
  | 'aside'
  | 'ruled out'
  | 'other medium'
  | 'other meaning'
  | 'repeated'
  | 'programs'
  | 'no interface'
  | 'another product'
  | 'left to others'
  | 'programs at screens'
  | 'only in front'
  | 'measured'
  | 'other channel'
  | 'titled as a program'
  | 'talk of looks'
  | 'talk of places'
  | 'talk of hands'
  | 'talk of people'
  | 'talk of data'
  | 'talk in acronyms';

export const BIAS = -1;
export const FRONT_END_WEIGHTS: Readonly<Record<UiFeature, number>> = {
  interface: 1.5,
  toolkit: 1.5,
  gesture: 1.2,
  device: 1,
  look: 1,
  platform: 0.7,
  surface: 0.7,
  control: 0.8,
  hint: 0.6,
  hardware: 0.4,
  sees: 0.5,
  does: 0.4,
  later: -0.2,
  others: -0.5,
  aside: -0.2,
  'ruled out': -0.4,
  'other medium': -0.3,
  'other meaning': -0.5,
  repeated: -0.5,
  programs: -0.4,
  'no interface': -1.5,
  'another product': -1,
  'left to others': -1,
  'programs at screens': -1.5,
  'only in front': 1.5,
  measured: -0.5,
  'other channel': -0.3,
  'titled as a program': -0.5,
  'talk of looks': 0,
  'talk of places': 0,
  'talk of hands': 0,
  'talk of people': 0,
  'talk of data': 0,
  'talk in acronyms': 0,
};
