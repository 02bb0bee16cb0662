import { randomInt } from 'node:crypto';

import { list, member, text } from './json.js';
import type { CheckTarget } from './target.js';

/** The inputs of a run, and what workflows ask for that nobody gave: input names by workflow id. */
export interface ArazzoInputs {
  values: Record<string, string>;
  missing: Map<string, string[]>;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Values for the inputs that a document declares: those that were given; the token for what is a password; for `runId` and
 * `runShort` something no run before had, so that names it makes are new.
 */
export function arazzoInputs(arazzo: Record<string, unknown>, target: CheckTarget): ArazzoInputs {
  const declared = declaredInputs(arazzo);
  const values: Record<string, string> = { ...Object.fromEntries(target.inputs) };
  const open: string[] = [];
  for (const [name, schema] of declared) {
    if (Object.hasOwn(values, name)) continue;
    const value = valueFor(name, schema, target);
    if (value !== null) Object.defineProperty(values, name, { value, enumerable: true });
    else if (member(schema, 'default') === undefined) open.push(name);
  }
  const missing = new Map<string, string[]>();
  for (const workflow of list(arazzo['workflows'])) {
    const used = JSON.stringify(workflow);
    const names = open.filter((name) => new RegExp(`\\$inputs\\.${escaped(name)}(?![\\w-])`).test(used));
    if (names.length > 0) missing.set(text(member(workflow, 'workflowId')), names);
  }
  return { values, missing };
}

/** Names and schemas of all inputs, those of single workflows too. */
function declaredInputs(arazzo: Record<string, unknown>): Map<string, unknown> {
  const components: unknown = member(member(arazzo, 'components'), 'inputs');
  const shared: unknown[] = components !== null && typeof components === 'object' ? Object.values(components) : [];
  const own = list(arazzo['workflows']).map((workflow) => member(workflow, 'inputs'));
  const found = new Map<string, unknown>();
  for (const schema of [...shared, ...own]) {
    const properties = member(schema, 'properties');
    if (properties === null || typeof properties !== 'object') continue;
    for (const [name, property] of Object.entries(properties)) found.set(name, property);
  }
  return found;
}

function valueFor(name: string, schema: unknown, { token }: CheckTarget): string | null {
  if (name === 'runId') return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? 'a').join('');
  if (name === 'runShort') return String(randomInt(100)).padStart(2, '0');
  return name === 'token' || member(schema, 'format') === 'password' ? token : null;
}

function escaped(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, String.raw`\$&`);
}
