import { countTokens } from '../budget/tokens.js';
import type { PlanTask } from '../dag/plan-task.js';
import { canonicalJson } from '../hash.js';
import type { Callback } from './callback.js';
import { scrubSecrets } from './scrub-secrets.js';

export type { Callback };

/** Most tokens of a card's text, counted with the o200k vocabulary. */
export const CARD_TOKENS = 400;

/** All a card remembers; what did not fit its text is still here. Free of what looks like a secret. */
export interface CardDocument {
  task: { key: string; kind: string; title: string; covers: string[]; requirements: string[]; contentHash: string };
  outcome: Callback['status'];
  summary: string;
  decisions: { what: string; why: string }[];
  interfaces: string[];
  invariants: string[];
  openQuestions: string[];
  evidence: { checkId: string; outcome: string; detail: string; url: string }[];
  usage: { inputTokens?: number; outputTokens?: number; minutes?: number } | null;
  error: { code: string; message: string; retryable: boolean } | null;
}

export interface Card {
  /** Markdown, at most CARD_TOKENS. */
  text: string;
  tokens: number;
  document: CardDocument;
}

/** Shares o200k with every recent model of its vendor. */
const COUNTED_WITH = 'gpt-4o';
/** At three bytes a character and a token a byte, with the key and the closing line, this always fits a card. */
const LONGEST_TITLE = 80;
const LONGEST_LINE = 300;
const LONGEST_SUMMARY = 600;

/**
 * Makes the Context Card of a finished task: outcome, summary, what later tasks can rely on, decisions, invariants, open
 * questions, checks. Lines are taken in that order of use while they fit 400 tokens; how many did not fit is said, and the
 * document keeps them. Equal input gives an equal card. `callback` must have been checked against the API's schema.
 */
export function makeCard(task: PlanTask, callback: Callback): Card {
  const document = cardDocument(task, callback);
  const { title, key } = document.task;
  let text = `${document.outcome}: ${clip(title, LONGEST_TITLE)} (${key})`;
  let left = 0;
  for (const line of cardLines(document)) {
    const longer = `${text}\n${line}`;
    // Room is kept for the closing line, so that it never has to be left out itself.
    if (countTokens(`${longer}\n(${left + 1000} more in the card's document)`, COUNTED_WITH).tokens <= CARD_TOKENS) {
      text = longer;
    } else {
      left += 1;
    }
  }
  if (left > 0) text = `${text}\n(${left} more in the card's document)`;
  return { text, tokens: countTokens(text, COUNTED_WITH).tokens, document };
}

/** In the order in which later tasks profit from them. */
function cardLines(document: CardDocument): string[] {
  const lines: string[] = [];
  if (document.error !== null)
    lines.push(clip(`error ${document.error.code}: ${document.error.message}`, LONGEST_LINE));
  if (document.summary !== '') lines.push(clip(document.summary, LONGEST_SUMMARY));
  const add = (label: string, entries: readonly string[]): void => {
    for (const entry of entries) lines.push(clip(`- ${label}: ${entry}`, LONGEST_LINE));
  };
  add('provides', document.interfaces);
  add(
    'decided',
    document.decisions.map(({ what, why }) => (why === '' ? what : `${what}, because ${why}`)),
  );
  add('holds', document.invariants);
  add('open', document.openQuestions);
  const failed = document.evidence.filter(({ outcome }) => outcome === 'failed');
  add(
    'check failed',
    failed.map(({ checkId, detail }) => (detail === '' ? checkId : `${checkId}, ${detail}`)),
  );
  const passed = document.evidence.filter(({ outcome }) => outcome === 'passed').length;
  if (document.evidence.length > 0) lines.push(`- checks: ${passed} of ${document.evidence.length} passed`);
  return lines;
}

function cardDocument(task: PlanTask, callback: Callback): CardDocument {
  const { key, kind, title, covers, requirements, contentHash } = task;
  const list = (entries: readonly string[] | undefined): string[] => (entries ?? []).map(scrubSecrets);
  const { error, usage } = callback;
  return {
    task: { key, kind, title, covers, requirements, contentHash },
    outcome: callback.status,
    summary: scrubSecrets(callback.summary ?? ''),
    decisions: (callback.decisions ?? []).map(({ what, why }) => ({
      what: scrubSecrets(what),
      why: scrubSecrets(why),
    })),
    interfaces: (callback.interfaces ?? []).map((entry) =>
      scrubSecrets(typeof entry === 'string' ? entry : canonicalJson(entry)),
    ),
    invariants: list(callback.invariants),
    openQuestions: list(callback.openQuestions),
    evidence: (callback.evidence ?? []).map(({ checkId, outcome, detail, url }) => ({
      checkId: scrubSecrets(checkId),
      outcome,
      detail: scrubSecrets(detail ?? ''),
      url: scrubSecrets(url ?? ''),
    })),
    usage: usage ?? null,
    error:
      error === undefined
        ? null
        : { code: scrubSecrets(error.code), message: scrubSecrets(error.message), retryable: error.retryable },
  };
}

/** On one line; what is left out shows as an ellipsis. */
function clip(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= most) return flat;
  return `${flat.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
