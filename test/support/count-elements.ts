import { Kind, parse } from 'graphql';

/** Ids of all elements a contract has, sorted; derived entities are none. */
export interface Elements {
  operations: string[];
  entities: string[];
}

type Json = Record<string, unknown>;

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** Follows `#/…` references to the end, one token at a time. */
function follow(root: Json, start: unknown): Json {
  let value = object(start);
  for (let hops = 0; typeof value['$ref'] === 'string' && hops < 20; hops++) {
    const ref = value['$ref'];
    if (!ref.startsWith('#/')) return {};
    let at: unknown = root;
    for (const part of ref.slice(2).split('/')) {
      at = object(at)[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
    }
    value = object(at);
  }
  return value;
}

/** Operations of a path item: id part and object. */
function methods(item: Json): [string, Json][] {
  const found: [string, Json][] = [];
  for (const [key, value] of Object.entries(item)) {
    if (METHODS.has(key) && typeof value === 'object' && value !== null) found.push([key.toUpperCase(), object(value)]);
  }
  return [
    ...found,
    ...Object.entries(object(item['additionalOperations'])).map(([m, v]): [string, Json] => [m, object(v)]),
  ];
}

/** Counts an OpenAPI or Swagger document by the outside format alone, with none of the importer's code. */
export function countOpenApi(root: Json): Elements {
  const queue: { id: string; operation: Json; above: Json[] }[] = [];
  const add = (id: string, operation: Json, above: Json[]): void => void queue.push({ id, operation, above });
  for (const [path, item] of Object.entries(object(root['paths']))) {
    if (path.startsWith('x-')) continue;
    for (const [method, operation] of methods(follow(root, item))) add(`${method} ${path}`, operation, []);
  }
  for (const hooks of [object(root['webhooks']), object(root['x-webhooks'])]) {
    for (const [name, item] of Object.entries(hooks)) {
      for (const [method, operation] of methods(follow(root, item))) add(`WEBHOOK ${name} ${method}`, operation, []);
    }
  }
  const ids = new Set<string>();
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { id, operation, above } = next;
    // An operation that calls itself back describes no end of callbacks; each is counted until it comes round.
    if (above.includes(operation)) continue;
    ids.add(id);
    if (root['swagger'] !== undefined) continue;
    for (const [name, callback] of Object.entries(object(operation['callbacks']))) {
      for (const [expression, item] of Object.entries(follow(root, callback))) {
        if (expression.startsWith('x-')) continue;
        for (const [method, inner] of methods(follow(root, item))) {
          add(`CALLBACK ${id} ${name} ${expression} ${method}`, inner, [...above, operation]);
        }
      }
    }
  }
  const schemas = root['swagger'] === undefined ? object(root['components'])['schemas'] : root['definitions'];
  return { operations: [...ids].sort(), entities: Object.keys(object(schemas)).sort() };
}

const BUILT_IN = ['String', 'Int', 'Float', 'Boolean', 'ID'];

/** Counts SDL by the outside format alone. */
export function countSdl(sdl: string): Elements {
  const types = new Map<string, Set<string>>();
  const roots = new Map<string, string>();
  let hasSchema = false;
  for (const node of parse(sdl).definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
      hasSchema ||= node.kind === Kind.SCHEMA_DEFINITION;
      for (const { operation, type } of node.operationTypes ?? []) roots.set(operation, type.name.value);
    } else if (/^(?:Object|Interface|Union|Enum|Scalar|InputObject)Type/.test(node.kind) && 'name' in node) {
      const name = node.name?.value ?? '';
      const fields = types.get(name) ?? new Set();
      types.set(name, fields);
      if ('fields' in node) for (const field of node.fields ?? []) fields.add(field.name.value);
    }
  }
  for (const name of hasSchema ? [] : ['Query', 'Mutation', 'Subscription']) {
    if (types.has(name) && !roots.has(name.toLowerCase())) roots.set(name.toLowerCase(), name);
  }
  const rootNames = new Set(roots.values());
  return {
    operations: [...rootNames]
      .flatMap((root) => [...(types.get(root) ?? [])].map((field) => `${root}.${field}`))
      .sort(),
    entities: [...types.keys()]
      .filter((name) => !rootNames.has(name) && !BUILT_IN.includes(name) && !name.startsWith('__'))
      .sort(),
  };
}

/** Counts the result of an introspection query by the outside format alone. */
export function countIntrospection(result: Json): Elements {
  const schema = object(object(result['data'])['__schema'] ?? result['__schema']);
  const types = new Map((schema['types'] as Json[]).map((type) => [String(type['name']), type]));
  const roots = ['queryType', 'mutationType', 'subscriptionType'].flatMap((key) => {
    const name = object(schema[key])['name'];
    return typeof name === 'string' ? [name] : [];
  });
  return {
    operations: [...new Set(roots)]
      .flatMap((root) =>
        ((types.get(root)?.['fields'] as Json[] | undefined) ?? []).map((field) => `${root}.${String(field['name'])}`),
      )
      .sort(),
    entities: [...types.keys()]
      .filter((name) => !roots.includes(name) && !BUILT_IN.includes(name) && !name.startsWith('__'))
      .sort(),
  };
}
