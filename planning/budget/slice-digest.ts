import { compareStrings } from '../compare.js';
import type { ContractSlice } from '../contract/contract-document.js';
import { isObject } from '../contract/json-value.js';
import type { JsonObject, JsonValue } from '../contract/json-value.js';
import { pointerOf } from '../contract/pointer.js';
import { canonicalJson, sha256Hex } from '../hash.js';

/** Levels of an OpenAPI document down to its operations and components. */
const PART_LEVELS = 3;
/** Most definitions whose digests are remembered; beyond it all are forgotten. */
const REMEMBERED = 100_000;

/** Digests of operations and components, which slices share and nobody changes. */
const ofParts = new WeakMap<object, string>();
/** Digests of SDL definitions by text. */
const ofDefinitions = new Map<string, string>();

/**
 * A SHA-256 that two slices share exactly when they say the same, whatever the order of keys: over the digests of their
 * operations and components (or definitions) and where each stands, so that each is hashed once, not once per slice.
 */
export function sliceDigest(slice: ContractSlice): string {
  const parts = slice.format === 'graphql' ? slice.definitions.map(digestOfDefinition) : digestsOf(slice.slice);
  return sha256Hex(parts.join('\n'));
}

function digestsOf(document: JsonObject): string[] {
  const found: string[] = [];
  const open: { value: JsonValue; tokens: string[] }[] = [{ value: document, tokens: [] }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { value, tokens } = part;
    if (tokens.length < PART_LEVELS && isObject(value)) {
      for (const [key, child] of Object.entries(value)) open.push({ value: child, tokens: [...tokens, key] });
    } else found.push(`${pointerOf(tokens)} ${digestOf(value)}`);
  }
  return found.sort(compareStrings);
}

function digestOf(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return sha256Hex(canonicalJson(value));
  let digest = ofParts.get(value);
  if (digest === undefined) {
    digest = sha256Hex(canonicalJson(value));
    ofParts.set(value, digest);
  }
  return digest;
}

function digestOfDefinition(text: string): string {
  let digest = ofDefinitions.get(text);
  if (digest === undefined) {
    digest = sha256Hex(text);
    if (ofDefinitions.size >= REMEMBERED) ofDefinitions.clear();
    ofDefinitions.set(text, digest);
  }
  return digest;
}
