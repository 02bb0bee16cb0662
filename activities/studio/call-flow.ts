import { randomBytes } from 'node:crypto';
import type { StudioOutcome } from '../../adapters/studio/studio-client.js';
import type { AnswerLease } from '../../db/studio-answers.js';
import type { CallEnd, NewStudioCall } from '../../db/studio-calls.js';
import type { FollowUp, Question } from '../../planning/generation/question.js';
import type { Spending } from '../../planning/search/spending.js';
import type { StudioDeskDeps } from './desk-deps.js';
import type { StudioErrand } from './studio-desk.js';

/** One thing to ask: a question, or what is asked after an answer to it. */
export interface Turn {
  errand: StudioErrand;
  question: Question;
  followUp: FollowUp | null;
  key: string;
}

export type CalledFlow =
  | { kind: 'answered'; texts: readonly string[] }
  /** Another has taken the lease: what counts is what it stores. */
  | { kind: 'overtaken' }
  | { kind: 'spent' }
  | { kind: 'failed'; outcome: Exclude<StudioOutcome, { kind: 'ok' }> };

const A_MILLION = 1_000_000;

/** The line of the ledger for a turn. */
export function ledgerEntry(
  { errand, question, followUp, key }: Turn,
  spending: Pick<NewStudioCall, 'fence' | 'promptTokens' | 'answerTokens' | 'cost'>,
): NewStudioCall {
  const { planId, revision, step } = errand;
  const { op, promptVersion, promptSha256, schemaId } = question;
  const repair = followUp?.kind === 'repair' ? followUp.attempt : 0;
  return { planId, revision, step, op, key, promptVersion, promptSha256, schemaId, repair, ...spending };
}

/**
 * Sends one call under a lease: written down as reserved before, settled after, and its answer stored with that in one
 * transaction. When this process dies in between, the line stays reserved and counts as spent: the flow may have run.
 */
export async function callFlow(
  deps: StudioDeskDeps,
  turn: Turn,
  lease: AnswerLease,
  allowance: Spending,
): Promise<CalledFlow> {
  const { repositories, compute, config, client } = deps;
  const { errand, question, followUp } = turn;
  const { cancellationSignal: signal } = deps.activity();
  const nonce = randomBytes(12).toString('hex');
  const { prompt, tokens: promptTokens } = await compute('writePrompt', { question, followUp, nonce });
  const answerTokens = config.answerTokens;
  const cost = costOf(config, promptTokens, answerTokens);
  const entry = ledgerEntry(turn, { fence: lease.fence, promptTokens, answerTokens, cost });
  const seq = await repositories.studioCalls.reserve(errand.scope, entry, allowance);
  if (seq === null) {
    await repositories.studioAnswers.release(errand.scope, lease);
    return { kind: 'spent' };
  }
  const { op, promptVersion, schemaId } = question;
  const outcome = await client.run({ op, promptVersion, schemaId, nonce, payload: prompt, signal });
  return outcome.kind === 'ok'
    ? storeAnswer(deps, turn, { lease, seq, promptTokens, outcome })
    : noteFailure(deps, turn, { lease, seq, promptTokens, outcome });
}

interface Made<O> {
  lease: AnswerLease;
  seq: number;
  promptTokens: number;
  outcome: O;
}

async function storeAnswer(
  { repositories, artifacts, compute, config }: StudioDeskDeps,
  { errand: { scope } }: Turn,
  { lease, seq, promptTokens, outcome }: Made<Extract<StudioOutcome, { kind: 'ok' }>>,
): Promise<CalledFlow> {
  const { texts, requests, milliseconds } = outcome;
  const answer = await artifacts.put(scope, 'studio-answer', new TextEncoder().encode(JSON.stringify(texts)));
  const answerTokens = await compute('countAnswer', { texts });
  const end: CallEnd = {
    status: 'settled',
    outcome: 'ok',
    calls: 1,
    requests,
    promptTokens,
    answerTokens,
    cost: costOf(config, promptTokens, answerTokens),
    milliseconds,
  };
  const stored = await repositories.transaction(async (tx) => {
    await tx.studioCalls.settle(scope, seq, end);
    return tx.studioAnswers.commit(scope, lease, answer);
  });
  return stored ? { kind: 'answered', texts } : { kind: 'overtaken' };
}

/** A flow that may have run has read the prompt; what it wrote is not known and not counted. */
async function noteFailure(
  { repositories, config }: StudioDeskDeps,
  { errand: { scope } }: Turn,
  { lease, seq, promptTokens, outcome }: Made<Exclude<StudioOutcome, { kind: 'ok' }>>,
): Promise<CalledFlow> {
  const { mayHaveRun, reason, requests, milliseconds } = outcome;
  const sent = mayHaveRun ? promptTokens : 0;
  const end: CallEnd = {
    status: 'failed',
    outcome: reason,
    calls: mayHaveRun ? 1 : 0,
    requests,
    promptTokens: sent,
    answerTokens: 0,
    cost: costOf(config, sent, 0),
    milliseconds,
  };
  await repositories.transaction(async (tx) => {
    await tx.studioCalls.settle(scope, seq, end);
    await tx.studioAnswers.release(scope, lease);
  });
  return { kind: 'failed', outcome };
}

function costOf(
  { inputPrice, outputPrice }: StudioDeskDeps['config'],
  promptTokens: number,
  answerTokens: number,
): number {
  return (promptTokens * (inputPrice ?? 0) + answerTokens * (outputPrice ?? 0)) / A_MILLION;
}
