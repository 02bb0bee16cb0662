import type { Operation } from '../../contract/contract-model.js';
import { get, getList, getObject, getText } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import { isSendable } from './call-plan.js';
import { flatSchema, resolve } from './schema-view.js';

/** What a slice of the contract says of how an operation is called and answers. */
export interface OperationShape {
  parameters: ParameterShape[];
  /** The body that is sent, of several media types one that is made from values, JSON first; null where there is none. */
  body: { mediaType: string; schema: JsonValue | undefined; example: JsonValue | undefined; required: boolean } | null;
}

export interface ParameterShape {
  name: string;
  in: string;
  required: boolean;
  schema: JsonObject;
}

/** Headers that OpenAPI describes elsewhere. */
const ELSEWHERE = new Set(['accept', 'content-type', 'authorization']);

/** Reads an operation of a slice. */
export function operationShape(operation: Operation, root: JsonObject): OperationShape {
  const node = operationNode(operation, root);
  const parameters = getList(node, 'parameters').map((one) => parameterShape(resolve(one, root), root));
  const body = resolve(get(node, 'requestBody'), root);
  const content = getObject(body, 'content') ?? {};
  const types = Object.keys(content).filter(isSendable);
  const mediaType = types.find((type) => /json/.test(type)) ?? types[0];
  return {
    parameters: parameters.filter((one) => one.in !== 'header' || !ELSEWHERE.has(one.name.toLowerCase())),
    body:
      mediaType === undefined
        ? null
        : {
            mediaType,
            schema: get(getObject(content, mediaType), 'schema'),
            example: exampleOf(getObject(content, mediaType) ?? {}, root),
            required: get(body, 'required') === true,
          },
  };
}

function operationNode(operation: Operation, root: JsonObject): JsonObject {
  const item = getObject(getObject(root, 'paths'), operation.path ?? '');
  return getObject(item, (operation.method ?? '').toLowerCase()) ?? {};
}

function parameterShape(parameter: JsonObject, root: JsonObject): ParameterShape {
  const [media] = Object.values(getObject(parameter, 'content') ?? {});
  const schema = resolve(get(parameter, 'schema') ?? get(media, 'schema'), root);
  const example = exampleOf(parameter, root);
  return {
    name: getText(parameter, 'name'),
    in: getText(parameter, 'in'),
    required: get(parameter, 'required') === true || getText(parameter, 'in') === 'path',
    schema: example === undefined ? schema : { ...schema, example },
  };
}

function exampleOf(holder: JsonObject, root: JsonObject): JsonValue | undefined {
  const own = get(holder, 'example');
  if (own !== undefined) return own;
  const [first] = Object.values(getObject(holder, 'examples') ?? {});
  return first === undefined ? undefined : get(resolve(first, root), 'value');
}

/** The schema of an operation's successful JSON answer: the first of its 2xx statuses that has one. */
export function answerSchema(operation: Operation, root: JsonObject): JsonValue | undefined {
  const responses = getObject(operationNode(operation, root), 'responses') ?? {};
  for (const status of Object.keys(responses).sort()) {
    if (!status.startsWith('2')) continue;
    const content = getObject(resolve(get(responses, status), root), 'content') ?? {};
    const type = Object.keys(content).find((name) => /json/.test(name));
    if (type !== undefined) return get(getObject(content, type), 'schema');
  }
  return undefined;
}

/** Names of body properties that are required, by the first alternative of a composition too. */
export function requiredInBody(operation: Operation, root: JsonObject): string[] {
  const schema = operationShape(operation, root).body?.schema;
  const required = schema === undefined ? [] : getList(flatSchema(schema, root), 'required');
  return required.filter((name): name is string => typeof name === 'string');
}
