/** What a way of speaking tells of a user interface. */
export type UiKind =
  /** The thing itself: an app, a page, a console. */
  | 'product'
  /** What it is made with or after: a toolkit, a design. */
  | 'tool'
  /** Hardware that a person looks at and touches. */
  | 'device'
  /** What a person does there: tap, drag, scroll. */
  | 'act'
  /** How it looks: colours of states, layout, themes, contrast. */
  | 'look'
  /** What a person does that an interface is one way to: see, open, choose. */
  | 'person';

/** A way to speak of a user interface, and how much it says: 0.7 is enough for a front end, less needs company. */
export interface UiTerm {
  kind: UiKind;
  weight: number;
  pattern: RegExp;
  /** Words in whose company it means something else. */
  unless?: RegExp;
}

export type UiTermRow = readonly [kind: UiKind, weight: number, source: string, unless?: string];

/** Compiles rows; the sources hold no repetition inside a repetition, so that matching stays linear. */
export function uiTerms(rows: readonly UiTermRow[]): UiTerm[] {
  return rows.map(([kind, weight, source, unless]) => ({
    kind,
    weight,
    // Names of products are words in lower case: unity, leaflet, react.
    pattern: new RegExp(source, kind === 'tool' ? 'gu' : 'giu'),
    ...(unless === undefined ? {} : { unless: new RegExp(String.raw`(?<!\p{L})(?:${unless})`, 'iu') }),
  }));
}
