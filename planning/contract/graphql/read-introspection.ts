import { Kind, OperationTypeNode, print } from 'graphql';
import type { DefinitionNode, TypeDefinitionNode } from 'graphql';
import type { Finding } from '../../finding.js';
import { get, getList, getObject, getText } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { code } from '../quote.js';
import {
  deprecation,
  description,
  fieldNodes,
  inputNodes,
  isName,
  namedMembers,
  namedType,
  nameNode,
} from './introspection-nodes.js';
import type { Report } from './introspection-nodes.js';
import { BUILT_IN_DIRECTIVES, BUILT_IN_SCALARS, isIntrospection } from './schema-index.js';

/** The result of an introspection query as SDL. */
export interface Introspection {
  sdl: string;
  findings: Finding[];
  /** JSON Pointer into the result for a schema coordinate (`User`, `User.name`); of the type where a member is unknown. */
  pointerOf: (coordinate: string) => string;
}

const ROOTS: readonly [string, OperationTypeNode][] = [
  ['queryType', OperationTypeNode.QUERY],
  ['mutationType', OperationTypeNode.MUTATION],
  ['subscriptionType', OperationTypeNode.SUBSCRIPTION],
];

/** Where the schema of an introspection result stands: at its top, or under `data`; null for any other document. */
export function schemaPointer(root: JsonValue): string | null {
  if (getObject(root, '__schema') !== undefined) return '/__schema';
  return getObject(get(root, 'data'), '__schema') === undefined ? null : '/data/__schema';
}

/**
 * Writes the result of an introspection query as SDL, deprecated parts too; the result need not be a valid schema. What
 * GraphQL has no form for (a name with a hyphen, a type that breaks off) is left out or assumed, with a finding.
 */
export function readIntrospection(schema: JsonObject, pointer: string): Introspection {
  const findings: Finding[] = [];
  const report: Report = (place, message) => {
    findings.push({
      code: 'introspection-fault',
      severity: 'warning',
      message,
      where: { in: 'contract', pointer: place },
    });
  };
  const places = new Map<string, { pointer: string; type: JsonValue }>();
  const definitions: DefinitionNode[] = [...rootDefinition(schema)];
  for (const { value, name, pointer: place } of namedMembers(schema, 'types', pointer, report)) {
    if (isIntrospection(name) || BUILT_IN_SCALARS.has(name)) continue;
    if (places.has(name)) {
      report(place, `The type ${code(name)} stands there more than once; the first counts.`);
      continue;
    }
    places.set(name, { pointer: place, type: value });
    definitions.push(typeDefinition(value, name, place, report));
  }
  for (const directive of namedMembers(schema, 'directives', pointer, report)) {
    if (!BUILT_IN_DIRECTIVES.has(directive.name)) definitions.push(directiveDefinition(directive, report));
  }
  const sdl = print({ kind: Kind.DOCUMENT, definitions });
  return { sdl: `${sdl}\n`, findings, pointerOf: (coordinate) => placeOf(coordinate, places, pointer) };
}

function rootDefinition(schema: JsonObject): DefinitionNode[] {
  const operationTypes = ROOTS.flatMap(([key, operation]) => {
    const name = getText(get(schema, key), 'name');
    return isName(name) ? [{ kind: Kind.OPERATION_TYPE_DEFINITION as const, operation, type: namedType(name) }] : [];
  });
  return operationTypes.length === 0 ? [] : [{ kind: Kind.SCHEMA_DEFINITION, ...description(schema), operationTypes }];
}

function typeDefinition(type: JsonValue, name: string, pointer: string, report: Report): TypeDefinitionNode {
  const common = { name: nameNode(name), ...description(type) };
  const named = (key: string): string[] => namedMembers(type, key, pointer, report).map((member) => member.name);
  switch (kindOf(type, pointer, report)) {
    case 'OBJECT':
      return {
        kind: Kind.OBJECT_TYPE_DEFINITION,
        ...common,
        interfaces: named('interfaces').map(namedType),
        fields: fieldNodes(type, pointer, report),
      };
    case 'INTERFACE':
      return {
        kind: Kind.INTERFACE_TYPE_DEFINITION,
        ...common,
        interfaces: named('interfaces').map(namedType),
        fields: fieldNodes(type, pointer, report),
      };
    case 'UNION':
      return { kind: Kind.UNION_TYPE_DEFINITION, ...common, types: named('possibleTypes').map(namedType) };
    case 'ENUM':
      return {
        kind: Kind.ENUM_TYPE_DEFINITION,
        ...common,
        values: namedMembers(type, 'enumValues', pointer, report).map((value) => ({
          kind: Kind.ENUM_VALUE_DEFINITION,
          name: nameNode(value.name),
          ...description(value.value),
          directives: deprecation(value.value),
        })),
      };
    case 'INPUT_OBJECT':
      return {
        kind: Kind.INPUT_OBJECT_TYPE_DEFINITION,
        ...common,
        fields: inputNodes(type, 'inputFields', pointer, report),
      };
    default:
      return { kind: Kind.SCALAR_TYPE_DEFINITION, ...common };
  }
}

/** The kind as stated, else by what the type has. */
function kindOf(type: JsonValue, pointer: string, report: Report): string {
  const stated = getText(type, 'kind');
  if (['OBJECT', 'INTERFACE', 'UNION', 'ENUM', 'INPUT_OBJECT', 'SCALAR'].includes(stated)) return stated;
  const signs: [string, string][] = [
    ['fields', 'OBJECT'],
    ['inputFields', 'INPUT_OBJECT'],
    ['enumValues', 'ENUM'],
    ['possibleTypes', 'UNION'],
  ];
  const kind = signs.find(([key]) => getList(type, key).length > 0)?.[1] ?? 'SCALAR';
  report(pointer, `The kind ${code(stated)} is not known; ${kind} is assumed.`);
  return kind;
}

function directiveDefinition(
  { value, name, pointer }: { value: JsonValue; name: string; pointer: string },
  report: Report,
): DefinitionNode {
  const locations = getList(value, 'locations').filter(
    (place): place is string => typeof place === 'string' && isName(place),
  );
  return {
    kind: Kind.DIRECTIVE_DEFINITION,
    name: nameNode(name),
    ...description(value),
    arguments: inputNodes(value, 'args', pointer, report),
    repeatable: get(value, 'isRepeatable') === true,
    locations: (locations.length === 0 ? ['FIELD_DEFINITION'] : locations).map(nameNode),
  };
}

function placeOf(
  coordinate: string,
  places: ReadonlyMap<string, { pointer: string; type: JsonValue }>,
  schema: string,
): string {
  const [name = '', member = ''] = coordinate.split(/[.(]/);
  const place = places.get(name);
  if (place === undefined) return schema;
  for (const key of ['fields', 'inputFields', 'enumValues']) {
    const n = getList(place.type, key).findIndex((candidate) => getText(candidate, 'name') === member);
    if (n >= 0) return `${place.pointer}/${key}/${n}`;
  }
  return place.pointer;
}
