import type { Documents } from './documents.js';
import { entriesOf, isSame, listOf, member, numberOf, textOf, textsOf } from './json.js';
import { trialsOf } from './trials.js';
import type { Trial } from './trials.js';
import type { Report } from './violation.js';

/** Most that an order or a link is believed that only a model sees. */
const MOST = 0.35;
const ORDER = /^A model reads it in the PRD: (".*")\.$/s;
const LINK = /(?:^|; )a model reads it in (".*")$/s;
/** Findings that only a model gives rise to. */
const FOUND = new Set(['ambiguous-clause', 'statement-missed', 'front-end-doubted']);
/** Longest text of each kind of advice, and how many of it. */
const ADVICE = { approach: 400, item: 200, items: 5 };

/**
 * Checks what of a model is in a plan: orders that it reads are soft, of little weight, and quote the PRD; links quote their
 * clause; neither is there more of than enrichment.json says, nor findings but those it tells; advice of tasks.json is that of
 * guidance.json; who made the plan is who made the candidates that went into it, and what they were advised by.
 */
export function checkModel(documents: Documents, report: Report): void {
  const { enrichment, guidance, search, plan } = documents;
  const studio = member(search, 'studio');
  for (const [path, document] of [
    ['enrichment.json', enrichment],
    ['guidance.json', guidance],
  ] as const) {
    if (document !== null && studio === null) report('model-stray', path, 'search.json says that no model is set up');
  }
  const used = member(enrichment, 'used');
  const links = checkLinks(documents, report);
  checkCount('traces', links, used, report);
  checkOrders(documents, numberOf(used, 'edges'), report);
  checkFindings(documents, report);
  const advised = checkAdvice(documents, report);
  const changed = numberOf(used, 'traces') > 0 || numberOf(used, 'edges') > 0;
  const maker = makerOf(search, changed || advised);
  const stated = textOf(member(plan, 'search'), 'generator');
  if (stated !== maker) report('generator', 'plan.json', `it says ${stated}, by what went into it it is ${maker}`);
  checkEffort(member(member(plan, 'search'), 'studio'), studio, report);
}

/** The summary tells what the trace adds up. */
function checkEffort(stated: unknown, studio: unknown, report: Report): void {
  if (studio === null && stated === undefined) return;
  const spent = member(studio, 'spent');
  const due = {
    calls: numberOf(spent, 'calls'),
    tokens: numberOf(spent, 'tokens'),
    cacheHits: numberOf(studio, 'cacheHits'),
  };
  for (const [name, number] of Object.entries(due)) {
    const claim = numberOf(stated, name);
    if (claim !== number)
      report('plan-search', 'plan.json#studio', `it says ${claim} ${name}, search.json has ${number}`);
  }
}

function checkCount(name: string, found: number, used: unknown, report: Report): void {
  const stated = numberOf(used, name);
  if (found !== (Number.isNaN(stated) ? 0 : stated)) {
    report('model-count', 'enrichment.json', `it says ${stated} ${name}, in the plan there are ${found}`);
  }
}

/** Clauses that a model links to elements. */
function checkLinks({ coverage }: Documents, report: Report): number {
  let clauses = 0;
  for (const row of listOf(coverage, 'requirements')) {
    const links = listOf(row, 'elements').filter((link) => textOf(link, 'evidence').includes('a model reads it in '));
    if (links.length > 0) clauses += 1;
    for (const link of links) {
      const evidence = textOf(link, 'evidence');
      const where = `coverage.json#${textOf(row, 'id')}`;
      if (!quotes(textOf(row, 'text'), LINK.exec(evidence)?.[1])) {
        report(
          'model-quote',
          where,
          `the clause does not say what ${textOf(link, 'element')} is linked by: ${evidence}`,
        );
      }
      if (evidence.startsWith('a model') && !(numberOf(link, 'score') <= MOST)) {
        report('model-weight', where, `a model alone links it to ${textOf(link, 'element')}, with more than ${MOST}`);
      }
    }
  }
  return clauses;
}

