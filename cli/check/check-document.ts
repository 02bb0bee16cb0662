import { list, member, text } from './json.js';

/** A task to check, as a plan lists it. */
export interface CheckedTask {
  id: string;
  key: string;
  acceptance: { id: string; kind: string }[];
}

/** A command as a check document gives it. */
export interface CommandEntry {
  checkId: string;
  argv: string[];
  /** Path below the repository it runs in, '' for its root. */
  cwd: string;
  repository: string;
  what: string;
}

/** The parts of a check document that say how it is run. */
export interface CheckDocument {
  /** An Arazzo document, null where there is none. */
  arazzo: Record<string, unknown> | null;
  /** What its operations are described by, null where there is none. */
  contract: Record<string, unknown> | null;
  /** GraphQL checks. */
  checks: unknown[];
  session: unknown;
  commands: CommandEntry[];
  described: { checkId: string; why: string }[];
}

const MAX_ENTRIES = 10_000;

/** Takes a check document of a task apart. What does not have the form is left out: it comes from others. */
export function readCheckDocument(document: unknown, contract: unknown): CheckDocument {
  const planner = member(document, 'x-planner');
  const isArazzo = text(member(document, 'arazzo')).startsWith('1.');
  return {
    arazzo: isArazzo ? (document as Record<string, unknown>) : null,
    contract: isArazzo && member(contract, 'openapi') !== undefined ? (contract as Record<string, unknown>) : null,
    checks: list(member(document, 'checks')).slice(0, MAX_ENTRIES),
    session: member(document, 'session'),
    commands: list(member(planner, 'commands'))
      .slice(0, MAX_ENTRIES)
      .map((entry) => ({
        checkId: text(member(entry, 'checkId')),
        argv: list(member(entry, 'argv')).map(text),
        cwd: text(member(entry, 'cwd')),
        repository: text(member(entry, 'repository')),
        what: text(member(entry, 'what')),
      })),
    described: list(member(planner, 'described'))
      .slice(0, MAX_ENTRIES)
      .map((entry) => ({ checkId: text(member(entry, 'checkId')), why: text(member(entry, 'why')) })),
  };
}

/** The tasks of a task list, with the kind of check each criterion has, '' for none. */
export function readTasks(document: unknown): CheckedTask[] {
  return list(member(document, 'tasks')).map((task) => ({
    id: text(member(task, 'id')),
    key: text(member(task, 'key')),
    acceptance: list(member(task, 'acceptance')).map((criterion) => ({
      id: text(member(criterion, 'id')),
      kind: text(member(member(criterion, 'check'), 'kind')),
    })),
  }));
}
