import type { Operation } from '../../contract/contract-model.js';
import type { ArazzoCriterion } from './arazzo-types.js';
import type { PlannedCall, Source } from './call-plan.js';
import { addCall, outputOf } from './call-step.js';
import type { StepMaker } from './call-step.js';
import type { CheckFacts } from './check-facts.js';
import { entriesPath } from './comparisons.js';
import { freshFilters, isRepeatable, lacking, madeBy } from './decide-checks.js';
import { callerOf, expect, repeat, runAgain, runPlan, SLOTS, withPlan } from './plan-steps.js';

/** Shows that a list has what was made, once, and that a filter by something else leaves it out. */
export function lists(operation: Operation, creator: Operation, facts: CheckFacts, maker: StepMaker): string | null {
  const entries = entriesPath(operation, maker.contract.full);
  const pointer = madeBy(creator, facts);
  if (pointer === null) return 'no answer holds the id of what was made';
  return withPlan(creator, maker, (plan) => {
    const sent = runPlan(plan, maker, true);
    expect(sent, ['2XX']);
    const id = outputOf(sent, `$response.body#${pointer}`);
    const holds = (times: number): ArazzoCriterion => {
      const field = pointer.split('/').at(-1) ?? 'id';
      // Where the answer describes no list it is looked for everywhere.
      const where = entries === null ? '@..' : entries;
      const number = entries === null && times > 0 ? `>= ${times}` : `== ${times}`;
      const condition = `$[?count(${where}[?@['${field}'] == {${id}}]) ${number}]`;
      return { context: '$response.body', condition, type: 'jsonpath' };
    };
    const last = plan.calls.at(-1) as PlannedCall;
    const filters = freshFilters(operation, creator, facts);
    const takes = new Map([...last.takes].filter(([key]) => key.startsWith('path ')));
    for (const name of filters) takes.set(`query ${name}`, last.takes.get(`body ${name}`) as Source);
    const call: PlannedCall = { operation, takes };
    const caller = callerOf(operation, plan);
    expect(addCall(call, plan.calls.length, caller, { stepId: 'list', again: true }, maker), ['2XX'], [holds(1)]);
    const [filter] = filters;
    const source = filter === undefined ? undefined : takes.get(`query ${filter}`);
    if (source === undefined || source.from !== 'answer') return;
    const other = plan.calls[source.call] as PlannedCall;
    if (!isRepeatable(other.operation)) return;
    const variant = { stepId: 'something-else', slot: SLOTS.another, again: true };
    const made = addCall(other, source.call, plan.caller, variant, maker);
    expect(made, ['2XX']);
    const instead = new Map([[`query ${filter ?? ''}`, outputOf(made, `$response.body#${source.pointer}`)]]);
    const read = addCall(call, plan.calls.length, caller, { stepId: 'list-other', instead, again: true }, maker);
    expect(read, ['2XX'], [holds(0)]);
  });
}

/** Shows that a list answers no more entries than are asked for, of two that were made where that can be done. */
export function pageSize(operation: Operation, parameter: string, facts: CheckFacts, maker: StepMaker): string | null {
  const entries = entriesPath(operation, maker.contract.full);
  const creator = facts.index.operation.get(`POST ${operation.path ?? ''}`);
  const making = creator === undefined ? null : maker.plan(creator);
  const usable = creator?.effect === 'create' && lacking(creator) === null && making !== null && !('why' in making);
  const planned = usable ? making : maker.plan(operation);
  if ('why' in planned) return planned.why;
  if (usable) {
    expect(runPlan(planned, maker, true), ['2XX']);
    if (!isRepeatable(creator)) runAgain(planned, maker);
    else expect(repeat(planned, maker, { stepId: 'another', slot: SLOTS.page, again: true }), ['2XX']);
  } else if (planned.calls.length > 1) {
    runPlan(planned, maker, false);
  }
  const last = planned.calls.at(-1) as PlannedCall;
  const takes = new Map([...last.takes].filter(([key]) => !key.startsWith('body ')));
  const variant = { stepId: 'page', instead: new Map([[`query ${parameter}`, 1]]), again: true };
  const read = addCall({ operation, takes }, planned.calls.length, callerOf(operation, planned), variant, maker);
  const condition = `$[?count(${entries ?? '@'}[*]) <= 1]`;
  expect(read, ['2XX'], entries === null ? [] : [{ context: '$response.body', condition, type: 'jsonpath' }]);
  return null;
}
