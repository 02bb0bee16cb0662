import type { Operation } from '../../contract/contract-model.js';
import type { ArazzoCriterion, ArazzoStep } from './arazzo-types.js';
import { isGuarded } from './call-plan.js';
import type { Caller, CallPlan, PlannedCall, Source } from './call-plan.js';
import { addCall } from './call-step.js';
import type { CallVariant, StepMaker } from './call-step.js';

/** Slots of the values that differ from those of the plain call. */
export const SLOTS = { stranger: 13, another: 14, page: 15 };

/** Adds what an operation's plan gives, or answers why there is none. */
export function withPlan(operation: Operation, maker: StepMaker, add: (plan: CallPlan) => void): string | null {
  const plan = maker.plan(operation);
  if ('why' in plan) return plan.why;
  add(plan);
  return null;
}

/** Adds all calls of a plan, or all but the last; those before the last must succeed. Answers the step that was added last. */
export function runPlan(
  plan: CallPlan,
  maker: StepMaker,
  whole: boolean,
  variant: Omit<CallVariant, 'stepId'> = {},
): ArazzoStep {
  const end = whole ? plan.calls.length : plan.calls.length - 1;
  let step: ArazzoStep | undefined;
  for (const [at, call] of plan.calls.slice(0, end).entries()) {
    const last = at === plan.calls.length - 1;
    step = addCall(
      call,
      at,
      plan.caller,
      { stepId: last ? 'call' : `before-${at + 1}`, ...(last ? variant : {}) },
      maker,
    );
    if (!last) expect(step, ['2XX']);
  }
  return step as ArazzoStep;
}

/** Adds the last call of a plan once more, in another way. */
export function repeat(plan: CallPlan, maker: StepMaker, variant: CallVariant): ArazzoStep {
  const at = plan.calls.length - 1;
  return addCall(plan.calls[at] as PlannedCall, at, plan.caller, variant, maker);
}

/** Adds all calls of a plan once more with other values, for what cannot be made twice of the same things. */
export function runAgain(plan: CallPlan, maker: StepMaker): void {
  const offset = plan.calls.length;
  for (const [at, call] of plan.calls.entries()) {
    const takes = new Map([...call.takes].map(([key, source]) => [key, moved(source, offset)]));
    const variant = { stepId: `again-${at + 1}`, slot: SLOTS.page };
    const caller: Caller =
      plan.caller.by === 'call'
        ? { by: 'call', source: { ...plan.caller.source, call: plan.caller.source.call + offset } }
        : plan.caller;
    expect(addCall({ ...call, takes }, offset + at, caller, variant, maker), ['2XX']);
  }
}

/** The same place in calls that stand later. */
export function moved(source: Source, by: number): Source {
  return source.from === 'input' ? source : { ...source, call: source.call + by };
}

/** What a step's answer has to be. */
export function expect(step: ArazzoStep, statuses: readonly string[], more: readonly ArazzoCriterion[] = []): void {
  const tests = statuses.map((status) => {
    const hundred = /^([1-5])XX$/i.exec(status)?.[1];
    if (hundred === undefined) return `$statusCode == ${status}`;
    return `$statusCode >= ${hundred}00 && $statusCode < ${Number(hundred) + 1}00`;
  });
  step.successCriteria = [{ condition: tests.join(' || ') }, ...more];
}

/** Adds a reading whose path takes what the plan's last call took or, by `instead`, what it made. */
export function addReader(
  reader: Operation,
  plan: CallPlan,
  maker: StepMaker,
  instead: ReadonlyMap<string, string>,
): ArazzoStep {
  const last = plan.calls.at(-1) as PlannedCall;
  const takes = new Map([...last.takes].filter(([key]) => key.startsWith('path ')));
  const call: PlannedCall = { operation: reader, takes };
  return addCall(call, plan.calls.length, callerOf(reader, plan), { stepId: 'read', instead, again: true }, maker);
}

/** A guarded reading behind open calls is done by the caller that one of them signed up. */
export function callerOf(reader: Operation, plan: CallPlan): Caller {
  if (plan.caller.by === 'call' || plan.calls.some((call) => isGuarded(call.operation))) return plan.caller;
  return isGuarded(reader) ? (plan.signed ?? plan.caller) : plan.caller;
}
