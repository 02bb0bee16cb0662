import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';

/** An operation of the contract as the service needs it. */
export interface Route {
  operationId: string;
  method: string;
  /** Path segments; parameters in braces. */
  segments: string[];
  guarded: boolean;
  /** Statuses that the contract declares. */
  statuses: ReadonlySet<string>;
  body: { mediaTypes: string[]; valid: ValidateFunction } | null;
  query: { name: string; required: boolean; type: string; valid: ValidateFunction }[];
}

type Node = Record<string, unknown>;

/** Reads from the contract which requests there are and what they may hold; what they do is written by hand. */
export function readRoutes(file: URL): Route[] {
  const contract = load(readFileSync(file, 'utf8')) as {
    paths: Record<string, Node>;
    components: Record<string, Node>;
  };
  const { components } = contract;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addFormat('password', true).addFormat('binary', true);
  const compile = (schema: unknown): ValidateFunction => ajv.compile({ ...(schema as Node), components });
  const followed = (node: unknown): Node => {
    const ref = (node as Node)['$ref'];
    if (typeof ref !== 'string') return node as Node;
    const [, , section = '', name = ''] = ref.split('/');
    return components[section]?.[name] as Node;
  };
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    ['get', 'put', 'post', 'patch', 'delete'].flatMap((method): Route[] => {
      const operation = item[method] as Node | undefined;
      if (operation === undefined) return [];
      const parameters = [...((item['parameters'] ?? []) as Node[]), ...((operation['parameters'] ?? []) as Node[])];
      const content = (operation['requestBody'] as { content: Record<string, Node> } | undefined)?.content;
      const [media] = Object.values(content ?? {});
      return [
        {
          operationId: String(operation['operationId']),
          method: method.toUpperCase(),
          segments: path.split('/').slice(1),
          guarded: operation['security'] === undefined,
          statuses: new Set(Object.keys(operation['responses'] as Node)),
          body: content === undefined ? null : { mediaTypes: Object.keys(content), valid: compile(media?.['schema']) },
          query: parameters
            .map(followed)
            .filter((one) => one['in'] === 'query')
            .map((one) => ({
              name: String(one['name']),
              required: one['required'] === true,
              type: String(followed(one['schema'])['type']),
              valid: compile(one['schema']),
            })),
        },
      ];
    }),
  );
}
