import fc from 'fast-check';
import { importContract } from '../../planning/contract/import-contract.js';
import type { PlanOptions } from '../../planning/options.js';
import { inferOrder } from '../../planning/order/infer-order.js';
import { analysePrd } from '../../planning/prd/analyse-prd.js';
import { planScaffold } from '../../planning/scaffold/plan-scaffold.js';
import type { PlanningContext } from '../../planning/strategies/context.js';

const LIMITS = { maxBytes: 1 << 24, maxOperations: 25_000, maxSchemas: 20_000, maxDepth: 200, maxTokens: 2_000_000 };

/** What planning works on, made by the real importer, analysis, inference and scaffold from two texts. */
export function contextOf(contract: string | object, prd: string, options: PlanOptions = {}): PlanningContext {
  const text = typeof contract === 'string' ? contract : JSON.stringify(contract);
  const imported = importContract({ text, format: 'auto' }, LIMITS);
  if ('refusal' in imported) throw new Error(imported.refusal.message);
  const { model } = imported;
  const analysis = analysePrd(prd, model, options);
  return {
    model,
    analysis,
    order: inferOrder(model, analysis),
    scaffold: planScaffold(model, analysis, options),
    options,
  };
}

interface Thing {
  name: string;
  /** Names of things it holds required ids of. */
  needs?: string[];
  /** Names of things it holds nullable ids of. */
  mayNeed?: string[];
  /** Its collection lies under this thing's item path. */
  under?: string;
  acts?: string[];
  guarded?: boolean;
  /** `{ name: schema }` beside id and name. */
  properties?: Record<string, object>;
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** An OpenAPI document with full CRUD for each thing, ids where it needs others, and its acts. */
export function crudContract(things: readonly Thing[], extra: { paths?: object; schemas?: object } = {}): object {
  const schemas: Record<string, object> = {};
  const paths: Record<string, Record<string, object>> = {};
  for (const thing of things) {
    const ids = (names: string[], schema: object): Record<string, object> =>
      Object.fromEntries(names.map((name) => [`${lower(name)}Id`, schema]));
    const needs = thing.needs ?? [];
    schemas[thing.name] = {
      type: 'object',
      required: ['id', 'name', ...needs.map((name) => `${lower(name)}Id`)],
      properties: {
        id: { type: 'string' },
        name: { type: 'string' },
        ...ids(needs, { type: 'string' }),
        ...ids(thing.mayNeed ?? [], { type: ['string', 'null'] }),
        ...thing.properties,
      },
    };
    const prefix = thing.under === undefined ? '' : `/${lower(thing.under)}s/{${lower(thing.under)}Id}`;
    const collection = `${prefix}/${lower(thing.name)}s`;
    const security = thing.guarded === true ? { security: [{ token: [] }] } : {};
    const one = { 200: { description: 'One', ...json(ref(thing.name)) } };
    paths[collection] = {
      get: {
        ...security,
        responses: { 200: { description: 'All', ...json({ type: 'array', items: ref(thing.name) }) } },
      },
      post: {
        ...security,
        requestBody: json(ref(thing.name)),
        responses: { 201: { description: 'Made', ...json(ref(thing.name)) } },
      },
    };
    paths[`${collection}/{id}`] = {
      get: { ...security, responses: one },
      put: { ...security, requestBody: json(ref(thing.name)), responses: one },
      delete: { ...security, responses: { 204: { description: 'Gone' } } },
    };
    for (const act of thing.acts ?? []) paths[`${collection}/{id}/${act}`] = { post: { ...security, responses: one } };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sample', version: '1' },
    paths: { ...paths, ...extra.paths },
    components: {
      schemas: { ...schemas, ...extra.schemas },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

const NAMES = [
  'Album',
  'Band',
  'Crate',
  'Depot',
  'Envoy',
  'Forum',
  'Grant',
  'Hotel',
  'Ledger',
  'Motor',
  'Order',
  'Paper',
];

/** Random worlds of up to twelve things with any references between them, cycles included. */
export const thingsArbitrary: fc.Arbitrary<Thing[]> = fc.integer({ min: 1, max: NAMES.length }).chain((count) => {
  const names = NAMES.slice(0, count);
  const some = fc.subarray(names, { maxLength: Math.min(3, count) });
  return fc
    .array(
      fc.record({
        needs: some,
        mayNeed: some,
        acts: fc.subarray(['publish', 'unpublish', 'cancel']),
        under: fc.option(fc.constantFrom(...names)),
        guarded: fc.boolean(),
      }),
      {
        minLength: count,
        maxLength: count,
      },
    )
    .map((parts) =>
      parts.map(({ under, ...part }, i) => {
        const name = names[i] as string;
        return {
          name,
          ...part,
          needs: part.needs.filter((other) => other !== name),
          mayNeed: part.mayNeed.filter((other) => other !== name && !part.needs.includes(other)),
          ...(under === null || under === name ? {} : { under }),
        };
      }),
    );
});
