declare const cleaned: unique symbol;

/** A document whose texts may be printed on a terminal; so may those of all its parts. */
export type Safe<T> = T extends object ? { [K in keyof T]: Safe<T[K]> } & { readonly [cleaned]: true } : T;

/**
 * One JSON token at a time: escapes that stay (`\"`, `\\`, `\/`, `\n`, `\t`), then everything a terminal would act on:
 * other control characters, which JSON.stringify escapes, DEL and C1 controls, which it does not, and marks that turn
 * the direction of text.
 */
const TOKENS = /\\(["\\/nt])|\\u00[01][0-9a-f]|\\[bfr]|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The document without control characters in its texts and names: what came from a service was written by others, and
 * must neither move the cursor nor colour or hide anything. Line feeds and tabs stay.
 */
export function makeSafe<T extends object>(document: T): Safe<T> {
  const text = JSON.stringify(document).replace(TOKENS, (token, kept?: string) => (kept === undefined ? '' : token));
  return JSON.parse(text) as Safe<T>;
}

/** As makeSafe, for one text. */
export function safeText(text: string): string {
  return makeSafe({ text }).text;
}

/** Indented JSON that is exact and prints harmlessly: what JSON.stringify leaves raw is escaped. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
