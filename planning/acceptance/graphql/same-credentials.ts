import { getNamedType, isInputObjectType, isRequiredArgument } from 'graphql';
import type { RootField } from './check-schema.js';
import type { GraphqlValue } from './graphql-check.js';

/** The request that registered a caller. */
interface Registered {
  id: string;
  variables: Record<string, GraphqlValue>;
}

/** The input of signing in from what registering was sent, name by name. Null where a part of it was not sent then. */
export function sameCredentials(root: RootField, registered: Registered): Record<string, GraphqlValue> | null {
  const sent = new Map<string, string>();
  for (const [argument, value] of Object.entries(registered.variables)) {
    sent.set(argument, `variables.${argument}`);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) continue;
    for (const name of Object.keys(value)) if (!name.startsWith('$')) sent.set(name, `variables.${argument}.${name}`);
  }
  const valueOf = (name: string): GraphqlValue | undefined => {
    const path = sent.get(name);
    return path === undefined ? undefined : { $from: registered.id, path };
  };
  const variables: Record<string, GraphqlValue> = {};
  for (const argument of root.field.args.filter(isRequiredArgument)) {
    const type = getNamedType(argument.type);
    const names = isInputObjectType(type) ? Object.values(type.getFields()).map(({ name }) => name) : [];
    const members = names.flatMap((name) => {
      const value = valueOf(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const value = isInputObjectType(type)
      ? members.length < 2
        ? undefined
        : Object.fromEntries(members)
      : valueOf(argument.name);
    if (value === undefined) return null;
    variables[argument.name] = value;
  }
  return variables;
}
