/** A row that must be there is not: for the tenant of the scope it does not exist. */
export class RecordNotFoundError extends Error {
  override readonly name = 'RecordNotFoundError';

  constructor(what: string, id: string) {
    super(`${what} ${id} does not exist`);
  }
}

/** What the rows hold contradicts what the caller says of them; trying again does not help. */
export class InconsistentStateError extends Error {
  override readonly name = 'InconsistentStateError';
}
