import type { ArazzoCriterion } from './arazzo-types.js';
import type { Operation } from '../../contract/contract-model.js';
import { getText } from '../../contract/json-value.js';
import type { JsonObject } from '../../contract/json-value.js';
import { addCall, expressionOf, outputOf } from './call-step.js';
import type { CallVariant, StepMaker } from './call-step.js';
import { idPointer } from './answers.js';
import type { CallPlan, PlannedCall } from './call-plan.js';
import type { CheckFacts } from './check-facts.js';
import { sameAsSent } from './comparisons.js';
import { isRepeatable, lastParameter } from './decide-checks.js';
import type { Recipe } from './decide-checks.js';
import { lists, pageSize } from './list-workflows.js';
import { operationShape } from './operation-shape.js';
import { addReader, expect, moved, repeat, runPlan, SLOTS, withPlan } from './plan-steps.js';
import { flatSchema, typeOf } from './schema-view.js';
import { textValue } from './text-value.js';
import { violations } from './violations.js';

/**
 * Adds the steps that show one thing of an operation (see `Recipe`). Answers why there are none where the contract does
 * not say enough after all.
 */
export function addSteps(operation: Operation, recipe: Recipe, facts: CheckFacts, maker: StepMaker): string | null {
  switch (recipe.kind) {
    case 'success':
      return withPlan(operation, maker, (plan) => {
        expect(runPlan(plan, maker, true), recipe.statuses, sameThing(plan, facts, maker));
      });
    case 'unauthorized':
      return unauthorized(operation, recipe.statuses, maker);
    case 'not-found':
      return notFound(operation, recipe.statuses, maker);
    case 'invalid-input':
      return invalidInput(operation, recipe.statuses, maker);
    case 'forbidden':
      return forbidden(operation, facts, maker);
    case 'duplicate':
      return withPlan(operation, maker, (plan) => {
        expect(runPlan(plan, maker, true), ['2XX']);
        expect(repeat(plan, maker, { stepId: 'again', again: true }), recipe.statuses);
      });
    case 'stored':
      return stored(operation, recipe.reader, facts, maker);
    case 'changed':
      return withPlan(operation, maker, (plan) => {
        const sent = runPlan(plan, maker, true, { update: true, slot: SLOTS.another });
        expect(sent, ['2XX']);
        const read = addReader(recipe.reader, plan, maker, new Map());
        expect(read, ['2XX'], sameAsSent(sent, recipe.reader, maker.contract.full));
      });
    case 'gone':
      return withPlan(operation, maker, (plan) => {
        expect(runPlan(plan, maker, true), ['2XX']);
        expect(addReader(recipe.reader, plan, maker, new Map()), recipe.statuses);
      });
    case 'lists':
      return lists(operation, recipe.creator, facts, maker);
    case 'page-size':
      return pageSize(operation, recipe.parameter, facts, maker);
  }
}

/** What is read by its id has that id. */
function sameThing(plan: CallPlan, { index }: CheckFacts, maker: StepMaker): ArazzoCriterion[] {
  const { operation, takes } = plan.calls.at(-1) as PlannedCall;
  const last = lastParameter(operation);
  const made = operation.resource === null ? undefined : index.byName.get(operation.resource);
  const source = takes.get(`path ${last ?? ''}`);
  if (operation.effect !== 'read' || last === null || made === undefined || source?.from !== 'answer') return [];
  const pointer = idPointer(operation, made, last, index);
  // An answer that holds another kind of id says nothing.
  if (pointer === null || pointer.split('/').at(-1) !== source.pointer.split('/').at(-1)) return [];
  return [{ condition: `$response.body#${pointer} == ${expressionOf(source, maker)}` }];
}

function unauthorized(operation: Operation, statuses: string[], maker: StepMaker): null {
  const call: PlannedCall = { operation, takes: new Map() };
  const none: CallVariant = { stepId: 'without-credentials', credentials: 'none', again: true };
  expect(addCall(call, 0, { by: 'input' }, none, maker), statuses);
  const before = maker.steps.length;
  const wrong = addCall(
    call,
    0,
    { by: 'input' },
    { stepId: 'wrong-credentials', credentials: 'wrong', again: true },
    maker,
  );
  expect(wrong, statuses);
  // A scheme that no header, query or cookie carries cannot be got wrong.
  if (wrong.parameters.length === maker.steps[before - 1]?.parameters.length) maker.steps.pop();
  return null;
}

