import { getNamedType, isLeafType, parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { ContractDocument } from '../../contract/contract-document.js';
import type { ContractModel } from '../../contract/contract-model.js';
import type { OrderEvidence } from '../../order/order-evidence.js';
import type { DecidedAcceptance } from '../acceptance-for.js';
import { elementIndex } from '../element-index.js';
import { checkSchema } from './check-schema.js';
import type { GraphqlCheck, GraphqlSession, GraphqlStep } from './graphql-check.js';
import { makeSession } from './make-session.js';
import type { SessionDraft } from './make-session.js';
import { operationChecks } from './operation-checks.js';
import type { CheckDraft, CheckedCriterion } from './operation-checks.js';
import { readerOf } from './readers.js';
import type { Draft } from './request-chain.js';
import { schemaFacts } from './schema-facts.js';
import type { SchemaFacts } from './schema-facts.js';
import { addPath, isPageSize, printSelection } from './selection.js';

/** The checks of a task's criteria that are about queries and mutations. */
export interface GraphqlChecks {
  /** How each check's caller becomes known; null where a token must be supplied. */
  session: GraphqlSession | null;
  checks: GraphqlCheck[];
  /** Criteria that no request shows, and why. */
  described: { checkId: string; why: string }[];
}

const CHECKED: ReadonlySet<string> = new Set<CheckedCriterion>([
  'result',
  'invalid-input',
  'unauthorized',
  'not-found',
  'kept',
  'gone',
]);

function isChecked(local: string): local is CheckedCriterion {
  return CHECKED.has(local);
}

/** True for criteria that requests can show: those of queries and mutations. */
export function isGraphqlChecked(ref: string, local: string, model: ContractModel): boolean {
  const type = elementIndex(model).operations.get(ref)?.type;
  return (type === 'query' || type === 'mutation') && isChecked(local);
}

/**
 * Turns criteria of queries and mutations into requests with what to expect of the answer. Every text that is given out is
 * valid against the schema; a criterion without one is described. Order: that of the criteria.
 */
export function graphqlChecks(
  criteria: readonly DecidedAcceptance[],
  model: ContractModel,
  document: ContractDocument & { format: 'graphql' },
  order: Pick<OrderEvidence, 'signIn'>,
): GraphqlChecks {
  const made: GraphqlChecks = { session: null, checks: [], described: [] };
  const own = criteria.filter(({ ref, local }) => isGraphqlChecked(ref, local, model));
  if (own.length === 0) return made;
  const schema = checkSchema(document);
  if ('fault' in schema) {
    const why = `No request can be checked against the schema: ${schema.fault}`;
    return { ...made, described: own.map(({ criterion }) => ({ checkId: criterion.id, why })) };
  }
  const facts = schemaFacts(model, schema, order.signIn);
  const signedIn = makeSession(facts);
  const usable = signedIn !== null && writeSession(signedIn, schema).steps.every(({ query }) => isValid(query, schema));
  const session = usable ? signedIn : null;
  for (const one of own) {
    const checks = checksOf(one, facts, session, model);
    made.checks.push(...checks);
    if (checks.length === 0) {
      made.described.push({ checkId: one.criterion.id, why: 'Its input cannot be derived from the schema.' });
    }
  }
  return { ...made, session: session === null ? null : writeSession(session, schema) };
}

function checksOf(
  { ref, local, criterion }: DecidedAcceptance,
  facts: SchemaFacts,
  session: SessionDraft | null,
  model: ContractModel,
): GraphqlCheck[] {
  const index = elementIndex(model);
  const operation = index.operations.get(ref);
  const root = facts.roots.get(operation?.id ?? '');
  if (operation === undefined || root === undefined || !isChecked(local)) return [];
  const reader = facts.roots.get(readerOf(operation, index)?.id ?? '');
  const drafts = operationChecks(local, root, facts, session?.drafts ?? [], reader);
  return drafts
    .map((draft) => writeCheck(draft, criterion.id, drafts.length > 1, facts.schema))
    .filter((check) => [...check.before, check].every(({ query }) => isValid(query, facts.schema)));
}

function isValid(query: string, schema: GraphQLSchema): boolean {
  return validate(schema, parse(query)).length === 0;
}

function writeCheck(
  { variant, before, request, auth, expect }: CheckDraft,
  checkId: string,
  many: boolean,
  schema: GraphQLSchema,
): GraphqlCheck {
  return {
    ...writeStep(request, auth, schema),
    id: many ? `${checkId}.${variant}` : checkId,
    checkId,
    step: request.id,
    before: before.map((draft) => writeStep(draft, 'session', schema)),
    expect,
  };
}

function writeSession({ drafts, token }: SessionDraft, schema: GraphQLSchema): GraphqlSession {
  return { steps: drafts.map((draft) => writeStep(draft, 'none', schema)), token };
}

/** The request as text: its arguments as variables, but for the size of a page. Of an object at least its type is read. */
function writeStep(
  { id, root, declared, variables, selection }: Draft,
  auth: GraphqlStep['auth'],
  schema: GraphQLSchema,
): GraphqlStep {
  const { name, args, type } = root.field;
  const used = args.filter((argument) => declared.includes(argument.name));
  const page = args.find((argument) => isPageSize(argument) && !declared.includes(argument.name));
  const types = used.map((argument) => `$${argument.name}: ${String(argument.type)}`);
  const given = [
    ...used.map((argument) => `${argument.name}: $${argument.name}`),
    ...(page === undefined ? [] : [`${page.name}: 5`]),
  ];
  const title = `Check${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const head = `${root.operation} ${title}${types.length === 0 ? '' : `(${types.join(', ')})`}`;
  if (!isLeafType(getNamedType(type))) addPath(selection, getNamedType(type), [], schema);
  const call = `${name}${given.length === 0 ? '' : `(${given.join(', ')})`}${printSelection(selection, '  ')}`;
  return { id, query: `${head} {\n  ${call}\n}`, variables, auth };
}
