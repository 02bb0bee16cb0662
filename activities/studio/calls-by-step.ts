import type { StudioCallRow } from '../../db/studio-calls.js';
import type { TrialRecord } from '../../planning/revision/search-document.js';
import type { StudioCall, StudioUse } from '../../planning/search/studio-call.js';
import { round6 } from '../../planning/numbers.js';

/** Calls of the ledger as the trace tells them: those of trials with their trial, the others by their step, in the order made. */
export function callsByStep(rows: readonly StudioCallRow[]): {
  trials: Map<number, StudioCall[]>;
  steps: StudioUse['steps'];
} {
  const byStep = new Map<string, StudioCall[]>();
  for (const row of rows) byStep.set(row.step, [...(byStep.get(row.step) ?? []), toCall(row)]);
  const trials = new Map<number, StudioCall[]>();
  const steps: StudioUse['steps'] = [];
  for (const [step, calls] of byStep) {
    const n = /^trial\/(\d+)$/u.exec(step)?.[1];
    if (n === undefined) steps.push({ step, calls });
    else trials.set(Number(n), calls);
  }
  return { trials, steps };
}

/** Records with the calls of their trials, where a model was asked. */
export function withCalls(records: readonly TrialRecord[], trials: ReadonlyMap<number, StudioCall[]>): TrialRecord[] {
  return records.map((record) => {
    const calls = trials.get(record.n);
    if (calls === undefined) return record;
    return { ...record, tokens: calls.reduce((sum, { tokens }) => sum + tokens, 0), studio: { calls } };
  });
}

function toCall(row: StudioCallRow): StudioCall {
  return {
    op: row.op as StudioCall['op'],
    key: row.key,
    promptVersion: row.promptVersion,
    promptSha256: row.promptSha256,
    schemaId: row.schemaId,
    // A call that its worker did not live to settle may have run: it counts as spent.
    outcome: row.outcome ?? row.status,
    cacheHit: row.cacheHit,
    // What may have run and so counts, also of calls that were lost with their worker.
    requests: row.calls,
    tokens: row.promptTokens + row.answerTokens,
    cost: round6(row.cost),
    milliseconds: row.milliseconds,
    repair: row.repair,
  };
}
