import type { Documents } from './documents.js';
import { listOf, member, numberOf, textOf } from './json.js';
import type { Report } from './violation.js';

/**
 * Checks the decision on the front end: each signal quotes the PRD where it says, the option decides exactly where it is
 * set, and signals can only include a front end if one of them asks for it.
 */
export function checkFrontEnd({ plan, options, prd, tasks, scaffold }: Documents, report: Report): void {
  const decision = member(plan, 'frontEnd');
  const tell = (rule: string, message: string): void => report(rule, 'plan.json#frontEnd', message);
  const signals = listOf(decision, 'signals');
  for (const signal of signals) {
    const start = numberOf(signal, 'start');
    const end = numberOf(signal, 'end');
    if (prd !== null && prd.slice(start, end) !== textOf(signal, 'text')) {
      tell('front-end-signal', `at ${start} to ${end} the PRD does not say ${JSON.stringify(textOf(signal, 'text'))}`);
    }
    if (!Number.isFinite(numberOf(signal, 'weight'))) tell('front-end-signal', 'a signal has no weight');
  }
  const included = member(decision, 'included');
  const option = textOf(options, 'frontEnd');
  const decidedBy = option === 'always' || option === 'never' ? 'option' : 'signals';
  if (textOf(decision, 'decidedBy') !== decidedBy) {
    tell('front-end-decision', `it says ${textOf(decision, 'decidedBy')}, by the options it is ${decidedBy}`);
  }
  if (decidedBy === 'option' && included !== (option === 'always')) {
    tell('front-end-decision', `included is ${String(included)}, the option says ${option}`);
  }
  if (decidedBy === 'signals' && included === true && !signals.some((signal) => numberOf(signal, 'weight') > 0)) {
    tell('front-end-decision', 'a front end is included, and no signal asks for one');
  }
  const built = tasks.some(({ kind }) => kind === 'frontend');
  if (included === true && !built) tell('front-end-missing', 'a front end is included, and no task builds it');
  const asked = listOf(scaffold, 'scaffold').some((request) => textOf(request, 'purpose') === 'frontend');
  if (included !== asked) tell('front-end-scaffold', `included is ${String(included)}, scaffold.json says otherwise`);
}
