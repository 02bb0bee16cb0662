import type { Finding } from '../finding.js';

export type ContractKind = 'openapi' | 'graphql';

/** What planning knows of a contract. Lists are sorted by id, so that equal documents give equal models. */
export interface ContractModel {
  kind: ContractKind;
  /** The dialect's version as written (`3.1.0`), or `graphql`. */
  version: string;
  title: string;
  /** SHA-256 of the bytes received. */
  sha256: string;
  bytes: number;
  operations: Operation[];
  entities: Entity[];
  resources: Resource[];
  /** Entities that refer to each other in a ring, ring by ring; see `schemaCycles`. */
  cycles: string[][];
  securitySchemes: SecurityScheme[];
  /** False where the contract neither declares a scheme nor asks for one: access rules then come from the PRD. */
  declaresSecurity: boolean;
  findings: Finding[];
}

export type OperationType = 'operation' | 'webhook' | 'callback' | 'query' | 'mutation' | 'subscription';

export interface Operation {
  /** `GET /pets/{petId}`, `WEBHOOK newPet POST`, `CALLBACK POST /subs onData {$request.body#/url} POST`, `Query.user`. */
  id: string;
  type: OperationType;
  /** What it does to its resource, read from method, path and names; `action` is a named verb on it. */
  effect: 'create' | 'read' | 'list' | 'update' | 'delete' | 'action';
  /** OpenAPI only: upper-cased method and the path as written. */
  method?: string;
  path?: string;
  operationId?: string;
  summary: string;
  description: string;
  tags: string[];
  deprecated: boolean;
  parameters: Parameter[];
  requestBody: Body | null;
  responses: Response[];
  /** Names of the security schemes that must be met; empty when none is asked. `optional`: anonymous works too. */
  security: { schemes: string[]; optional: boolean };
  /** Entities its parameters and request body mention directly. */
  inputEntities: string[];
  /** Entities its successful answers mention directly (through arrays, too). */
  outputEntities: string[];
  /** OpenAPI links of its answers, resolved to operations of the contract; left out where there are none. Sorted by name. */
  links?: { name: string; operation: string }[];
  /** `Resource.name` it belongs to, null when none can be told. */
  resource: string | null;
  /** JSON Pointer (OpenAPI) or schema coordinate (GraphQL). */
  pointer: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie' | 'argument';
  required: boolean;
  type: string;
  description: string;
}

export interface Body {
  required: boolean;
  mediaTypes: string[];
  /** Directly referenced entities; inline objects contribute their properties only. */
  entities: string[];
  properties: Property[];
}

export interface Response {
  /** `200`, `4XX`, `default`; GraphQL operations have one `200`. */
  status: string;
  description: string;
  mediaTypes: string[];
  entities: string[];
  properties: Property[];
}

export type EntityKind = 'object' | 'enum' | 'array' | 'map' | 'scalar' | 'alias' | 'union' | 'interface' | 'input';

export interface Entity {
  /** Key of `components.schemas`, or the GraphQL type name. */
  id: string;
  kind: EntityKind;
  /** True for entities of a contract without schemas, derived from paths and inline bodies. */
  derived: boolean;
  description: string;
  properties: Property[];
  /** Entities referred to outside properties: allOf/oneOf members, array items, interfaces, union members. */
  composes: string[];
  pointer: string;
}

export interface Property {
  name: string;
  /** JSON Schema type or GraphQL named type, lower-cased where built in. */
  type: string;
  format?: string;
  required: boolean;
  nullable: boolean;
  list: boolean;
  readOnly: boolean;
  /** Entity id it refers to. */
  ref?: string;
  /** It is an inline object that carries an id: it names another thing without referring to its schema. */
  identified?: true;
  /** Sorted entity ids it mentions where it refers to no single one: alternatives, map values, inline objects. */
  mentions?: string[];
  description: string;
}

/** One thing of the domain with all contract schemas that are forms, views, pages or envelopes of it. */
export interface Resource {
  /** Singular PascalCase, usually an entity's id: `Pet`. */
  name: string;
  /** Sorted entity ids, the resource's own entity included. Every entity is in exactly one resource. */
  entities: string[];
  /** Sorted operation ids. */
  operations: string[];
}

export interface SecurityScheme {
  name: string;
  type: string;
  /** `bearer`, `basic`, header name, flow …: whatever says more. */
  detail: string;
}

/** Limits checked before any model is built. `config.limits` supplies them; product defaults are in platform/config. */
export interface ContractLimits {
  maxBytes: number;
  maxOperations: number;
  maxSchemas: number;
  maxDepth: number;
  maxTokens: number;
}

/** A contract as received. `auto` detects the kind from the text (and the file name's ending). */
export interface ContractInput {
  /** Of a contract of several files, the root file's. */
  text: string;
  format: ContractKind | 'auto';
  /** Of a contract of several files, the root file's path among them. */
  filename?: string;
  /** The other files of a contract of several. */
  others?: readonly ContractFile[];
  /** What was received, where that is not the text alone: hash and size of the archive. */
  received?: { sha256: string; bytes: number };
  /** What was noticed before the text could be read. */
  findings?: readonly Finding[];
}

/** A file of a contract of several; its path has `/` between names and neither `.` nor `..` among them. */
export interface ContractFile {
  path: string;
  text: string;
}
