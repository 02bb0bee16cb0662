import type { Finding } from '../finding.js';
import type { ContractModel } from './contract-model.js';
import type { ParsedDocument } from './parse-document.js';
import { pointerOf } from './pointer.js';
import { quote } from './quote.js';

/** Names that mean something to JavaScript objects: legal, and a risk for careless code that is generated from them. */
const ODD_NAMES = new Set(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf']);

/** What the text shows and the value does not: duplicate keys, and numbers no double holds. */
export function documentFindings(parsed: ParsedDocument): Finding[] {
  const duplicates = parsed.duplicates.map(({ pointer, offset }): Finding => {
    const message = `The key ${quote(pointer.slice(pointer.lastIndexOf('/') + 1))} stands more than once in its object; the last one counts.`;
    const where = { in: 'contract' as const, pointer, ...parsed.positionOf(offset) };
    return { code: 'duplicate-key', severity: 'warning', message, where };
  });
  const inexact = parsed.inexactNumbers.map(({ text, offset }): Finding => {
    const message = `The number ${quote(text)} is beyond double precision and may be read differently elsewhere.`;
    return {
      code: 'number-inexact',
      severity: 'info',
      message,
      where: { in: 'contract', ...parsed.positionOf(offset) },
    };
  });
  const dropped = parsed.repairs.nonFinite.map((tokens): Finding => {
    const message = 'The number is not finite and was read as null.';
    return {
      code: 'number-not-finite',
      severity: 'warning',
      message,
      where: { in: 'contract', pointer: pointerOf(tokens) },
    };
  });
  const replaced = parsed.repairs.badText.map((tokens): Finding => {
    const message = 'The text holds NUL or half a surrogate pair and was read with U+FFFD in its place.';
    return {
      code: 'text-replaced',
      severity: 'warning',
      message,
      where: { in: 'contract', pointer: pointerOf(tokens) },
    };
  });
  return [...duplicates, ...inexact, ...dropped, ...replaced, ...mendedFindings(parsed.mendedLines)];
}

function mendedFindings([line, ...others]: readonly number[]): Finding[] {
  if (line === undefined) return [];
  const more = others.length === 0 ? '' : ` So it is in ${others.length} more line${others.length === 1 ? '' : 's'}.`;
  const message = `The line is not indented as deep as the block it stands in; it was read as if it were.${more}`;
  return [{ code: 'yaml-indentation', severity: 'warning', message, where: { in: 'contract', line, column: 1 } }];
}

/** Entities and properties with names that trip careless code. */
export function nameFindings(model: Pick<ContractModel, 'entities'>): Finding[] {
  const findings: Finding[] = [];
  for (const entity of model.entities) {
    const odd = ODD_NAMES.has(entity.id) ? [entity.id] : [];
    for (const property of entity.properties)
      if (ODD_NAMES.has(property.name)) odd.push(`${entity.id}.${property.name}`);
    for (const name of odd) {
      findings.push({
        code: 'odd-name',
        severity: 'info',
        message: `The name ${quote(name)} means something to JavaScript objects; it is planned like any other.`,
        where: { in: 'contract', pointer: entity.pointer, ref: `entity:${entity.id}` },
      });
    }
  }
  return findings;
}

/**
 * Adds line and column to findings that have just a pointer: of the pointer's own place, else of the nearest part above
 * it.
 */
export function locateFindings(findings: readonly Finding[], parsed: ParsedDocument, converted: boolean): Finding[] {
  const wanted = new Set<string>();
  const original = (pointer: string): string => (converted ? originalPointer(pointer) : pointer);
  for (const { where } of findings) {
    if (where?.pointer === undefined || where.line !== undefined) continue;
    for (let pointer = original(where.pointer); pointer !== ''; pointer = parentOf(pointer)) wanted.add(pointer);
  }
  if (wanted.size === 0) return [...findings];
  const places = parsed.locate(wanted);
  return findings.map((finding) => {
    const { where } = finding;
    if (where?.pointer === undefined || where.line !== undefined) return finding;
    let pointer = original(where.pointer);
    while (pointer !== '' && !places.has(pointer)) pointer = parentOf(pointer);
    const place = places.get(pointer);
    return place === undefined ? finding : { ...finding, where: { ...where, pointer, ...place } };
  });
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** Where a pointer into a converted 2.0 document points in the document received. */
export function originalPointer(pointer: string): string {
  return pointer
    .replace(/^\/components\/schemas(?=\/|$)/, '/definitions')
    .replace(/^\/components\/securitySchemes(?=\/|$)/, '/securityDefinitions')
    .replace(/^\/components\/(?=parameters|responses)/, '/')
    .replace(/^((?:\/paths\/[^/]*\/[^/]*)?\/responses\/[^/]*)\/content\/[^/]*\/schema/, '$1/schema');
}
