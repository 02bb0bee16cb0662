import type { ContractModel, Operation } from '../contract/contract-model.js';
import type { AcceptanceCriterion, TaskKind } from '../dag/candidate.js';
import { decideChecks } from './arazzo/decide-checks.js';
import type { Decision } from './arazzo/decide-checks.js';
import type { OrderEvidence } from '../order/order-evidence.js';
import { elementIndex } from './element-index.js';
import type { ElementIndex } from './element-index.js';
import { entityCriteria } from './entity-criteria.js';
import { isGraphqlChecked } from './graphql/graphql-checks.js';
import { operationCriteria } from './operation-criteria.js';
import { code, codeList } from './wording.js';

/** The part of a task its acceptance criteria follow from. References carry their prefix, requirement ids none. */
export interface AcceptanceSubject {
  kind: TaskKind;
  covers: string[];
  verifies: string[];
  requirements: string[];
}

/**
 * A criterion of a task, the anchor it comes from (a requirement's with its prefix), the id it has among the anchor's own,
 * and, where it is about an HTTP operation, how it is checked.
 */
export interface DecidedAcceptance {
  ref: string;
  local: string;
  criterion: AcceptanceCriterion;
  about?: { operation: Operation; decision: Decision };
}

/**
 * Describes when a task is done, computed from the contract: per covered element what the contract declares of it, per
 * verified element that a test would notice its loss, per requirement without an element that its clause is shown.
 * Never empty. Ids are unique in the task and depend on its anchors alone; a task about one element has plain ids
 * (`status-201`), one about several has them prefixed with the element (`post-pets.status-201`). Order: as the
 * anchors sort, within one element the success first. What a workflow or request of the
 * task's check document shows has a `check`.
 */
export function acceptanceFor(
  task: AcceptanceSubject,
  model: ContractModel,
  access: AccessRules = NO_RULES,
): AcceptanceCriterion[] {
  return decidedAcceptance(task, model, access).map(({ criterion }) => criterion);
}

/** The criteria of `acceptanceFor` with what their checks are made from. */
export function decidedAcceptance(
  task: AcceptanceSubject,
  model: ContractModel,
  access: AccessRules = NO_RULES,
): DecidedAcceptance[] {
  const groups = criteriaGroups(task, model, access).filter((group) => group.criteria.length > 0);
  if (groups.length === 0) groups.push({ subject: task.kind, criteria: kindCriteria(task.kind) });
  return withUniqueIds(groups, model);
}

/** Access rules that the contract itself may not state. */
export type AccessRules = Pick<OrderEvidence, 'authenticated'>;

const NO_RULES: AccessRules = { authenticated: [] };

/** The id of the workflow that shows a criterion: Arazzo allows no dots in it. */
export function workflowIdOf(criterionId: string): string {
  return criterionId.replace(/[^A-Za-z0-9_-]/g, '_');
}

/** The criteria owed to one anchor. */
interface CriteriaGroup {
  subject: string;
  criteria: readonly (AcceptanceCriterion & { decision?: Decision })[];
  operation?: Operation;
}

function criteriaGroups(task: AcceptanceSubject, model: ContractModel, access: AccessRules): CriteriaGroup[] {
  const index = elementIndex(model);
  if (task.kind === 'docs') return [{ subject: 'docs', criteria: docsCriteria(task, model) }];
  if (task.kind === 'test') {
    const verified = task.verifies.map((ref) => ({ subject: ref, criteria: testCriteria(ref, index) }));
    const what = 'The tests pass twice in a row from a fresh set-up, in any order.';
    return [...verified, { subject: 'suite', criteria: [criterion('repeatable', what)] }];
  }
  const covered = task.covers.map((ref) => coverGroup(ref, model, index, access));
  // Where an element serves a clause, the element's own criteria say more than the clause's number.
  const speaking = task.kind === 'frontend' || task.covers.length === 0 ? task.requirements : [];
  return [
    ...covered,
    ...speaking.map((id) => ({ subject: `req:${id}`, criteria: requirementCriteria(id, task.kind) })),
  ];
}

function coverGroup(ref: string, model: ContractModel, index: ElementIndex, access: AccessRules): CriteriaGroup {
  const operation = index.operations.get(ref);
  if (operation?.type !== 'operation') return { subject: ref, criteria: coverCriteria(ref, model, index, access) };
  const criteria = decideChecks(operation, () => operationCriteria(operation, index), model);
  return { subject: ref, criteria, operation };
}

function coverCriteria(
  ref: string,
  model: ContractModel,
  index: ElementIndex,
  { authenticated }: AccessRules,
): AcceptanceCriterion[] {
  const operation = index.operations.get(ref);
  if (operation !== undefined) return operationCriteria(operation, index, authenticated.includes(operation.id));
  const entity = index.entities.get(ref);
  if (entity !== undefined) return entityCriteria(entity);
  if (ref === 'auth') return authCriteria(model);
  if (ref === 'scaffold') return kindCriteria('scaffold');
  return [criterion('works', `${code(ref)} behaves as the contract declares it.`)];
}

