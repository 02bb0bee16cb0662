/** One setting: what it accepts, what it is when unset, and what it means. Its name comes from its place in the table. */
export interface Variable<T> {
  /** Completes the sentence "accepts …" in faults and in the documentation. */
  readonly accepts: string;
  readonly default: T;
  /** Shown instead of the default where the default is computed from other settings. */
  readonly defaultText?: string;
  readonly meaning: string;
  /** A secret's value is never printed, neither in faults nor by the config command. */
  readonly secret: boolean;
  /** The value of a non-empty text, or undefined when the text is not accepted. */
  parse(text: string): T | undefined;
}

/** A group of settings: `{ api: { port: … } }` is `PLANNER_API__PORT`. */
export interface Section {
  readonly [key: string]: Variable<unknown> | Section;
}

/** The values of a table of settings, in the table's own shape. */
export type ValuesOf<S> = {
  readonly [K in keyof S]: S[K] extends Variable<infer T> ? T : ValuesOf<S[K]>;
};

interface Range {
  min: number;
  max: number;
}

/** Whether an entry of the table is a setting and not a group of them. */
export function isVariable(node: Variable<unknown> | Section): node is Variable<unknown> {
  return typeof node.parse === 'function';
}

/** Any non-empty text. */
export function text(initial: string, meaning: string): Variable<string> {
  return { accepts: 'text', default: initial, meaning, secret: false, parse: (raw) => raw };
}

/** A path that may be left out; `defaultText` says what is used then. */
export function optionalPath(defaultText: string, meaning: string): Variable<string | null> {
  return { accepts: 'a path', default: null, defaultText, meaning, secret: false, parse: (raw) => raw };
}

/** Texts separated by commas, blanks around them dropped. */
export function list(initial: readonly string[], meaning: string): Variable<readonly string[]> {
  const parse = (raw: string): readonly string[] | undefined => {
    const items = raw.split(',').map((item) => item.trim());
    return items.includes('') ? undefined : items;
  };
  return { accepts: 'a comma-separated list without empty items', default: initial, meaning, secret: false, parse };
}

/** An integer in decimal digits within a closed range. */
export function integer(initial: number, range: Range, meaning: string): Variable<number> {
  const parse = (raw: string): number | undefined => {
    const value = /^-?\d{1,15}$/.test(raw) ? Number(raw) : NaN;
    return value >= range.min && value <= range.max ? value : undefined;
  };
  return { accepts: `an integer from ${range.min} to ${range.max}`, default: initial, meaning, secret: false, parse };
}

/** An integer that may be left out; `defaultText` says what is used then. */
export function optionalInteger(defaultText: string, range: Range, meaning: string): Variable<number | null> {
  return { ...integer(range.min, range, meaning), default: null, defaultText };
}

/** A decimal number within a closed range; no exponent, infinity or NaN. */
export function number(initial: number, range: Range, meaning: string): Variable<number> {
  const parse = (raw: string): number | undefined => {
    const value = /^-?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/.test(raw) ? Number(raw) : NaN;
    return value >= range.min && value <= range.max ? value : undefined;
  };
  return { accepts: `a number from ${range.min} to ${range.max}`, default: initial, meaning, secret: false, parse };
}

/** A decimal number that may be left out; `defaultText` says what is used then. */
export function optionalNumber(defaultText: string, range: Range, meaning: string): Variable<number | null> {
  return { ...number(range.min, range, meaning), default: null, defaultText };
}

/** `true` or `false`, nothing else: a typo must not switch a safeguard. */
export function flag(initial: boolean, meaning: string): Variable<boolean> {
  const parse = (raw: string): boolean | undefined => (raw === 'true' ? true : raw === 'false' ? false : undefined);
  return { accepts: 'true or false', default: initial, meaning, secret: false, parse };
}

/** One of a closed set of words. */
export function choice<const T extends string>(
  options: readonly T[],
  initial: NoInfer<T>,
  meaning: string,
): Variable<T> {
  const parse = (raw: string): T | undefined => options.find((option) => option === raw);
  return { accepts: `one of ${options.join(', ')}`, default: initial, meaning, secret: false, parse };
}

/** A PostgreSQL connection URL. Secret, as it may carry a password. */
export function postgresUrl(defaultText: string, meaning: string): Variable<string | null> {
  const parse = (raw: string): string | undefined => {
    const url = URL.canParse(raw) ? new URL(raw) : null;
    return url !== null && (url.protocol === 'postgresql:' || url.protocol === 'postgres:') ? raw : undefined;
  };
  return {
    accepts: 'a URL such as postgresql://user:password@host:5432/database',
    default: null,
    defaultText,
    meaning,
    secret: true,
    parse,
  };
}

/** Text that may be left out; `defaultText` says what is used then. */
export function optionalText(defaultText: string, meaning: string): Variable<string | null> {
  return { accepts: 'text', default: null, defaultText, meaning, secret: false, parse: (raw) => raw };
}

/** A key or password that may be left out: visible ASCII, since it is sent in a header, where anything else could start another one. */
export function optionalSecret(defaultText: string, meaning: string): Variable<string | null> {
  return {
    accepts: 'at most 4096 visible ASCII characters without blanks',
    default: null,
    defaultText,
    meaning,
    secret: true,
    parse: (raw) => (/^[\x21-\x7e]{1,4096}$/.test(raw) ? raw : undefined),
  };
}

/**
 * An address that may be left out, taken exactly as written. Credentials in it and the query parameters `reserved` are refused:
 * they would lie in the logs of every proxy, or contradict what we send. Secret, as a gateway's key may be part of its query.
 */
export function optionalHttpUrl(
  defaultText: string,
  meaning: string,
  reserved: readonly string[] = [],
): Variable<string | null> {
  const parse = (raw: string): string | undefined => {
    const url = URL.canParse(raw) && !raw.includes('#') ? new URL(raw) : null;
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
    return reserved.some((name) => url.searchParams.has(name)) ? undefined : raw;
  };
  const query = reserved.length === 0 ? '' : ` or the query parameters ${reserved.join(', ')}`;
  return {
    accepts: `an http or https URL without user, password, fragment${query}`,
    default: null,
    defaultText,
    meaning,
    secret: true,
    parse,
  };
}
