/** What a way of speaking tells of a user interface, from what says most to what says least. */
export const UI_KINDS = [
  /** The thing itself, by a name that hardly means anything else: a web site, a mobile app, a console for admins. */
  'interface',
  /** What it is made with or after: a toolkit, a design. */
  'toolkit',
  /** What a person does with a hand: tap, drag, scroll. */
  'gesture',
  /** Hardware that a person looks at and touches. */
  'device',
  /** How it looks: colours of states, themes, contrast. */
  'look',
  /** Platforms that interfaces run on, among other things. */
  'platform',
  /** The thing by a word that means other things too: a portal, a page, a form. */
  'surface',
  /** Parts that a person works with: buttons, icons, tabs. */
  'control',
  /** Small traits of looks: an order on a screen, a highlight. */
  'hint',
  /** Words for hardware that stand for other things too: a phone, a keyboard. */
  'hardware',
  /** Somebody sees or looks at something. */
  'sees',
] as const;

export type UiKind = (typeof UI_KINDS)[number];

/** A way to speak of a user interface. */
export interface UiTerm {
  kind: UiKind;
  pattern: RegExp;
  /** Words in whose company it means something else. */
  unless?: RegExp;
}

export type UiTermRow = readonly [kind: UiKind, source: string, unless?: string];

/** Compiles rows; the sources hold no repetition inside a repetition, so that matching stays linear. */
export function uiTerms(rows: readonly UiTermRow[]): UiTerm[] {
  return rows.map(([kind, source, unless]) => ({
    kind,
    // Names of products are words in lower case: unity, leaflet, react.
    pattern: new RegExp(source, kind === 'toolkit' || kind === 'platform' ? 'gu' : 'giu'),
    ...(unless === undefined ? {} : { unless: new RegExp(String.raw`(?<!\p{L})(?:${unless})`, 'iu') }),
  }));
}

/** The thing or what it runs on or is made with: something one can point at. */
export function isThing(kind: UiKind): boolean {
  return isSurface(kind) || isMeans(kind);
}

export function isSurface(kind: UiKind): boolean {
  return kind === 'interface' || kind === 'surface';
}

/** Hardware, platforms and toolkits: to name them is no claim that somebody else has an interface. */
export function isMeans(kind: UiKind): boolean {
  return ['device', 'hardware', 'toolkit', 'platform'].includes(kind);
}
