import { getNamedType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { answerType } from './check-schema.js';
import { findPlaces, hop } from './find-paths.js';
import type { Place } from './find-paths.js';
import { requestChain } from './request-chain.js';
import type { Draft } from './request-chain.js';
import type { SchemaFacts } from './schema-facts.js';
import { sameCredentials } from './same-credentials.js';
import { addPath } from './selection.js';

/** Requests that make a caller known, and where the answer to one of them holds the token. */
export interface SessionDraft {
  drafts: Draft[];
  token: { $from: string; path: string };
}

const TOKEN = /^(?:access|id|session|auth|bearer|api|user)?_?(?:token|jwt)$/i;

/**
 * A caller of its own for each check: registered, and signed in with what it was registered with where registering gives no
 * token. Null where the schema has no such operations; then a token comes from whoever runs the checks.
 */
export function makeSession(facts: SchemaFacts): SessionDraft | null {
  const register = facts.signIn.find((root) => root.operation === 'mutation' && facts.isSignUp(root));
  if (register === undefined) return null;
  const chain = requestChain(facts, []);
  const registered = chain.add(register);
  if (registered === undefined) return null;
  const own = tokenOf(registered, facts);
  if (own !== null) return { drafts: chain.drafts, token: own };
  for (const root of facts.signIn.filter((one) => one.operation === 'mutation' && !facts.isSignUp(one))) {
    const { length } = chain.drafts;
    const draft = chain.add(root);
    const variables = draft === undefined ? null : sameCredentials(root, registered);
    const token = draft === undefined || variables === null ? null : tokenOf(draft, facts);
    if (draft !== undefined && variables !== null && token !== null) {
      draft.variables = variables;
      return { drafts: chain.drafts, token };
    }
    chain.drafts.splice(length);
  }
  return null;
}

function tokenOf(draft: Draft, facts: SchemaFacts): SessionDraft['token'] | null {
  const { root } = draft;
  for (const place of findPlaces(answerType(root), facts.schema, false)) {
    const key = tokenField(place);
    if (key === undefined) continue;
    addPath(draft.selection, answerType(root), [...place.path, hop(key, place.on)], facts.schema);
    const path = ['data', root.field.name, place.dotted, key].filter((part) => part !== '').join('.');
    return { $from: draft.id, path };
  }
  return null;
}

function tokenField({ type }: Place): string | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const fields = Object.values(type.getFields());
  return fields.find(
    (field) => TOKEN.test(field.name) && isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument),
  )?.name;
}
