import { compareStrings } from '../compare.js';
import { code } from '../contract/quote.js';
import type { ContractModel, Operation } from '../contract/contract-model.js';
import type { Finding } from '../finding.js';
import type { Requirement, RequirementTrace } from './prd-analysis.js';
import { isCrossCutting } from './trace-clause.js';

/** So many elements are named in one message. */
const MAX_NAMED = 5;
/** So many resources get a finding of their own; one more finding counts the rest. */
const MAX_RESOURCES = 50;

/**
 * One finding per clause that nothing serves: a warning, or a note for one that holds for everything, as no single operation
 * is expected to serve it.
 */
export function unservedFindings(requirements: readonly Requirement[], traces: readonly RequirementTrace[]): Finding[] {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  return traces.flatMap((trace) => {
    const requirement = byId.get(trace.requirement);
    if (trace.served || requirement === undefined) return [];
    const name = requirement.label ?? requirement.id;
    const where = { in: 'prd' as const, start: requirement.start, end: requirement.end, ref: `req:${requirement.id}` };
    const wide = isCrossCutting(requirement);
    return [
      {
        code: 'requirement-unserved',
        severity: wide ? 'info' : 'warning',
        message: wide ? wideMessage(name) : message(name, trace),
        where,
      },
    ];
  });
}

function wideMessage(name: string): string {
  return `No contract element serves ${name} by itself: it holds for the whole and has a task of its own.`;
}

function message(name: string, { elements, unknown = [] }: RequirementTrace): string {
  const nearest = elements.filter(({ element }) => element.startsWith('op:')).slice(0, 2);
  const parts = [`No contract element does what ${name} asks.`];
  if (unknown.length > 0) parts.push(`The contract knows nothing of ${unknown.map(code).join(', ')}.`);
  if (nearest.length > 0) parts.push(`Nearest: ${nearest.map(({ element }) => code(element.slice(3))).join(', ')}.`);
  parts.push('Add what is missing to the contract, or drop the requirement; until then it has a task of its own.');
  return parts.join(' ');
}

/**
 * One note per resource with operations that no clause asks for, by those in `planned` (ids): what is out of scope or exists
 * already is no question. Nothing is said of a contract none of whose operations is asked for.
 */
export function unrequestedFindings(
  model: ContractModel,
  traces: readonly RequirementTrace[],
  planned: (operation: Operation) => boolean,
): Finding[] {
  const asked = new Set(traces.flatMap(({ elements }) => elements.map(({ element }) => element)));
  const due = model.operations.filter(planned);
  const open = due.filter(({ id }) => !asked.has(`op:${id}`));
  if (open.length === due.length) return [];
  const groups = new Map<string, Operation[]>();
  for (const operation of open) {
    const name = operation.resource ?? '';
    groups.set(name, [...(groups.get(name) ?? []), operation]);
  }
  const sorted = [...groups].sort(([a], [b]) => compareStrings(a, b));
  const findings = sorted.slice(0, MAX_RESOURCES).map(([name, operations]) => unrequested(name, operations, due));
  const rest = sorted.slice(MAX_RESOURCES);
  if (rest.length > 0) {
    const count = rest.reduce((sum, [, operations]) => sum + operations.length, 0);
    findings.push({
      code: 'element-unrequested',
      severity: 'info',
      message: `No clause asks for ${count} more operations of ${rest.length} resources. Leave them out by options.scope, or say in the PRD what they are for.`,
      where: { in: 'contract' },
    });
  }
  return findings;
}

function unrequested(name: string, operations: readonly Operation[], due: readonly Operation[]): Finding {
  const all = due.filter(({ resource }) => (resource ?? '') === name).length;
  const named = operations
    .slice(0, MAX_NAMED)
    .map(({ id }) => code(id))
    .join(', ');
  const more = operations.length > MAX_NAMED ? ` and ${operations.length - MAX_NAMED} more` : '';
  const of = name === '' ? '' : ` of ${code(name)} (${operations.length} of ${all})`;
  const [first] = operations;
  return {
    code: 'element-unrequested',
    severity: 'info',
    message: `No clause asks for these operations${of}: ${named}${more}. Leave them out by options.scope, or say in the PRD what they are for.`,
    where: { in: 'contract', ...(first !== undefined && { pointer: first.pointer, ref: `op:${first.id}` }) },
  };
}