/** Dependencies for which a model's order is the reason; of one order several tasks may have one. */
function checkOrders(documents: Documents, stated: number, report: Report): void {
  const { tasks, graph, candidates, prd } = documents;
  const holders: [string, unknown[]][] = [
    ...tasks.map(({ key, document }): [string, unknown[]] => [`tasks.json#${key}`, listOf(document, 'dependsOn')]),
    ['graph.json', listOf(graph, 'edges')],
    ...[...candidates].map(([id, candidate]): [string, unknown[]] => [
      `candidates/${id}.json`,
      listOf(candidate, 'tasks').flatMap((task) => listOf(task, 'dependsOn')),
    ]),
  ];
  for (const [where, edges] of holders) {
    for (const edge of edges) {
      const reason = textOf(edge, 'reason');
      if (!reason.startsWith('A model ')) continue;
      if (!(stated > 0)) report('model-count', where, `enrichment.json tells of no order, here is one: ${reason}`);
      if (
        member(edge, 'hard') !== false ||
        textOf(edge, 'type') !== 'order' ||
        !(numberOf(edge, 'confidence') <= MOST)
      ) {
        report('model-weight', where, `what a model reads is a soft order of at most ${MOST}: ${reason}`);
      }
      if (!quotes(prd ?? '', ORDER.exec(reason)?.[1])) {
        report('model-quote', where, `the PRD does not say what an order rests on: ${reason}`);
      }
    }
  }
}

/** Whether a text holds a quote as the planner writes it: as JSON, a long one cut; blanks and line breaks are the same. */
function quotes(text: string, json: string | undefined): boolean {
  if (json === undefined) return false;
  let quoted: unknown;
  try {
    quoted = JSON.parse(json);
  } catch {
    return false;
  }
  if (typeof quoted !== 'string') return false;
  const words = plain(quoted).replace(/\.\.\.$/, '');
  return words !== '' && plain(text).includes(words);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** All findings of a model are those that enrichment.json tells, once each. */
function checkFindings({ plan, enrichment }: Documents, report: Report): void {
  const told = listOf(enrichment, 'findings');
  const stated = listOf(plan, 'findings').filter((finding) => FOUND.has(textOf(finding, 'code')));
  const missing = told.filter((finding) => !stated.some((one) => isSame(one, finding)));
  for (const finding of missing) report('model-finding', 'plan.json', `it lacks ${textOf(finding, 'message')}`);
  if (missing.length === 0 && stated.length !== told.length) {
    report(
      'model-finding',
      'plan.json',
      `it tells ${stated.length} findings of a model, enrichment.json ${told.length}`,
    );
  }
  const ambiguous = stated.filter((finding) => textOf(finding, 'code') === 'ambiguous-clause').length;
  checkCount('ambiguities', ambiguous, member(enrichment, 'used'), report);
}

/** Advice of each task is that of guidance.json and within its size; returns whether there is any. */
function checkAdvice({ tasks, guidance }: Documents, report: Report): boolean {
  const advice = new Map(entriesOf(member(guidance, 'byTask')));
  for (const key of advice.keys()) {
    if (!tasks.some((task) => task.key === key)) report('guidance', 'guidance.json', `there is no task ${key}`);
  }
  for (const { key, document } of tasks) {
    const stated = member(document, 'guidance');
    if (!isSame(stated, advice.get(key))) {
      report('guidance', `tasks.json#${key}`, 'its advice is not that of guidance.json');
    }
    if (stated !== undefined && !isShort(stated)) report('guidance', `tasks.json#${key}`, 'its advice is too long');
  }
  return advice.size > 0;
}

function isShort(advice: unknown): boolean {
  const lists = ['pitfalls', 'questions'].map((name) => textsOf(advice, name));
  const items = lists.every((list) => list.length <= ADVICE.items && list.every((text) => text.length <= ADVICE.item));
  return items && textOf(advice, 'approach').length <= ADVICE.approach;
}

/** Who made the winner with all it was made from, and whether judgements or words of a model came to it. */
function makerOf(search: unknown, touched: boolean): string {
  const first = new Map<string, Trial>();
  for (const trial of trialsOf(search)) {
    if (trial.candidateId !== '' && !first.has(trial.candidateId)) first.set(trial.candidateId, trial);
  }
  const line = new Set<Trial>();
  const open = [textOf(member(search, 'winner'), 'candidateId')];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const trial = first.get(id);
    if (trial === undefined || line.has(trial)) continue;
    line.add(trial);
    open.push(...trial.parents);
  }
  const makers = new Set([...line].map(({ generator }) => generator));
  if (makers.size > 1) return 'mixed';
  if (makers.has('studio')) return 'studio';
  return touched ? 'mixed' : 'deterministic';
}
