import type { ErrorObject } from 'ajv';
import { isObject, put } from '../../json-value.js';
import type { JsonObject, JsonValue } from '../../json-value.js';
import { pointerOf } from '../../pointer.js';
import type { Dialect } from '../dialect.js';
import { nodesIn } from '../grammar.js';
import type { NodeKind } from '../grammar.js';
import { fieldsOf, placeholder, wrap } from './dialect-grammar.js';
import { officialValidator } from './official-schemas.js';

/** A node that breaks the official schema by itself, its children aside. */
export interface FaultyNode {
  kind: NodeKind;
  node: JsonObject;
  pointer: string;
  /** Places are relative to the node. */
  errors: ErrorObject[];
}

interface Frame {
  node: JsonObject;
  kind: NodeKind;
  parent: Frame | null;
  tokens: string[];
  /** Whether anything is wrong at or below it is asked first; below the third level every node is looked at. */
  level: number;
}

/** Members of one map or list, and nodes of one document, that are looked at. */
const MAX_MEMBERS = 300;
const MAX_NODES = 10_000;
const WHOLE_LEVELS = 3;

/**
 * Finds the nodes of a document (as received) that break the official schema of its dialect, one by one: every node is
 * compared without its children, so that a fault has one place and one cause. A sound document costs one pass. `visit`
 * is told of each faulty node in the order of the text. The work is bounded whatever the number of faults; false where
 * the bound was met.
 */
export function findFaults(root: JsonObject, dialect: Dialect, visit: (node: FaultyNode) => void): boolean {
  const fieldOf = fieldsOf(dialect);
  const isSound = officialValidator(dialect, false);
  const top: Frame = { node: root, kind: 'document', parent: null, tokens: [], level: 0 };
  const open: Frame[] = [top];
  let looked = 0;
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (frame.level < WHOLE_LEVELS && isSound(wrap(frame.node, frame.kind, dialect).document)) continue;
    if (looked++ >= MAX_NODES) return false;
    const errors = ownErrors(frame, dialect, fieldOf);
    if (errors.length > 0) visit({ kind: frame.kind, node: frame.node, pointer: pointerTo(frame), errors });
    const inside: Frame[] = [];
    for (const key of Object.keys(frame.node)) {
      const child = fieldOf(frame.kind, key);
      const value = child === undefined ? undefined : frame.node[key];
      if (child === undefined || value === undefined) continue;
      const level = child.kind === 'components' ? frame.level : frame.level + 1;
      for (const { tokens, value: node } of nodesIn(key, child, value)) {
        if (isObject(node)) inside.push({ node, kind: child.kind, parent: frame, tokens, level });
      }
    }
    for (const next of inside.reverse()) open.push(next);
  }
  return true;
}

/** What is wrong with a node when its children are all right. */
function ownErrors(frame: Frame, dialect: Dialect, fieldOf: ReturnType<typeof fieldsOf>): ErrorObject[] {
  const { document, pointer } = wrap(shallow(frame, dialect, fieldOf), frame.kind, dialect);
  const validate = officialValidator(dialect, true);
  if (validate(document)) return [];
  return (validate.errors ?? [])
    .filter(({ instancePath }) => instancePath.startsWith(pointer))
    .map((error) => ({ ...error, instancePath: error.instancePath.slice(pointer.length) }));
}

/** A copy of a node with a sound stand-in for every child, and with no more members than a reader cares for. */
function shallow(frame: Frame, dialect: Dialect, fieldOf: ReturnType<typeof fieldsOf>): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(frame.node).slice(0, MAX_MEMBERS)) {
    const value = frame.node[key];
    const child = fieldOf(frame.kind, key);
    if (value === undefined || (key.startsWith('x-') && child === undefined)) continue;
    const standIn = (item: JsonValue, n: number): JsonValue =>
      child !== undefined && isObject(item) ? placeholder(child.kind, dialect, n) : item;
    if (child === undefined) put(copy, key, trim(value));
    else if (Array.isArray(value)) put(copy, key, value.slice(0, MAX_MEMBERS).map(standIn));
    else if (child.shape !== 'map' || !isObject(value)) put(copy, key, standIn(value, 0));
    else put(copy, key, mapMembers(value, standIn));
  }
  return copy;
}

function mapMembers(value: JsonObject, change: (item: JsonValue, n: number) => JsonValue): JsonObject {
  const members: JsonObject = {};
  for (const [n, name] of Object.keys(value).slice(0, MAX_MEMBERS).entries()) {
    put(members, name, name.startsWith('x-') ? {} : change(value[name] ?? null, n));
  }
  return members;
}

/** Plain data with bounded lists and maps, two levels deep. */
function trim(value: JsonValue): JsonValue {
  const cut = (item: JsonValue): JsonValue => {
    if (Array.isArray(item)) return item.slice(0, MAX_MEMBERS);
    return isObject(item) ? mapMembers(item, (inner) => inner) : item;
  };
  if (Array.isArray(value)) return value.slice(0, MAX_MEMBERS).map(cut);
  return isObject(value) ? mapMembers(value, cut) : value;
}

function pointerTo(frame: Frame): string {
  const parts: string[] = [];
  for (let at: Frame | null = frame; at !== null; at = at.parent) parts.push(pointerOf(at.tokens));
  return parts.reverse().join('');
}
