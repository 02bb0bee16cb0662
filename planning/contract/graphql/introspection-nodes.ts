import { Kind, parseValue, GraphQLError } from 'graphql';
import type {
  ConstDirectiveNode,
  ConstValueNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  NameNode,
  StringValueNode,
  TypeNode,
} from 'graphql';
import { get, getList, getText } from '../json-value.js';
import type { JsonValue } from '../json-value.js';
import { code } from '../quote.js';

/** Told of what an introspection result says wrongly, and what is assumed instead. */
export type Report = (pointer: string, message: string) => void;

/** List and non-null wrappers around a type that are followed; tools ask for 7 to 9. */
const MAX_WRAPPERS = 32;
const MAX_DEFAULT_TOKENS = 1000;

export function isName(text: string): boolean {
  return /^[_A-Za-z]\w*$/.test(text);
}

export function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

export function namedType(name: string): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: nameNode(name) };
}

/** The description of an introspected thing as a node; control characters only fit into a string with escapes. */
export function description(value: JsonValue): { description?: StringValueNode } {
  const text = getText(value, 'description');
  if (text === '') return {};
  const block = !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
  return { description: { kind: Kind.STRING, value: text, block } };
}

/** `@deprecated`, where an introspected thing is. */
export function deprecation(value: JsonValue): ConstDirectiveNode[] {
  if (get(value, 'isDeprecated') !== true) return [];
  const reason = getText(value, 'deprecationReason');
  const argument = {
    kind: Kind.ARGUMENT as const,
    name: nameNode('reason'),
    value: { kind: Kind.STRING as const, value: reason },
  };
  return [{ kind: Kind.DIRECTIVE, name: nameNode('deprecated'), arguments: reason === '' ? [] : [argument] }];
}

/** The members of a list that have a name GraphQL allows, with their pointers; others are reported and left out. */
export function namedMembers(
  owner: JsonValue,
  key: string,
  pointer: string,
  report: Report,
): { value: JsonValue; name: string; pointer: string }[] {
  return getList(owner, key).flatMap((value, n) => {
    const name = getText(value, 'name');
    const place = `${pointer}/${key}/${n}`;
    if (isName(name)) return [{ value, name, pointer: place }];
    report(place, `${code(name)} is no name in GraphQL; it was left out.`);
    return [];
  });
}

/** Output fields of an introspected type. */
export function fieldNodes(type: JsonValue, pointer: string, report: Report): FieldDefinitionNode[] {
  return namedMembers(type, 'fields', pointer, report).map((field) => ({
    kind: Kind.FIELD_DEFINITION,
    name: nameNode(field.name),
    ...description(field.value),
    arguments: inputNodes(field.value, 'args', field.pointer, report),
    type: typeNode(get(field.value, 'type'), `${field.pointer}/type`, report),
    directives: deprecation(field.value),
  }));
}

/** Arguments or input fields, with their defaults. */
export function inputNodes(owner: JsonValue, key: string, pointer: string, report: Report): InputValueDefinitionNode[] {
  return namedMembers(owner, key, pointer, report).map((input) => ({
    kind: Kind.INPUT_VALUE_DEFINITION,
    name: nameNode(input.name),
    ...description(input.value),
    type: typeNode(get(input.value, 'type'), `${input.pointer}/type`, report),
    ...defaultValue(input.value, input.pointer, report),
    directives: deprecation(input.value),
  }));
}

function defaultValue(input: JsonValue, pointer: string, report: Report): { defaultValue?: ConstValueNode } {
  const text = get(input, 'defaultValue');
  if (typeof text !== 'string') return {};
  try {
    return { defaultValue: parseValue(text, { maxTokens: MAX_DEFAULT_TOKENS }) as ConstValueNode };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    report(`${pointer}/defaultValue`, `The default ${code(text)} is no value in GraphQL; it was left out.`);
    return {};
  }
}

/** A type reference; one that breaks off before it names a type is taken for `String`. */
function typeNode(reference: JsonValue | undefined, pointer: string, report: Report): TypeNode {
  const wrappers: string[] = [];
  let at = reference;
  while (['NON_NULL', 'LIST'].includes(getText(at, 'kind')) && wrappers.length < MAX_WRAPPERS) {
    wrappers.push(getText(at, 'kind'));
    at = get(at, 'ofType');
  }
  let name = getText(at, 'name');
  if (!isName(name)) {
    report(pointer, 'The type breaks off before it names one; String is assumed.');
    name = 'String';
  }
  let node: TypeNode = namedType(name);
  for (const wrapper of wrappers.reverse()) {
    if (wrapper === 'LIST') node = { kind: Kind.LIST_TYPE, type: node };
    else if (node.kind !== Kind.NON_NULL_TYPE) node = { kind: Kind.NON_NULL_TYPE, type: node };
  }
  return node;
}
