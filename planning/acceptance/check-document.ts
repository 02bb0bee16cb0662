import { compareStrings } from '../compare.js';
import type { ContractDocument } from '../contract/contract-document.js';
import type { ContractModel, Operation } from '../contract/contract-model.js';
import type { JsonObject } from '../contract/json-value.js';
import { decidedAcceptance, workflowIdOf } from './acceptance-for.js';
import type { AcceptanceSubject, DecidedAcceptance } from './acceptance-for.js';
import type { ArazzoDocument, ArazzoWorkflow } from './arazzo/arazzo-types.js';
import { NUMBERS } from './arazzo/call-step.js';
import { checkContract } from './arazzo/check-contract.js';
import { checkFacts, signInOf } from './arazzo/check-facts.js';
import type { CheckFacts } from './arazzo/check-facts.js';
import { planCall } from './arazzo/call-plan.js';
import type { Planned } from './arazzo/call-plan.js';
import type { Recipe } from './arazzo/decide-checks.js';
import { addSteps } from './arazzo/make-workflow.js';
import { requiredInBody } from './arazzo/operation-shape.js';
import { commandChecks } from './commands.js';
import type { CommandCheck, CommandSubject } from './commands.js';
import type { GraphqlCheck, GraphqlSession } from './graphql/graphql-check.js';
import { graphqlChecks } from './graphql/graphql-checks.js';
import type { GraphqlChecks } from './graphql/graphql-checks.js';
import type { ScaffoldRequest } from '../scaffold/scaffold-request.js';

/** What the planner adds to a check document. */
export interface PlannerChecks {
  planId: string;
  taskId: string;
  key: string;
  revision: number;
  commands: CommandCheck[];
  /** Criteria that no check of the document shows, with why. */
  described: { checkId: string; why: string }[];
}

/**
 * How a task is checked: an Arazzo document where it has HTTP operations, requests where it has queries and mutations, and
 * what the planner adds.
 */
export type CheckDocument = Partial<ArazzoDocument> & {
  checks?: GraphqlCheck[];
  session?: GraphqlSession;
  'x-planner': PlannerChecks;
};

/** What a check document is made for. */
export interface CheckSubject extends AcceptanceSubject {
  title: string;
  /** Ids of the criteria that the task was published with. */
  criteria: readonly string[];
  /** What its commands follow from; without it there are none. */
  built?: { task: CommandSubject; scaffold: ScaffoldRequest };
}

/** A task's check document and the contract that its workflows run on, null where there are none. */
export interface TaskChecks {
  document: CheckDocument;
  contract: JsonObject | null;
}

/**
 * Makes the check document of a task: per criterion that calls can show a workflow with the criterion's id, the others
 * with why they are only described. Every workflow makes what it needs first. The same input gives the same document.
 *
 * @param contractUrl where the contract of the checks is found, relative to the document
 */
export function taskChecks(
  subject: CheckSubject,
  planner: Omit<PlannerChecks, 'described'>,
  model: ContractModel,
  document: ContractDocument,
  contractUrl: string,
): TaskChecks {
  const decided = publishedCriteria(subject, model);
  const commands = [...planner.commands, ...commandsOf(subject)];
  const commanded = new Set(commands.map(({ checkId }) => checkId));
  const requests = requestsOf(decided, model, document);
  const described: PlannerChecks['described'] = [...requests.described];
  const shown = new Set([...requests.checks, ...requests.described].map(({ checkId }) => checkId));
  const checked: { decided: DecidedAcceptance; operation: Operation; recipe: Recipe }[] = [];
  for (const one of decided) {
    const { about, criterion } = one;
    if (about !== undefined && 'recipe' in about.decision) {
      checked.push({ decided: one, operation: about.operation, recipe: about.decision.recipe });
    } else if (!commanded.has(criterion.id) && !shown.has(criterion.id)) {
      described.push({ checkId: criterion.id, why: about === undefined ? NO_CALL : sentence(whyOf(about)) });
    }
  }
  const head = { ...planner, commands, described };
  const { session, checks } = requests;
  if (checks.length > 0) {
    return { document: { checks, ...(session && { session }), 'x-planner': head }, contract: null };
  }
  if (checked.length === 0 || document.format !== 'openapi') return { document: { 'x-planner': head }, contract: null };
  const facts = checkFacts(model);
  const plan = (operation: Operation): Planned => {
    const planned = planCall(operation, facts, (one) => requiredInBody(one, document.root));
    // What was decided without the document stands.
    return 'why' in planned ? planCall(operation, facts) : planned;
  };
  const contract = checkContract(document, calledOperations(checked, facts, plan));
  const inputs = new Set<string>();
  const ids = new Set<string>();
  const workflows: ArazzoWorkflow[] = [];
  const numbers = new Map<Operation, number>();
  for (const { decided: one, operation, recipe } of checked) {
    const number = numbers.get(operation) ?? 0;
    numbers.set(operation, number + 1);
    const ordinal = (facts.ordinal.get(operation.id) ?? 0) * NUMBERS + number;
    const suffix = `-w${workflows.length + 1}`;
    const maker = { contract, ordinal, suffix, steps: [], stepOf: new Map(), inputs, ids, plan };
    const why = addSteps(operation, recipe, facts, maker);
    const { id, what } = one.criterion;
    if (why !== null) described.push({ checkId: id, why: sentence(why) });
    else workflows.push({ workflowId: workflowIdOf(id), summary: what, inputs: RUN_INPUTS, steps: maker.steps });
  }
  if (workflows.length === 0) return { document: { 'x-planner': head }, contract: null };
  return {
    document: { ...arazzo(subject, workflows, { inputs, ids }, contractUrl), 'x-planner': head },
    contract: contract.served,
  };
}

