/**
 * A value to send. Three objects stand for what only a run knows: `{ $from, path }` is a value of an earlier step of the
 * same check (`path` starts with `data`, its answer, or `variables`, what it was sent), `{ $unique }` is a text whose `*`
 * becomes something no run has used, `{ $input }` names a value that whoever runs the check supplies. No name of GraphQL
 * starts with `$`, so they cannot be mistaken for input objects.
 */
export type GraphqlValue = null | boolean | number | string | GraphqlValue[] | { [name: string]: GraphqlValue };

/** One request. */
export interface GraphqlStep {
  /** Unique in its check. */
  id: string;
  /** Text of one operation, valid against the schema. */
  query: string;
  variables: Record<string, GraphqlValue>;
  /** `none`: sent without credentials on purpose. */
  auth: 'session' | 'none';
}

/** What the answer to a check's own request must be like. */
export interface GraphqlExpectation {
  /** Dotted path to what is looked at: `data.createUser.user`. */
  path: string;
  /**
   * What must be there: a type reference in GraphQL's notation (`[User!]!`: with `!`, not null), or `nothing`: null,
   * false or an empty list.
   */
  type: string;
  /** `some`: the answer must refuse, by an entry in `errors` or one of `refusals`. `any`: it may. */
  errors: 'none' | 'some' | 'any';
  /** Where the schema has places of its own for refusals: lists that are empty, or types that are not met, on success. */
  refusals: { path: string; types?: string[] }[];
  /** Leaves below `path` with their types; `[]` after a name goes through a list: `nodes[].id`. */
  fields: { path: string; type: string }[];
  /** Values that must come back as they were sent. */
  equals: { path: string; value: GraphqlValue }[];
}

/** A check of one acceptance criterion: earlier requests, then the one whose answer counts. */
export interface GraphqlCheck extends GraphqlStep {
  /** The name by which the check refers to its own request. */
  step: string;
  /** The acceptance criterion it proves; several checks may prove one. */
  checkId: string;
  before: GraphqlStep[];
  expect: GraphqlExpectation;
}

/** How a caller becomes known: requests to send first in every check, and where their answers hold the token. */
export interface GraphqlSession {
  steps: GraphqlStep[];
  token: { $from: string; path: string };
}
