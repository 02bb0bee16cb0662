import type { Finding } from '../../finding.js';
import { compareStrings } from '../../compare.js';
import type { ContractModel, Entity } from '../contract-model.js';
import { getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { schemaCycles } from '../schema-cycles.js';
import { pointerOf } from '../pointer.js';
import { code } from '../quote.js';
import { deriveEntities } from './derive-entities.js';
import { dialectOf, isReleased, openApiVersion, versionField } from './dialect.js';
import { listOperations } from './list-operations.js';
import type { OperationSite } from './list-operations.js';
import { resolveIdentities } from './local-identities.js';
import { makeTagNesting } from './nested-tags.js';
import { operationFindings } from './operation-findings.js';
import { addLinks } from './read-links.js';
import { readOperation } from './read-operation.js';
import { readSecuritySchemes } from './read-security.js';
import { entityKind, readShape } from './read-shape.js';
import { referenceFindings } from './reference-findings.js';
import { makeReferences } from './references.js';
import type { References } from './references.js';
import { schemaFindings } from './schema-findings.js';
import { fromSwagger2 } from './swagger2.js';
import { fieldsOf } from './validation/dialect-grammar.js';

/** What an OpenAPI document says: the model's contract part without resources, findings, hash and size. */
export type OpenApiReading = Pick<
  ContractModel,
  'version' | 'title' | 'operations' | 'entities' | 'cycles' | 'securitySchemes' | 'declaresSecurity'
>;

/**
 * The document in the one form that everything after reads: 3.x as it is, 2.0 turned into 3.0, and where parts may have
 * addresses or anchors of their own, references by these written as pointers.
 */
export function normalise(root: JsonObject, mayHoldIdentities: boolean): JsonObject {
  if (dialectOf(root) === '2.0') return fromSwagger2(root);
  return mayHoldIdentities ? resolveIdentities(root) : root;
}

/** A normalised document with its operations listed but not read: what counting and reading share. */
export interface OpenApiOutline {
  references: References;
  sites: OperationSite[];
  /** Number of component schemas. */
  schemas: number;
}

/**
 * Lists the operations (webhooks and callbacks too) and counts the component schemas of a normalised document; of more
 * than `maxOperations` it lists just enough to tell.
 */
export function outline(root: JsonObject, maxOperations: number): OpenApiOutline {
  const references = makeReferences(root);
  const schemas = getObject(getObject(root, 'components'), 'schemas');
  return {
    references,
    sites: listOperations(references, maxOperations),
    schemas: schemas === undefined ? 0 : Object.keys(schemas).length,
  };
}

/** Reads an outlined document; `original` is the one received, for its version and references as written. */
export function readOpenApi({ references, sites }: OpenApiOutline, original: JsonObject): OpenApiReading {
  const { root } = references;
  const nest = makeTagNesting(root);
  const operations = sites
    .map((site) => readOperation(site, references, nest))
    .sort((a, b) => compareStrings(a.id, b.id));
  addLinks(operations, sites, references);
  const declared = readEntities(references);
  const securitySchemes = readSecuritySchemes(references);
  const entities = declared.length > 0 ? declared : deriveEntities(operations, sites, references);
  return {
    version: openApiVersion(original),
    title: getText(getObject(root, 'info'), 'title'),
    operations,
    entities,
    cycles: schemaCycles(entities),
    securitySchemes,
    declaresSecurity:
      securitySchemes.length > 0 || operations.some((operation) => operation.security.schemes.length > 0),
  };
}

/** What is odd about an outlined document: its version, references that lead nowhere or outside, operations, schemas. */
export function openApiFindings(
  { references, sites }: OpenApiOutline,
  { operations }: Pick<ContractModel, 'operations'>,
  original: JsonObject,
): Finding[] {
  const dialect = dialectOf(original);
  return [
    ...versionFindings(original),
    ...referenceFindings(dialect === '2.0' ? original : references.root, fieldsOf(dialect)),
    ...operationFindings(sites, operations, references),
    ...schemaFindings(references),
  ];
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
  const version = code(openApiVersion(root));
  const { name, isText } = versionField(root);
  const findings: Finding[] = [];
  const where = { in: 'contract' as const, pointer: `/${name}` };
  if (!isText) {
    const message = `The version ${version} is a number; it was read as text. Quote it.`;
    findings.push({ code: 'version-not-text', severity: 'warning', message, where });
  }
  if (!isReleased(root)) {
    const message = `Version ${version} is not known; the document is read as ${dialectOf(root)}.`;
    findings.push({ code: 'version-unknown', severity: 'warning', message, where });
  }
  return findings;
}

/** True for an object with an `openapi` or `swagger` field. */
export function isOpenApi(root: JsonValue): root is JsonObject {
  return isObject(root) && openApiVersion(root) !== '';
}