/** The criteria that the task was published with; whose callers must be signed in the PRD may have said. */
function publishedCriteria(subject: CheckSubject, model: ContractModel): DecidedAcceptance[] {
  const published = new Set(subject.criteria);
  const guarded = { authenticated: model.kind === 'graphql' ? model.operations.map(({ id }) => id) : [] };
  return decidedAcceptance(subject, model, guarded).filter(({ criterion }) => published.has(criterion.id));
}

function commandsOf({ built }: CheckSubject): CommandCheck[] {
  return built === undefined ? [] : commandChecks(built.task, built.scaffold);
}

function requestsOf(
  decided: readonly DecidedAcceptance[],
  model: ContractModel,
  document: ContractDocument,
): GraphqlChecks {
  if (document.format !== 'graphql') return { session: null, checks: [], described: [] };
  return graphqlChecks(decided, model, document, { signIn: signInOf(model) });
}

const NO_CALL = 'No call of an operation shows it.';
const RUN_INPUTS = { $ref: '#/components/inputs/run' };

function whyOf({ decision }: NonNullable<DecidedAcceptance['about']>): string {
  return 'why' in decision ? decision.why : '';
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return start.endsWith('.') ? start : `${start}.`;
}

/** All operations that the workflows may call, sorted. */
function calledOperations(
  checked: readonly { operation: Operation; recipe: Recipe }[],
  facts: CheckFacts,
  plan: (operation: Operation) => Planned,
): string[] {
  const called = new Set<string>();
  const add = (operation: Operation): void => {
    called.add(operation.id);
    const planned = plan(operation);
    if ('calls' in planned) for (const call of planned.calls) called.add(call.operation.id);
  };
  for (const { operation, recipe } of checked) {
    add(operation);
    if ('reader' in recipe) add(recipe.reader);
    if ('creator' in recipe) add(recipe.creator);
    const creator = recipe.kind === 'page-size' ? facts.index.operation.get(`POST ${operation.path ?? ''}`) : undefined;
    if (creator !== undefined) add(creator);
    if (recipe.kind === 'forbidden' && facts.signer !== null) add(facts.signer.operation);
  }
  return [...called].sort(compareStrings);
}

function arazzo(
  subject: CheckSubject,
  workflows: ArazzoWorkflow[],
  { inputs, ids }: { inputs: ReadonlySet<string>; ids: ReadonlySet<string> },
  url: string,
): ArazzoDocument {
  const credentials = [...inputs]
    .sort(compareStrings)
    .map((name): [string, JsonObject] => [
      name,
      { type: 'string', format: 'password', description: 'Credentials of a caller who may do everything.' },
    ]);
  const fixed = [...ids]
    .sort(compareStrings)
    .map((name): [string, JsonObject] => [
      name,
      { type: 'string', description: 'Id of a thing that is there already and that no operation makes.' },
    ]);
  const properties: JsonObject = {
    runId: {
      type: 'string',
      default: 'r1',
      description: 'Up to 8 letters and digits, new for each run against the same data.',
    },
    runShort: { type: 'string', default: '01', description: 'Two digits, new for each run against the same data.' },
    ...Object.fromEntries([...credentials, ...fixed]),
  };
  return {
    arazzo: '1.0.1',
    info: { title: `Checks: ${subject.title}`, version: '1.0.0' },
    sourceDescriptions: [{ name: 'api', type: 'openapi', url }],
    workflows,
    components: { inputs: { run: { type: 'object', properties, ...requiredOf([...credentials, ...fixed]) } } },
  };
}

function requiredOf(inputs: readonly [string, JsonObject][]): JsonObject {
  return inputs.length === 0 ? {} : { required: inputs.map(([name]) => name) };
}