function authCriteria(model: ContractModel): AcceptanceCriterion[] {
  const guarded = model.operations.filter(
    (operation) => operation.security.schemes.length > 0 && !operation.security.optional,
  );
  const criteria = model.securitySchemes.map((scheme) =>
    criterion(
      `scheme-${slug(scheme.name)}`,
      `A caller with valid credentials of ${code(scheme.name)} (${[scheme.type, scheme.detail].filter((part) => part !== '').join(', ')}) is let in and known by identity.`,
    ),
  );
  if (criteria.length === 0) {
    criteria.push(criterion('accepted', 'A caller with valid credentials is let in and known by identity.'));
  }
  const where =
    guarded.length > 0
      ? `each of the ${guarded.length} guarded operations`
      : 'every operation that the requirements guard';
  criteria.push(
    criterion(
      'refused',
      `Without, with malformed and with expired credentials ${where} refuses the call and changes nothing.`,
    ),
  );
  criteria.push(criterion('no-leak', 'No credential shows up in an answer, an error or a log line.'));
  return criteria;
}

function testCriteria(ref: string, index: ElementIndex): AcceptanceCriterion[] {
  const operation = index.operations.get(ref);
  if (operation !== undefined) return [criterion('tested', testedOperation(operation))];
  const entity = index.entities.get(ref);
  const what = entity === undefined ? code(ref) : code(entity.id);
  return [
    criterion('tested', `A test fails when ${what} accepts what the contract forbids or refuses what it allows.`),
  ];
}

function testedOperation(operation: Operation): string {
  const statuses = operation.responses.map((response) => response.status).filter((status) => /^[1-4]/.test(status));
  const name = code(operation.id);
  if (operation.type !== 'operation' || statuses.length === 0) {
    return `A test exercises ${name} with valid and with invalid input and checks the result against the contract.`;
  }
  return `Tests of ${name} bring about each declared status (${statuses.join(', ')}) and check body and content type.`;
}

function docsCriteria(task: AcceptanceSubject, model: ContractModel): AcceptanceCriterion[] {
  const named = task.verifies.concat(task.covers).filter((ref) => ref.startsWith('op:')).length;
  const count = named > 0 ? named : model.operations.length;
  const criteria = [
    criterion(
      'operations',
      `The documentation shows a working example call for ${count === 1 ? 'the operation' : `each of the ${count} operations`}.`,
    ),
    criterion(
      'start',
      'A reader who follows the getting-started page from a fresh clone gets an answer from the running service.',
    ),
  ];
  if (model.securitySchemes.length > 0) {
    criteria.push(
      criterion(
        'credentials',
        `It says how to get and send credentials (${codeList(model.securitySchemes.map((scheme) => scheme.name))}).`,
      ),
    );
  }
  return criteria;
}

function requirementCriteria(id: string, kind: TaskKind): AcceptanceCriterion[] {
  const how = kind === 'frontend' ? 'in the running user interface' : 'by an automated check';
  return [criterion('met', `What clause ${code(id)} asks for is shown ${how} that fails without it.`)];
}

/** For tasks whose criteria no single element gives. */
function kindCriteria(kind: TaskKind): AcceptanceCriterion[] {
  switch (kind) {
    case 'scaffold':
      return [
        criterion(
          'installs',
          'A fresh clone installs, builds and lints with the documented commands, without a warning that stops it.',
        ),
        criterion('test-command', 'The test command runs at least one test and passes.'),
        criterion('starts', 'The start command brings the package up with its default settings and stops cleanly.'),
      ];
    case 'auth':
      return [criterion('refused', 'A call without valid credentials is refused and changes nothing.')];
    case 'integration':
      return [
        criterion(
          'round-trip',
          'A message goes to the other system and its answer comes back, and a failure there is reported, not lost.',
        ),
      ];
    case 'frontend':
      return [
        criterion(
          'usable',
          'The view shows data of the running service, and its loading, empty and error states are reachable.',
        ),
      ];
    case 'ops':
      return [
        criterion(
          'deploys',
          'The service deploys from a clean environment, and its health check turns red when a dependency is down.',
        ),
      ];
    case 'schema':
      return [criterion('migrates', 'The migration runs on an empty database, and running it again changes nothing.')];
    case 'operation':
    case 'requirement':
    case 'test':
    case 'docs':
      return [criterion('shown', 'An automated check shows the described behaviour and fails without it.')];
  }
}

function withUniqueIds(groups: CriteriaGroup[], model: ContractModel): DecidedAcceptance[] {
  const used = new Set<string>();
  const plain = groups.length === 1;
  return groups.flatMap(({ subject, criteria, operation }) =>
    criteria.map(({ decision, ...entry }) => {
      const wanted = plain ? entry.id : `${slug(subject.replace(/^(op|entity|req):/, ''))}.${entry.id}`;
      let id = wanted;
      for (let n = 2; used.has(id); n += 1) id = `${wanted}-${n}`;
      used.add(id);
      const known = { ref: subject, local: entry.id };
      if (decision !== undefined && operation !== undefined) {
        const check = { kind: 'arazzo', href: `acceptance#${workflowIdOf(id)}` } as const;
        const checked = 'recipe' in decision ? { ...entry, id, check } : { ...entry, id };
        return { ...known, criterion: checked, about: { operation, decision } };
      }
      if (!isGraphqlChecked(subject, entry.id, model)) return { ...known, criterion: { ...entry, id } };
      return { ...known, criterion: { ...entry, id, check: { kind: 'graphql', href: `acceptance#${id}` } } };
    }),
  );
}

function slug(name: string): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return readable === '' ? 'x' : readable.slice(0, 60);
}

function criterion(id: string, what: string): AcceptanceCriterion {
  return { id, what, required: true };
}
