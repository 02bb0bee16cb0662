import { placeOf } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { listOf, member, numberOf, textOf, textsOf } from './json.js';
import { makeTokenCounter } from './own-tokens.js';
import type { TextSize } from './own-tokens.js';
import { taskIdOf } from '../task-id.js';
import { knownModel } from './target-model.js';
import type { Report } from './violation.js';

/** Worst ratio of any vocabulary to o200k on text that is not ASCII. */
const NON_ASCII = 2.1;
/** Framing of the messages around a payload, in bytes. */
const FRAMING = 128;
/** Stands for the plan's id where tasks.json tells the budget (docs/decisions/007). */
const ANY_PLAN = 'pln_q7x2m4k5q7x2m4k5q7x2m4k5q7';

interface Budget {
  tokens: number;
  limit: number;
  guarantee: string;
  model: string;
}

/**
 * Counts the tokens of every payload's text anew and compares them with what the payload and tasks.json say: not above the
 * limit, the limit within the window less the reserves, and the guarantee one that holds.
 */
export function checkBudgets(documents: Documents, report: Report): void {
  const count = makeTokenCounter();
  for (const task of documents.tasks) {
    const stated = budgetOf(member(task.document, 'budget'));
    checkLimit(stated, placeOf(task), report);
    const payload = documents.payloads.get(task.key);
    if (payload === undefined) continue;
    const where = `payloads/${task.key}.json`;
    const budget = member(payload, 'budget');
    const own = budgetOf(budget);
    const rendered = textOf(payload, 'rendered');
    checkLimit(own, where, report);
    checkWindow(own, budget, where, report);
    checkCount(own, count(rendered), where, report);
    checkGuarantee(own, budget, count(rendered), where, report);
    if (own.model !== stated.model || own.limit !== stated.limit) {
      report(
        'budget-differs',
        where,
        `its model or limit are not those of tasks.json, ${stated.model}, ${stated.limit}`,
      );
    }
    checkPublished(task, payload, documents, count, report);
  }
  checkOptions(documents, report);
}

function budgetOf(value: unknown): Budget {
  return {
    tokens: numberOf(value, 'tokens'),
    limit: numberOf(value, 'limit'),
    guarantee: textOf(value, 'guarantee'),
    model: textOf(value, 'model'),
  };
}

function checkLimit({ tokens, limit }: Budget, where: string, report: Report): void {
  if (!(tokens <= limit)) report('over-budget', where, `it has ${tokens} tokens, the limit is ${limit}`);
}

function checkWindow({ limit, model }: Budget, budget: unknown, where: string, report: Report): void {
  const window = numberOf(budget, 'window');
  const reserved = numberOf(budget, 'reserved');
  const known = knownModel(model).window;
  if (window !== known) report('budget-window', where, `it says the window of ${model} is ${window}, it is ${known}`);
  if (!(reserved > 0 && limit <= window - reserved)) {
    report('budget-limit', where, `the limit ${limit} is more than the window ${window} less ${reserved} reserved`);
  }
}

/** Tokens of a text for a model: its own, or those of o200k raised by the family's factor, and to 2.1 off ASCII. */
function tokensFor(model: string, { tokens, nonAscii }: TextSize): number {
  const { exact, factor } = knownModel(model);
  // The same sum as documented, so that rounding up gives the same number.
  return exact ? tokens : Math.ceil(factor * tokens + (NON_ASCII - factor) * nonAscii);
}

function checkCount({ tokens, model }: Budget, size: TextSize, where: string, report: Report): void {
  const counted = tokensFor(model, size);
  // Where runs were cut, where exactly may differ.
  if (Math.abs(tokens - counted) <= 3 * size.cuts) return;
  report('budget-tokens', where, `it says ${tokens} tokens, its text has ${counted} for ${model}`);
}

function checkGuarantee(own: Budget, budget: unknown, size: TextSize, where: string, report: Report): void {
  const { guarantee, model } = own;
  const exact = knownModel(model).exact && size.cuts === 0;
  const room = numberOf(budget, 'window');
  const holds =
    guarantee === 'exact'
      ? exact
      : guarantee === 'byte-bound'
        ? !exact && size.bytes + FRAMING <= room
        : guarantee === 'calibrated' && !exact;
  if (!holds)
    report('budget-guarantee', where, `${JSON.stringify(guarantee)} does not hold for ${model} and this text`);
}

/**
 * tasks.json tells the budget before any card exists, measured with another plan's id: with that put in place of the
 * plan's own, the payload's text gives the same number. Not so with cards, with what executors said they made, or where
 * something is left out: then ids, which take more or fewer tokens, may change what is.
 */
function checkPublished(
  task: BundleTask,
  payload: unknown,
  { planId, tasks }: Documents,
  count: (text: string) => TextSize,
  report: Report,
): void {
  const budget = member(task.document, 'budget');
  const parts = [listOf(payload, 'cards'), listOf(payload, 'omitted'), textsOf(budget, 'degraded')];
  const made = listOf(payload, 'dependencies').flatMap((one) => textsOf(one, 'interfaces'));
  const planned = new Set(tasks.flatMap((one) => [...one.covers, ...pathsOf(one)]));
  if (parts.some((list) => list.length > 0) || made.some((name) => !planned.has(name))) return;
  let text = textOf(payload, 'rendered').replaceAll(planId, ANY_PLAN);
  const near = tasks.filter(({ id }) => id === task.id || task.dependsOn.includes(id));
  for (const { id, key } of near) text = text.replaceAll(id, taskIdOf(ANY_PLAN, key));
  const size = count(text);
  const counted = tokensFor(textOf(budget, 'model'), size);
  if (Math.abs(numberOf(budget, 'tokens') - counted) <= 3 * size.cuts) return;
  report('budget-tokens', placeOf(task), `it says ${numberOf(budget, 'tokens')} tokens, its payload gives ${counted}`);
}

function pathsOf(task: BundleTask): string[] {
  return listOf(task.document, 'deliverables').map((deliverable) => textOf(deliverable, 'path'));
}

/** The model is the one asked for, and no limit is above the bound asked for. */
function checkOptions({ tasks, options }: Documents, report: Report): void {
  const model = textOf(options, 'targetModel');
  const bound = numberOf(options, 'tokenBudget');
  const models = new Set(tasks.map((task) => textOf(member(task.document, 'budget'), 'model')));
  if (models.size > 1) report('budget-model', 'tasks.json', `budgets are for ${[...models].join(', ')}`);
  if (model !== '' && tasks.length > 0 && !models.has(model)) {
    report('budget-model', 'tasks.json', `the options ask for ${model}, budgets are for ${[...models].join(', ')}`);
  }
  for (const task of tasks) {
    const limit = numberOf(member(task.document, 'budget'), 'limit');
    if (limit > bound) report('budget-model', placeOf(task), `its limit ${limit} is above tokenBudget ${bound}`);
  }
}