function notFound(operation: Operation, statuses: string[], maker: StepMaker): string | null {
  const planned = maker.plan(operation);
  const plan: CallPlan =
    'why' in planned ? { calls: [{ operation, takes: new Map() }], caller: { by: 'input' } } : planned;
  if (plan.calls.length > 1) runPlan(plan, maker, false);
  const shape = operationShape(operation, maker.contract.full);
  const paths = shape.parameters.filter((one) => one.in === 'path');
  const unknown = 'why' in planned ? paths : paths.filter((one) => one.name === (lastParameterIn(operation) ?? ''));
  const instead = new Map(
    unknown.map((one) => [`path ${one.name}`, unknownId(flatSchema(one.schema, maker.contract.full), maker)]),
  );
  expect(repeat(plan, maker, { stepId: 'unknown', instead }), statuses);
  return null;
}

/** The last path parameter, wherever it stands. */
function lastParameterIn(operation: Operation): string | null {
  return [...(operation.path ?? '').matchAll(/\{([^{}]+)\}/g)].at(-1)?.[1] ?? null;
}

/** A well-formed id that nothing has. */
function unknownId(schema: JsonObject, maker: StepMaker): string | number {
  const type = typeOf(schema);
  if (type === 'integer' || type === 'number') {
    const most = schema['maximum'];
    return typeof most === 'number' ? Math.floor(most) : 2_147_483_647;
  }
  if (getText(schema, 'format') === 'uuid') return 'ffffffff-ffff-4fff-8fff-ffffffffffff';
  const plain = { ...schema };
  delete plain['format'];
  return textValue(plain, 'unknown key', null, { root: maker.contract.full, ordinal: 999, day: 0, update: false });
}

function invalidInput(operation: Operation, statuses: string[], maker: StepMaker): string | null {
  const found = violations(operation, maker.contract.full);
  if (found.length === 0) return 'the contract sets no bounds that a request could break';
  return withPlan(operation, maker, (plan) => {
    if (plan.calls.length > 1) runPlan(plan, maker, false);
    for (const { id, ...violation } of found)
      expect(repeat(plan, maker, { stepId: id, ...violation, again: true }), statuses);
  });
}

function forbidden(operation: Operation, facts: CheckFacts, maker: StepMaker): string | null {
  const { signer } = facts;
  if (signer === null) return 'no operation makes a caller without the right to it';
  return withPlan(operation, maker, (plan) => {
    if (plan.calls.length > 1) runPlan(plan, maker, false);
    const signing = maker.plan(signer.operation);
    if ('why' in signing) return;
    const offset = plan.calls.length;
    for (const [at, call] of signing.calls.entries()) {
      const takes = new Map([...call.takes].map(([key, source]) => [key, moved(source, offset)]));
      const variant = { stepId: `stranger-${at + 1}`, slot: SLOTS.stranger };
      expect(addCall({ ...call, takes }, offset + at, signing.caller, variant, maker), ['2XX']);
    }
    const source = { call: offset + signing.calls.length - 1, from: 'answer' as const, pointer: signer.token };
    const refused = addCall(
      plan.calls.at(-1) as PlannedCall,
      offset - 1,
      { by: 'call', source },
      { stepId: 'refused' },
      maker,
    );
    expect(refused, ['403']);
  });
}

function stored(operation: Operation, reader: Operation, facts: CheckFacts, maker: StepMaker): string | null {
  const made = operation.resource === null ? undefined : facts.index.byName.get(operation.resource);
  const last = lastParameter(reader);
  const pointer = made === undefined || last === null ? null : idPointer(operation, made, last, facts.index);
  if (pointer === null || last === null) return 'no answer holds the id of what was made';
  return withPlan(operation, maker, (plan) => {
    const sent = runPlan(plan, maker, true);
    expect(sent, ['2XX']);
    const id = outputOf(sent, `$response.body#${pointer}`);
    if (isRepeatable(operation)) {
      const decoy = repeat(plan, maker, { stepId: 'another', slot: SLOTS.another, again: true });
      expect(decoy, ['2XX'], [{ condition: `$response.body#${pointer} != ${id}` }]);
    }
    const read = addReader(reader, plan, maker, new Map([[`path ${last}`, id]]));
    expect(read, ['2XX'], sameAsSent(sent, reader, maker.contract.full));
  });
}
