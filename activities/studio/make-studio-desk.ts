import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledFailure } from '@temporalio/common';
import type { FollowUp, Question } from '../../planning/generation/question.js';
import type { Spending } from '../../planning/search/spending.js';
import { answerKey } from './answer-key.js';
import { refusalOf } from './call-failure.js';
import { callFlow, ledgerEntry } from './call-flow.js';
import type { CalledFlow, Turn } from './call-flow.js';
import type { StudioDeskDeps } from './desk-deps.js';
import { leaseMs, underLease } from './lease.js';
import type { Asked, StudioDesk, StudioErrand } from './studio-desk.js';

const HOUR_MS = 3_600_000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/** The desk over the database, the artifact store and a client. It keeps nothing itself: any worker goes on where one ended. */
export function makeStudioDesk(deps: StudioDeskDeps): StudioDesk {
  return {
    ask: (errand, question, allowance) => ask(deps, errand, question, allowance),
    spent: ({ scope, planId, revision, step }) =>
      deps.repositories.studioCalls.spent(scope, { planId, revision, step }),
  };
}

async function ask(
  deps: StudioDeskDeps,
  errand: StudioErrand,
  question: Question,
  allowance: Spending,
): Promise<Asked> {
  const turns: (readonly string[])[] = [];
  const keys: string[] = [];
  for (;;) {
    const step = await deps.compute('continueDialogue', { question, turns });
    if (step.kind !== 'ask') {
      const usable = step.kind === 'answered';
      const reuseMs = deps.config.cacheHours * HOUR_MS;
      await deps.repositories.studioAnswers.judge(errand.scope, keys, { usable, reuseMs });
      const { fixes } = step;
      return usable
        ? { kind: 'answered', answer: step.answer, fixes }
        : { kind: 'unusable', because: step.because, fixes };
    }
    const turn = turnOf(deps, errand, question, step.followUp);
    const taken = await takeTurn(deps, turn, allowance);
    if (taken.kind === 'spent') return { kind: 'spent', because: await spentWords(deps, errand, allowance), fixes: [] };
    if (taken.kind === 'failed') return { kind: 'refused', because: refusalOf(taken.outcome), fixes: [] };
    turns.push(taken.texts);
    keys.push(turn.key);
  }
}

function turnOf({ config }: StudioDeskDeps, errand: StudioErrand, question: Question, followUp: FollowUp | null): Turn {
  const flowUrl = config.flowUrls[question.op] ?? config.flowUrl;
  return { errand, question, followUp, key: answerKey(errand, question, followUp, flowUrl) };
}

/** The answer to one turn: remembered, from whoever is asking the same just now, or asked for here. */
async function takeTurn(
  deps: StudioDeskDeps,
  turn: Turn,
  allowance: Spending,
): Promise<Exclude<CalledFlow, { kind: 'overtaken' }>> {
  const { scope, planId, revision } = turn.errand;
  const owner = `${deps.workerId}/${randomUUID()}`;
  const { studioAnswers, studioCalls } = deps.repositories;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const claim = { key: turn.key, owner, planId, revision, leaseMs: leaseMs(deps) };
    const claimed = await studioAnswers.claim(scope, claim);
    if (claimed.kind === 'done') {
      const texts = JSON.parse(new TextDecoder().decode(await deps.artifacts.get(scope, claimed.answer))) as string[];
      const free = { fence: 0, promptTokens: 0, answerTokens: 0, cost: 0 };
      await studioCalls.recordHit(scope, ledgerEntry(turn, free));
      return { kind: 'answered', texts };
    }
    if (claimed.kind === 'claimed') {
      const lease = { key: turn.key, owner, fence: claimed.fence };
      const called = await underLease(deps, scope, lease, () => callFlow(deps, turn, lease, allowance));
      if (called.kind !== 'overtaken') return called;
    }
    await pause(deps, wait);
  }
}

async function pause(deps: StudioDeskDeps, milliseconds: number): Promise<void> {
  const activity = deps.activity();
  activity.heartbeat();
  try {
    await sleep(milliseconds, undefined, { signal: activity.cancellationSignal });
  } catch (error) {
    if (activity.cancellationSignal.aborted) throw new CancelledFailure('Cancelled while another asks the same.');
    throw error;
  }
}

async function spentWords(deps: StudioDeskDeps, errand: StudioErrand, allowance: Spending): Promise<string> {
  const { scope, planId, revision, step } = errand;
  const spent = await deps.repositories.studioCalls.spent(scope, { planId, revision, step });
  return (
    `Another call is not paid for: of ${allowance.calls} calls ${spent.calls} are spent, ` +
    `of ${allowance.tokens} tokens ${spent.tokens}.`
  );
}
