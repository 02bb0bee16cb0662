import type { GraphQLSchema } from 'graphql';

import { decidedAcceptance } from '../../../planning/acceptance/acceptance-for.js';
import { checkSchema } from '../../../planning/acceptance/graphql/check-schema.js';
import { graphqlChecks } from '../../../planning/acceptance/graphql/graphql-checks.js';
import type { GraphqlChecks } from '../../../planning/acceptance/graphql/graphql-checks.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import { inferOrder } from '../../../planning/order/infer-order.js';
import { analysePrd } from '../../../planning/prd/analyse-prd.js';

const LIMITS = { maxBytes: 1 << 24, maxOperations: 25_000, maxSchemas: 20_000, maxDepth: 200, maxTokens: 2_000_000 };

/** What planning reads of a schema and a PRD. */
export function read(sdl: string, prd: string) {
  const imported = importContract({ text: sdl, format: 'graphql' }, LIMITS);
  if ('refusal' in imported) throw new Error(imported.refusal.message);
  const { model } = imported;
  return { model, order: inferOrder(model, analysePrd(prd, model, {})) };
}

/** The checks of all operations of a schema, as one task. */
export function checksOf(sdl: string, prd = '- FR-1: Users can do it.'): GraphqlChecks & { schema: GraphQLSchema } {
  const { model, order } = read(sdl, prd);
  const covers = model.operations.map(({ id }) => `op:${id}`);
  const criteria = decidedAcceptance({ kind: 'operation', covers, verifies: [], requirements: [] }, model, order);
  const document = { format: 'graphql' as const, sdl };
  const schema = checkSchema(document);
  if ('fault' in schema) throw new Error(schema.fault);
  return { ...graphqlChecks(criteria, model, document, order), schema };
}
