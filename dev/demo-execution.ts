import { setTimeout as sleep } from 'node:timers/promises';

import type { Callback, CardList, Payload, ReadyList, Task } from '../cli/api-types.js';
import { CliError } from '../cli/cli-error.js';
import type { PlannerClient } from '../cli/client.js';
import { EXIT } from '../cli/exit-codes.js';

type Card = CardList['cards'][number];

/** One task that was played. */
export interface PlayedTask {
  id: string;
  key: string;
  title: string;
  tokens: number;
  limit: number;
  status: NonNullable<Task['status']>;
  card: Card;
}

/** A payload that holds cards of tasks that were played. */
export interface CardUse {
  key: string;
  cards: Payload['cards'];
}

export interface Execution {
  played: PlayedTask[];
  /** What can be started afterwards. */
  ready: ReadyList;
  /** The first payload afterwards that holds a card; null where the plan has no further task or needs no card. */
  use: CardUse | null;
}

const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;
/** Payloads that are asked for a card, at most: the first usually has one. */
const MOST_PAYLOADS = 10;

/**
 * Plays an executor for all tasks that are ready: takes the payload, reports success, waits for the Context Card. No
 * code is written, and the reports say so. Throws CliError where the service does not do its part in time.
 */
export async function playFirstWave(
  client: PlannerClient,
  planId: string,
  onPlayed: (task: PlayedTask) => void,
): Promise<Execution> {
  const first = await client.ready(planId);
  const played: PlayedTask[] = [];
  for (const { id } of first.tasks) {
    const task = await playTask(client, planId, id);
    played.push(task);
    onPlayed(task);
  }
  const ready = await client.ready(planId);
  return { played, ready, use: await findCardUse(client, planId, played, ready) };
}

async function playTask(client: PlannerClient, planId: string, taskId: string): Promise<PlayedTask> {
  const { task } = await client.task(planId, taskId);
  const payload = await client.payload(planId, taskId);
  await client.complete(taskId, reportOn(task, payload));
  const status = await waitFor(`the report on ${task.key}`, async () => {
    const now = (await client.task(planId, taskId)).task.status;
    return now === 'succeeded' ? now : null;
  });
  const card = await waitFor(`the Context Card of ${task.key}`, async () => {
    const { cards } = await client.cards(planId);
    return cards.find((entry) => entry.taskId === taskId) ?? null;
  });
  const { tokens, limit } = payload.budget;
  return { id: taskId, key: task.key, title: task.title, tokens, limit, status, card };
}

/**
 * What an executor would report, from what the task asks for. Its checks were not run, so none is said to have passed.
 */
function reportOn(task: Task, payload: Payload): Callback {
  return {
    eventId: `demo:${task.key}`,
    status: 'succeeded',
    revision: payload.revision,
    summary: `Played by the demo, no code was written: ${task.title}.`,
    decisions: [
      { what: `Kept to the layout that the payload gives for ${task.key}`, why: 'later tasks name these paths' },
    ],
    interfaces: task.deliverables.slice(0, 20).map(({ path, what }) => `${path}: ${what}`),
    evidence: task.acceptance.slice(0, 20).map(({ id }) => ({
      checkId: id,
      outcome: 'skipped',
      detail: 'The demo runs no checks.',
    })),
  };
}

async function findCardUse(
  client: PlannerClient,
  planId: string,
  played: PlayedTask[],
  ready: ReadyList,
): Promise<CardUse | null> {
  const ours = new Set(played.map(({ card }) => card.id));
  for (const { id, key } of ready.tasks.slice(0, MOST_PAYLOADS)) {
    const { cards } = await client.payload(planId, id);
    const used = cards.filter((card) => ours.has(card.id));
    if (used.length > 0) return { key, cards: used };
  }
  return null;
}

async function waitFor<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const start = performance.now();
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() - start > PATIENCE_MS) {
      const seconds = PATIENCE_MS / 1000;
      throw new CliError(EXIT.service, `The service did not apply ${what} within ${seconds} s.`, 'See its logs.');
    }
    await sleep(PAUSE_MS);
  }
}
