import type { Coverage, RequirementCoverage } from '../contract/coverage.js';
import type { Finding } from '../finding.js';

/** A clause that the contract does not serve or contradicts, or an operation that no clause asks for. */
export interface Misfit {
  /** `req:R-FR-3`, `op:GET /pets`. */
  ref: string;
  /** The clause's label or id, or the operation's id. */
  name: string;
  /** The clause; empty for an operation. */
  text: string;
  because: string;
  /** Ids of the tasks that take it up or build it. */
  tasks: string[];
}

/** How PRD and contract go together: what a team lead wants to know first. */
export interface ContractFit {
  /** `54 clauses: 50 served, 3 unserved, 1 contradicted; 2 of 58 operations asked for by no clause` */
  summary: string;
  /** Each clause counts once. */
  clauses: {
    total: number;
    /** By elements that the plan builds. */
    served: number;
    /** By a front end or the choice of technology; no element is due. */
    servedElsewhere: number;
    /** Only by elements that are there already. */
    servedByExisting: number;
    /** Only by elements that `options.scope` leaves out. */
    outOfScope: number;
    unserved: number;
    contradicted: number;
  };
  /** Of those that the plan builds. */
  operations: { total: number; unrequested: number };
  /** In the order of the PRD. */
  contradicted: Misfit[];
  unserved: Misfit[];
  /** Operations, in the order of the coverage matrix. */
  unrequested: Misfit[];
}

/** Codes of findings that set PRD and contract against each other. */
export const FIT_CODES: ReadonlySet<string> = new Set([
  'requirement-contradicted',
  'requirement-unserved',
  'element-unrequested',
]);

/**
 * Counts and lists what coverage and findings say of PRD against contract. A clause that is contradicted counts as
 * nothing else; operations count only where the plan builds them. `idOf` gives the id of a task's key.
 */
export function contractFit(
  coverage: Coverage,
  findings: readonly Finding[],
  idOf: (key: string) => string,
): ContractFit {
  const contradicted = clauseMisfits('requirement-contradicted', coverage, findings, idOf);
  const known = new Set(contradicted.map(({ ref }) => ref));
  const unserved = clauseMisfits('requirement-unserved', coverage, findings, idOf).filter(({ ref }) => !known.has(ref));
  for (const { ref } of unserved) known.add(ref);
  const others = coverage.requirements.filter(({ id }) => !known.has(`req:${id}`));
  const standing = (wanted: RequirementCoverage['servedBy']): number =>
    others.filter(({ servedBy }) => servedBy === wanted).length;
  const clauses = {
    total: coverage.requirements.length,
    served: standing('plan'),
    servedElsewhere: standing('nothing'),
    servedByExisting: standing('existing'),
    outOfScope: standing('out-of-scope'),
    unserved: unserved.length,
    contradicted: contradicted.length,
  };
  const unrequested = unrequestedOperations(coverage, idOf);
  const operations = { total: coverage.operations.length, unrequested: unrequested.length };
  const parts = { clauses, operations };
  return { summary: summarise(parts), ...parts, contradicted, unserved, unrequested };
}

function clauseMisfits(
  code: string,
  coverage: Coverage,
  findings: readonly Finding[],
  idOf: (key: string) => string,
): Misfit[] {
  const because = messagesByRef(code, findings);
  return coverage.requirements.flatMap(({ id, label, text, coveredBy }) => {
    const message = because.get(`req:${id}`);
    if (message === undefined) return [];
    return [{ ref: `req:${id}`, name: label ?? id, text, because: message, tasks: coveredBy.map(idOf) }];
  });
}

function unrequestedOperations({ operations }: Coverage, idOf: (key: string) => string): Misfit[] {
  return operations
    .filter(({ requirements }) => requirements.length === 0)
    .map(({ element, implementedBy }) => ({
      ref: `op:${element}`,
      name: element,
      text: '',
      because: `No clause asks for ${element}.`,
      tasks: implementedBy.map(idOf),
    }));
}

/** What findings of a code say, by reference; of several about one thing the first. */
function messagesByRef(code: string, findings: readonly Finding[]): Map<string, string> {
  const messages = new Map<string, string>();
  for (const { code: found, message, where } of findings) {
    if (found === code && where?.ref !== undefined && !messages.has(where.ref)) messages.set(where.ref, message);
  }
  return messages;
}

/** What is nought is left out, but for what a reader looks for. */
function summarise({ clauses, operations }: Pick<ContractFit, 'clauses' | 'operations'>): string {
  const parts = [
    `${clauses.served} served`,
    ...counted(clauses.servedElsewhere, 'met by front end or choice of technology'),
    ...counted(clauses.servedByExisting, 'served by what exists'),
    ...counted(clauses.outOfScope, 'out of scope'),
    `${clauses.unserved} unserved`,
    `${clauses.contradicted} contradicted`,
  ];
  const unrequested = `${operations.unrequested} of ${noun(operations.total, 'operation', 'operations')}`;
  return `${noun(clauses.total, 'clause', 'clauses')}: ${parts.join(', ')}; ${unrequested} asked for by no clause`;
}

function counted(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

function noun(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
