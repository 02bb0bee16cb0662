import type { Connection } from '@temporalio/client';

/** Search attributes our workflows set; a server that lacks one refuses to start them. */
export const searchAttributeTypes = {
  PlanId: 'Keyword',
  PlanStatus: 'Keyword',
  ContractKind: 'Keyword',
  Revision: 'Int',
  BestScore: 'Double',
  Coverage: 'Double',
} as const;

/** `IndexedValueType` of temporal/api/enums/v1/common.proto. */
const PROTO_TYPES = { Keyword: 2, Int: 3, Double: 4 } as const;

/** The server lacks search attributes, or has them with another type, and we could not add them. */
export class SearchAttributesMissing extends Error {
  constructor(namespace: string, names: readonly string[], cause: unknown) {
    const commands = names
      .map((name) => `--name ${name} --type ${searchAttributeTypes[name as keyof typeof searchAttributeTypes]}`)
      .join(' ');
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `the Temporal namespace ${namespace} lacks the search attributes ${names.join(', ')} and they could not be added (${reason}); ` +
        `an operator can: temporal operator search-attribute create --namespace ${namespace} ${commands}`,
      { cause },
    );
    this.name = 'SearchAttributesMissing';
  }
}

/** Adds the search attributes a server lacks and returns their names. Throws SearchAttributesMissing naming those it may not add. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributeTypes).filter(
    ([name, type]) => Number(customAttributes[name]) !== PROTO_TYPES[type],
  );
  const names = missing.map(([name]) => name);
  if (names.length === 0) return [];
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, PROTO_TYPES[type]])),
    });
  } catch (error) {
    throw new SearchAttributesMissing(namespace, names, error);
  }
  return names;
}
