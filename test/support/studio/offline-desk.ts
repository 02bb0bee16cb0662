import type { StudioDesk } from '../../../activities/studio/studio-desk.js';
import { answerKey } from '../../../activities/studio/answer-key.js';
import { ledgerEntry } from '../../../activities/studio/call-flow.js';
import { countAnswer } from '../../../activities/tasks/count-answer-task.js';
import { writePrompt } from '../../../activities/tasks/write-prompt-task.js';
import type { StudioCallRow } from '../../../db/studio-calls.js';
import { continueDialogue } from '../../../planning/generation/dialogue.js';
import type { FollowUp } from '../../../planning/generation/question.js';
import { NOTHING_SPENT, addSpending } from '../../../planning/search/spending.js';
import type { ModelAnswer } from './model.js';
import { envelopeOf } from './questions.js';

/** A desk without queue, database and network: a model in this process answers, and the ledger is a list. */
export interface OfflineDesk extends StudioDesk {
  calls: StudioCallRow[];
}

const NOW = new Date('2026-01-02T03:04:05Z');
const FLOW = 'http://offline.invalid/flow';

/** Remembers answers by the same key as the real desk, so that a plan has calls that were not paid again. */
export function makeOfflineDesk(model: ModelAnswer): OfflineDesk {
  const calls: StudioCallRow[] = [];
  const remembered = new Map<string, string>();
  const spentOn = (step: string) =>
    calls
      .filter((call) => call.step === step)
      .reduce(
        (sum, { requests, promptTokens, answerTokens, cost }) =>
          addSpending(sum, { calls: requests, tokens: promptTokens + answerTokens, cost }),
        NOTHING_SPENT,
      );
  return {
    calls,
    spent: (errand) => Promise.resolve(spentOn(errand.step)),
    ask: (errand, question, allowance) => {
      const answerTo = (followUp: FollowUp | null): string | null => {
        const key = answerKey(errand, question, followUp, FLOW);
        const known = remembered.get(key);
        const left = allowance.calls - spentOn(errand.step).calls;
        if (known === undefined && left < 1) return null;
        const nonce = `nonce${calls.length}`;
        const text = known ?? model(envelopeOf(question, followUp, nonce));
        remembered.set(key, text);
        const paid =
          known === undefined
            ? {
                promptTokens: writePrompt({ question, followUp, nonce }).tokens,
                answerTokens: countAnswer({ texts: [text] }),
              }
            : { promptTokens: 0, answerTokens: 0 };
        calls.push({
          ...ledgerEntry({ errand, question, followUp, key }, { fence: 1, cost: 0, ...paid }),
          ...{
            seq: calls.length + 1,
            status: 'settled',
            cacheHit: known !== undefined,
            outcome: 'ok',
            milliseconds: 1,
          },
          ...{ calls: known === undefined ? 1 : 0, requests: known === undefined ? 1 : 0 },
          ...{ createdAt: NOW, settledAt: NOW },
        });
        return text;
      };
      const turns: string[][] = [];
      for (;;) {
        const step = continueDialogue(question, turns);
        if (step.kind !== 'ask') return Promise.resolve(step);
        const text = answerTo(step.followUp);
        if (text === null) return Promise.resolve({ kind: 'spent', because: 'The allowance is spent.', fixes: [] });
        turns.push([text]);
      }
    },
  };
}
