import { parseJson, writeJson } from './json.js';

/** A text that stands for another one in a recording. */
export interface Replacement {
  from: string;
  to: string;
}

/** Texts shorter than this are left alone: they would be found by chance. */
const SHORTEST = 4;
const HIDDEN = '(hidden)';
/** Fields that hold where a server's code failed. */
const HIDDEN_FIELDS = new Set(['traceback', 'stacktrace']);
const TRACEBACK = /Traceback \(most recent call last\)[\s\S]*/g;
/** Credentials of others that a server may quote in its messages. */
const CREDENTIALS = [/\b(?:Bearer|Basic) +[\w.~+/-]{8,}=*/gi, /\bsk-[\w-]{16,}/g, /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g];

/** Replacements that hide a secret as it is, as it stands in a URL, and as it stands in JSON. */
export function hiding(secrets: readonly (string | null)[]): Replacement[] {
  return secrets
    .filter((secret) => secret !== null)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .map((from) => ({ from, to: HIDDEN }));
}

/** Secrets shorter than this may be words of an answer. */
const SHORTEST_SECRET = 8;

/** What a flow said without the secrets that it was called with, should it have told them: nothing else is changed. */
export function withoutSecrets(text: string, secrets: readonly (string | null)[]): string {
  const long = secrets.filter((secret) => secret !== null && secret.length >= SHORTEST_SECRET);
  return hiding(long)
    .sort((a, b) => b.from.length - a.from.length)
    .reduce((rest, { from, to }) => rest.replaceAll(from, () => to), text);
}

/**
 * A text without secrets: JSON in all its fields, also where a field is JSON again, a stream line by line, anything else as it is.
 * Tracebacks are taken out, and `replacements` are made in every text, the longest first.
 */
export function redactText(text: string, replacements: readonly Replacement[]): string {
  const ordered = replacements
    .filter(({ from }) => from.length >= SHORTEST)
    .sort((a, b) => b.from.length - a.from.length || (a.from < b.from ? -1 : 1));
  const document = redactDocument(text, ordered);
  if (document !== null) return document;
  const lines = text.split('\n');
  const events = lines.map((line) => redactEvent(line, ordered));
  // Tracebacks go over many lines: only a stream, where every event has its own, is taken apart.
  if (events.every((event) => event === null)) return redactPlain(text, ordered);
  return lines.map((line, at) => events[at] ?? redactPlain(line, ordered)).join('\n');
}

function redactEvent(line: string, ordered: readonly Replacement[]): string | null {
  const prefix = /^(?:data:)?/.exec(line)?.[0] ?? '';
  const document = redactDocument(line.slice(prefix.length), ordered);
  return document === null ? null : prefix + document;
}

/** Walks with a list of its own: how deep an answer is nested is not ours to say. Null when the text is no object or list. */
function redactDocument(text: string, ordered: readonly Replacement[]): string | null {
  const root: unknown = parseJson(text);
  if (!isContainer(root)) return null;
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const [key, value] of Object.entries(node)) {
      if (isHidden(key)) node[key] = HIDDEN;
      else if (typeof value === 'string') node[key] = redactField(value, ordered);
      else if (isContainer(value)) open.push(value);
    }
  }
  return writeJson(root);
}

/**
 * Servers put the details of an error as JSON into a text. Other texts are not written anew, even when they are JSON: what a model
 * wrote must be replayed as it was.
 */
function redactField(value: string, ordered: readonly Replacement[]): string {
  const inner: unknown = value.startsWith('{') ? parseJson(value) : undefined;
  if (!isContainer(inner) || !Object.keys(inner).some(isHidden)) return redactPlain(value, ordered);
  const fields = Object.entries(inner).map(([key, field]) => {
    if (isHidden(key)) return [key, HIDDEN];
    return [key, typeof field === 'string' ? redactPlain(field, ordered) : field];
  });
  return redactPlain(writeJson(Object.fromEntries(fields)) ?? HIDDEN, ordered);
}

function isHidden(field: string): boolean {
  return HIDDEN_FIELDS.has(field.toLowerCase());
}

function redactPlain(text: string, ordered: readonly Replacement[]): string {
  const replaced = ordered.reduce((rest, { from, to }) => rest.replaceAll(from, () => to), text);
  return CREDENTIALS.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), replaced).replace(TRACEBACK, HIDDEN);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
