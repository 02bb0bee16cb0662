import { CORE_SCHEMA, EVENT_ID, constructFromEvents, mergeTag, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { Refusal } from '../finding.js';
import { findCycleOrBomb } from './alias-size.js';
import type { ContractLimits } from './contract-model.js';
import {
  countYamlNodes,
  longName,
  makeLongestKeyFinder,
  MAX_JSON_NODES,
  MAX_NAME_LENGTH,
  MAX_YAML_NODES,
  tooManyNodes,
} from './document-limits.js';
import { makeDuplicateFinder, makeLocator } from './document-visitor.js';
import type { DuplicateKey } from './document-visitor.js';
import { countMembers } from './json-value.js';
import type { JsonValue } from './json-value.js';
import { parseMended, withoutMending } from './mend-indentation.js';
import type { MendedYaml } from './mend-indentation.js';
import { repairValues } from './repair-values.js';
import type { Repairs } from './repair-values.js';
import { at, overLimit, unparseable } from './refusals.js';
import { measureJson, visitJson } from './scan-json.js';
import { makePositions } from './text-position.js';
import type { TextPosition } from './text-position.js';
import { visitYaml } from './visit-yaml.js';

/** A JSON or YAML text as a value, with what its text shows and the value does not. */
export interface ParsedDocument {
  root: JsonValue;
  duplicates: DuplicateKey[];
  /** Numbers that no double holds exactly. */
  inexactNumbers: { offset: number; text: string }[];
  repairs: Repairs;
  /** Lines of YAML that were read as if they were indented further. */
  mendedLines: number[];
  positionOf(offset: number): TextPosition;
  /** Where the given JSON Pointers stand; one that is not in the text is left out. */
  locate(pointers: Iterable<string>): Map<string, SourcePlace>;
}

/** Where something stands: in a document made of several files, in which and under which pointer there. */
export interface SourcePlace extends TextPosition {
  file?: string;
  pointer?: string;
}

type Parsed = ParsedDocument | { refusal: Refusal };

/** More duplicates than this tell a reader nothing new. */
const MAX_DUPLICATES = 100;
/** Escapes that may stand for NUL or half a surrogate pair. */
const ODD_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;
/** As many numbers are named that no double holds. */
const MAX_INEXACT = 100;
const MAX_ALIASES = 10_000;
const YAML_SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/**
 * Parses JSON (text that starts like it) or YAML 1.2 with merge keys. Duplicate keys are kept (the last wins) and
 * listed. Refuses what does not parse, nests deeper than `maxDepth` or expands its aliases without bound; never throws,
 * never recurses over the text.
 */
export function parseDocument(text: string, limits: Pick<ContractLimits, 'maxDepth'>): Parsed {
  return looksLikeJson(text) ? parseJson(text, limits.maxDepth) : parseYaml(text, limits.maxDepth);
}

/** True for text whose first characters only JSON has: `{"`, `{}`, `[{` …; a YAML flow mapping has bare keys. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:["\]{[]|$))/.test(text);
}

function parseJson(text: string, maxDepth: number): Parsed {
  const positionOf = makePositions(text);
  const shape = measureJson(text, maxDepth);
  if (shape.tooDeepAt >= 0) {
    return { refusal: overLimit('maxDepth', maxDepth, 'it nests deeper than that', at(positionOf(shape.tooDeepAt))) };
  }
  if (shape.nodes > MAX_JSON_NODES) return { refusal: tooManyNodes(MAX_JSON_NODES, shape.nodes, 'JSON') };
  const { length, offset } = shape.longestName;
  if (length > MAX_NAME_LENGTH) {
    return { refusal: longName(text.slice(offset + 1, offset + 41), length, positionOf(offset)) };
  }
  let root: JsonValue;
  try {
    root = JSON.parse(text) as JsonValue;
  } catch (error) {
    const offset = jsonErrorOffset(error, text);
    return { refusal: unparseable('JSON', jsonErrorText(error, text, offset), at(positionOf(offset))) };
  }
  const inexactNumbers = firstInexact(shape.longNumbers);
  const odd =
    ODD_ESCAPE.test(text) ||
    !text.isWellFormed() ||
    shape.longNumbers.some((number) => !Number.isFinite(Number(number.text)));
  const repairs = odd ? repairValues(root) : { nonFinite: [], badText: [] };
  const finder = makeDuplicateFinder(MAX_DUPLICATES);
  // A duplicate makes the value hold fewer members than the text, so the slow pass runs only where there is one.
  if (countMembers(root) < shape.members) visitJson(text, finder);
  return {
    root,
    duplicates: finder.duplicates,
    inexactNumbers,
    repairs,
    mendedLines: [],
    positionOf,
    locate: (pointers) => locateWith(pointers, positionOf, (locator) => visitJson(text, locator)),
  };
}

function parseYaml(text: string, maxDepth: number): Parsed {
  const nodes = countYamlNodes(text);
  if (nodes > MAX_YAML_NODES) return { refusal: tooManyNodes(MAX_YAML_NODES, nodes, 'YAML') };
  let mended: MendedYaml;
  let documents: unknown[];
  try {
    mended = parseMended(text, maxDepth);
    const options = { source: mended.source, schema: YAML_SCHEMA, json: true, maxAliases: MAX_ALIASES };
    documents = constructFromEvents(mended.events, options);
  } catch (error) {
    if (error instanceof YAMLException) return { refusal: yamlRefusal(error, maxDepth) };
    throw error;
  }
  if (documents.length !== 1) {
    const what = documents.length === 0 ? 'it is empty' : `it holds ${documents.length} documents instead of one`;
    return { refusal: unparseable('YAML', what, { in: 'contract', line: 1, column: 1 }) };
  }
  const { source, events, lines } = mended;
  const positionOf = withoutMending(makePositions(source), lines);
  const long = longKey(source, events);
  if (long !== null) return { refusal: longName(long.name, long.name.length, positionOf(long.offset)) };
  const root = documents[0] as JsonValue;
  // Without an alias nothing is shared, and the parser has held the nesting to its limit.
  const aliased = events.some((event) => event.type === EVENT_ID.ALIAS);
  const bomb = aliased ? findCycleOrBomb(root, maxDepth) : null;
  if (bomb !== null) return { refusal: overLimit(bomb.limit, bomb.allowed, bomb.found, null) };
  const finder = makeDuplicateFinder(MAX_DUPLICATES);
  visitYaml(source, events, finder);
  return {
    root,
    duplicates: finder.duplicates,
    inexactNumbers: inexactYamlNumbers(source, events),
    repairs: repairValues(root),
    mendedLines: lines,
    positionOf,
    locate: (pointers) => locateWith(pointers, positionOf, (locator) => visitYaml(source, events, locator)),
  };
}

/** The longest key where one is too long. Looked for only where some scalar is. */
function longKey(text: string, events: readonly Event[]): { name: string; offset: number } | null {
  const isLong = (event: Event): boolean =>
    event.type === EVENT_ID.SCALAR && event.valueEnd - event.valueStart > MAX_NAME_LENGTH;
  if (!events.some(isLong)) return null;
  const finder = makeLongestKeyFinder();
  visitYaml(text, events, finder);
  return finder.longest.name.length > MAX_NAME_LENGTH ? finder.longest : null;
}

function locateWith(
  pointers: Iterable<string>,
  positionOf: (offset: number) => TextPosition,
  visit: (locator: ReturnType<typeof makeLocator>) => void,
): Map<string, TextPosition> {
  const locator = makeLocator(pointers);
  visit(locator);
  return new Map([...locator.found].map(([pointer, offset]) => [pointer, positionOf(offset)]));
}

function yamlRefusal(error: YAMLException, maxDepth: number): Refusal {
  const where = error.mark === undefined ? null : at({ line: error.mark.line + 1, column: error.mark.column + 1 });
  if (error.reason.includes('maxDepth')) return overLimit('maxDepth', maxDepth, 'it nests deeper than that', where);
  if (/maxAliases|merge keys/i.test(error.reason)) return overLimit('aliases', MAX_ALIASES, error.reason, where);
  return unparseable('YAML', error.reason, where);
}

function firstInexact(numbers: readonly { offset: number; text: string }[]): { offset: number; text: string }[] {
  const found = [];
  for (const number of numbers) {
    if (found.length >= MAX_INEXACT) break;
    if (!isExact(number.text)) found.push(number);
  }
  return found;
}

function inexactYamlNumbers(text: string, events: readonly Event[]): { offset: number; text: string }[] {
  const found: { offset: number; text: string }[] = [];
  for (const event of events) {
    if (found.length >= MAX_INEXACT) break;
    if (!('valueStart' in event) || event.style !== 1 || event.valueEnd - event.valueStart <= 15) continue;
    const scalar = text.slice(event.valueStart, event.valueEnd);
    if (/^[-+]?\d[\d.]*(?:[eE][-+]?\d+)?$/.test(scalar) && !isExact(scalar)) {
      found.push({ offset: event.valueStart, text: scalar });
    }
  }
  return found;
}

/** Whether a double holds the number as written: integers exactly, others to the 17 significant digits a double has. */
function isExact(text: string): boolean {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  if (/^[-+]?\d+$/.test(text)) return BigInt(value) === BigInt(text.replace('+', ''));
  return significantDigits(text) <= 17;
}

/** Digits of a decimal number without zeros at either end, its exponent left out. */
function significantDigits(text: string): number {
  let digits = 0;
  let zeros = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 32;
    if (code === 101) break;
    if (code < 48 || code > 57) continue;
    if (code === 48) zeros += digits > 0 ? 1 : 0;
    else {
      digits += zeros + 1;
      zeros = 0;
    }
  }
  return digits;
}

/** V8 says "at position N"; where it does not, the text ended too early. */
function jsonErrorOffset(error: unknown, text: string): number {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '');
  return position === null ? text.length : Number(position[1]);
}

function jsonErrorText(error: unknown, text: string, offset: number): string {
  if (offset >= text.trimEnd().length) return 'the text ends before the document is complete';
  if (!(error instanceof Error)) return 'unexpected text';
  return error.message.replace(/ in JSON at position.*$/s, '').replace(/, ".*$/s, '');
}
