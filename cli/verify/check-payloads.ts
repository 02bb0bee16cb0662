import type { BundleTask, Documents } from './documents.js';
import { isSame, isSameSet, listOf, member, textOf, textsOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/** What a payload's task has word for word from tasks.json. */
const REPEATED = [
  ...['id', 'key', 'kind', 'title', 'description', 'deliverables', 'covers', 'uses', 'verifies', 'repository'],
  'minutes',
];
const LONGEST_TITLE = 199;

/**
 * Checks payloads/: one for each task and no other; task, clauses, criteria and dependencies are those of the plan, each
 * either there or named in `omitted`; and the text for the executor says all of it.
 */
export function checkPayloads(bundle: Bundle, documents: Documents, report: Report): void {
  const { tasks, payloads, coverage } = documents;
  const texts = new Map(listOf(coverage, 'requirements').map((row) => [textOf(row, 'id'), textOf(row, 'text')]));
  const expected = new Set(tasks.map(({ key }) => `payloads/${key}.json`));
  for (const task of tasks) {
    const payload = payloads.get(task.key);
    const where = `payloads/${task.key}.json`;
    if (payload === undefined) {
      if (!bundle.has(where)) report('missing-payload', where, 'the task has no payload');
      continue;
    }
    const tell = (rule: string, message: string): void => report(rule, where, message);
    checkIds(task, payload, documents, tell);
    checkParts(task, payload, texts, tell);
    checkText(task, payload, tell);
  }
  for (const path of bundle.keys()) {
    if (path.startsWith('payloads/') && !expected.has(path)) report('stray-payload', path, 'it belongs to no task');
  }
}

type Tell = (rule: string, message: string) => void;

function checkIds(task: BundleTask, payload: unknown, { planId, plan }: Documents, tell: Tell): void {
  if (textOf(payload, 'taskId') !== task.id) tell('payload-task', `it is not for ${task.id}`);
  const ids: [string, unknown][] = [
    ['planId', planId],
    ['key', task.key],
    ['revision', member(plan, 'revision')],
  ];
  for (const [name, value] of ids) {
    if (member(payload, name) !== value) tell('payload-task', `its ${name} is not ${String(value)}`);
  }
  const own = member(payload, 'task');
  const differing = REPEATED.filter((name) => !isSame(member(own, name), member(task.document, name)));
  if (differing.length > 0) tell('payload-content', `its task has other ${differing.join(', ')} than tasks.json`);
}

/** What stands in a list of the payload, and what `omitted` says is not in it. */
function checkParts(task: BundleTask, payload: unknown, texts: ReadonlyMap<string, string>, tell: Tell): void {
  const omitted = listOf(payload, 'omitted');
  const left = new Set(omitted.filter((one) => textOf(one, 'level') === 'pointer').map((one) => textOf(one, 'ref')));
  for (const block of omitted) {
    const told =
      textOf(block, 'href').startsWith('/') && /^(?:brief|outline|signature|pointer)$/.test(textOf(block, 'level'));
    if (!told) tell('payload-omitted', `of ${textOf(block, 'ref')} it does not say where it is`);
  }
  const advice = left.has('guidance') ? undefined : member(task.document, 'guidance');
  if (!isSame(member(payload, 'guidance'), advice)) tell('payload-guidance', 'its advice is not that of tasks.json');
  const criteria = listOf(task.document, 'acceptance');
  const shown = criteria.filter((one) => !left.has(`acceptance:${textOf(one, 'id')}`));
  if (!isSame(listOf(payload, 'acceptance'), shown)) {
    tell('payload-content', 'its criteria are not those of tasks.json that are not left out');
  }
  const clauses = task.requirements.filter((id) => !left.has(`req:${id}`));
  const stated = listOf(payload, 'requirements');
  const right = clauses.map((id) => ({ id, text: texts.get(id) ?? '' }));
  if (!isSame(stated, right))
    tell('payload-content', 'its clauses are not those of coverage.json that are not left out');
  const needs = listOf(payload, 'dependencies').map((one) => textOf(one, 'task'));
  const unknown = needs.filter((id) => !task.dependsOn.includes(id));
  if (unknown.length > 0)
    tell('payload-content', `it builds on ${unknown.join(', ')}, on which the task does not depend`);
  left.delete('guidance');
  if (left.size === 0 && !isSameSet(needs, task.dependsOn))
    tell('payload-content', 'it leaves out what the task needs');
}

/** Characters that are not seen or turn text round: a text for an executor may leave them out. Blanks among them are read as blanks. */
const HIDDEN = /(?!\s)[\p{Cc}\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\u{e0000}-\u{e007f}]/gu;

/** The text for the executor names all that the fields hold; escapes and line breaks do not count. */
function checkText(task: BundleTask, payload: unknown, tell: Tell): void {
  const rendered = textOf(payload, 'rendered');
  const text = plain(rendered);
  const full = new Set(listOf(payload, 'omitted').map((one) => textOf(one, 'ref')));
  const due: [string, string][] = [
    ['its id', task.id],
    ['its title', textOf(task.document, 'title').slice(0, LONGEST_TITLE)],
    ...(full.has('description') ? [] : [['its description', textOf(task.document, 'description')] as [string, string]]),
    ...adviceOf(payload).map((words): [string, string] => ['its advice', words]),
    ...listOf(payload, 'acceptance').map((one): [string, string] => [
      `criterion ${textOf(one, 'id')}`,
      textOf(one, 'what'),
    ]),
    ...listOf(payload, 'requirements')
      .filter((one) => !full.has(`req:${textOf(one, 'id')}`))
      .map((one): [string, string] => [`clause ${textOf(one, 'id')}`, `${textOf(one, 'id')}: ${textOf(one, 'text')}`]),
  ];
  for (const [what, words] of due)
    if (!text.includes(plain(words))) tell('payload-text', `its text does not say ${what}`);
}

function adviceOf(payload: unknown): string[] {
  const advice = member(payload, 'guidance');
  return [textOf(advice, 'approach'), ...textsOf(advice, 'pitfalls'), ...textsOf(advice, 'questions')];
}

function plain(text: string): string {
  return text.replace(HIDDEN, '').replaceAll('\\', '').replace(/\s+/g, ' ').trim();
}
