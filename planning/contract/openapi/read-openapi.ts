import type { Finding } from '../../finding.js';
import { compareStrings } from '../../compare.js';
import type { ContractModel, Entity } from '../contract-model.js';
import { get, getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, pointerOf, valueAt } from '../pointer.js';
import { deriveEntities } from './derive-entities.js';
import { listOperations } from './list-operations.js';
import type { OperationSite } from './list-operations.js';
import { addLinks } from './read-links.js';
import { readOperation } from './read-operation.js';
import { readSecuritySchemes } from './read-security.js';
import { entityKind, readShape } from './read-shape.js';
import { findReferences, makeReferences } from './references.js';
import type { References } from './references.js';
import { fromSwagger2 } from './swagger2.js';

/** What an OpenAPI document says: the model's contract part without resources, hash and size. */
export type OpenApiReading = Pick<
  ContractModel,
  'version' | 'title' | 'operations' | 'entities' | 'securitySchemes' | 'declaresSecurity' | 'findings'
>;

const KNOWN = /^(?:2\.0|3\.[012](?:\.\d+)?)$/;

/** The dialect's version as written; '' for a document that is no OpenAPI document. */
export function openApiVersion(root: JsonValue): string {
  return getText(root, 'openapi') || getText(root, 'swagger');
}

/** The document in the one form that everything after reads: 3.x as it is, 2.0 turned into 3.0. */
export function normalise(root: JsonObject): JsonObject {
  return openApiVersion(root).startsWith('2') ? fromSwagger2(root) : root;
}

/** A normalised document with its operations listed but not read: what counting and reading share. */
export interface OpenApiOutline {
  references: References;
  sites: OperationSite[];
  /** Number of component schemas. */
  schemas: number;
}

/** Lists the operations (webhooks and callbacks too) and counts the component schemas of a normalised document. */
export function outline(root: JsonObject): OpenApiOutline {
  const references = makeReferences(root);
  const schemas = getObject(getObject(root, 'components'), 'schemas');
  return {
    references,
    sites: listOperations(references),
    schemas: schemas === undefined ? 0 : Object.keys(schemas).length,
  };
}

/** Reads an outlined document; `original` is the one received, for its version as written. */
export function readOpenApi({ references, sites }: OpenApiOutline, original: JsonObject): OpenApiReading {
  const { root } = references;
  const operations = sites.map((site) => readOperation(site, references)).sort((a, b) => compareStrings(a.id, b.id));
  addLinks(operations, sites, references);
  const declared = readEntities(references);
  const securitySchemes = readSecuritySchemes(references);
  const entities = declared.length > 0 ? declared : deriveEntities(operations, sites, references);
  return {
    version: openApiVersion(original),
    title: getText(getObject(root, 'info'), 'title'),
    operations,
    entities,
    securitySchemes,
    declaresSecurity:
      securitySchemes.length > 0 || operations.some((operation) => operation.security.schemes.length > 0),
    findings: [...versionFindings(original), ...referenceFindings(root), ...operationIdFindings(sites)],
  };
}

function readEntities(references: References): Entity[] {
  const schemas = getObject(getObject(references.root, 'components'), 'schemas') ?? {};
  return Object.entries(schemas)
    .map(([id, schema]): Entity => {
      const shape = readShape(schema, references);
      return {
        id,
        kind: entityKind(schema),
        derived: false,
        description: getText(schema, 'description') || getText(schema, 'title'),
        properties: shape.properties,
        composes: shape.mentions,
        pointer: pointerOf(['components', 'schemas', id]),
      };
    })
    .sort((a, b) => compareStrings(a.id, b.id));
}

function versionFindings(root: JsonObject): Finding[] {
  const written = get(root, 'openapi') ?? get(root, 'swagger');
  const field = Object.hasOwn(root, 'openapi') ? 'openapi' : 'swagger';
  const findings: Finding[] = [];
  const where = { in: 'contract' as const, pointer: `/${field}` };
  if (typeof written !== 'string') {
    const message = `The version ${openApiVersion(root)} is no text; quote it.`;
    findings.push({ code: 'version-not-text', severity: 'warning', message, where });
  }
  if (!KNOWN.test(openApiVersion(root))) {
    const message = `Version ${openApiVersion(root)} is not known; the document is read as the nearest known one.`;
    findings.push({ code: 'version-unknown', severity: 'warning', message, where });
  }
  return findings;
}

function referenceFindings(root: JsonObject): Finding[] {
  const findings: Finding[] = [];
  for (const site of findReferences(root)) {
    const pointer = localPointer(site.ref);
    const where = { in: 'contract' as const, pointer: `${site.pointer}/$ref` };
    if (pointer === null) {
      const message = `The reference ${quote(site.ref)} leads out of the document and is never followed.`;
      findings.push({ code: 'external-ref', severity: 'warning', message, where });
    } else if (valueAt(root, pointer) === undefined) {
      const message = `The reference ${quote(site.ref)} leads nowhere.`;
      findings.push({ code: 'dangling-ref', severity: 'error', message, where });
    }
  }
  return findings;
}

function operationIdFindings(sites: readonly OperationSite[]): Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const site of [...sites].sort((a, b) => compareStrings(a.id, b.id))) {
    const id = getText(site.operation, 'operationId');
    const other = first.get(id);
    if (id === '' || other === undefined) {
      first.set(id, site.id);
      continue;
    }
    const message = `The operationId ${quote(id)} of ${site.id} is also that of ${other}.`;
    const where = { in: 'contract' as const, pointer: `${site.pointer}/operationId`, ref: `op:${site.id}` };
    findings.push({ code: 'duplicate-operation-id', severity: 'warning', message, where });
  }
  return findings;
}

/** Untrusted text in a message: shortened, quoted. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}

/** True for an object with an `openapi` or `swagger` field. */
export function isOpenApi(root: JsonValue): root is JsonObject {
  return isObject(root) && openApiVersion(root) !== '';
}
