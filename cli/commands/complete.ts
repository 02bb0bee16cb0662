import { randomUUID } from 'node:crypto';

import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import type { Callback, CallbackAnswer } from '../api-types.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { pairs } from '../render/layout.js';
import { makeSafe, printableJson } from '../safe.js';
import { clientOf, wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { readEvidence } from '../evidence.js';
import { isTaskId, resolveTask } from '../task-id.js';

interface CompleteFlags {
  summary: string;
  status: Callback['status'];
  plan?: string;
  eventId?: string;
  decision?: NonNullable<Callback['decisions']>;
  evidence?: string[];
  retryable?: boolean;
}

/** `planner complete`: reports on a task as an executor does. */
export function addCompleteCommand(program: Command, session: Session): void {
  program
    .command('complete')
    .description('Report on a task')
    .argument('<task>', 'id of the task, or its key together with --plan')
    .requiredOption('--summary <text>', 'what was done, or why it was not')
    .addOption(
      new Option('--status <status>', 'how it ended')
        .choices(['succeeded', 'failed', 'blocked', 'progress'])
        .default('succeeded'),
    )
    .option('--plan <plan>', 'id of the plan, needed where the task is given by key')
    .option('--decision <what: why>', 'a decision others should know, repeatable', collectDecision)
    .option(
      '--evidence <check=outcome | file>',
      'outcome (passed, failed, skipped) of a check, or the file that planner check wrote; repeatable',
      collect,
    )
    .option('--retryable', 'with --status failed: another attempt may help')
    .option('--event-id <id>', 'repeat a report with the id of the first time; random by default')
    .action(async (task: string, flags: CompleteFlags, command: Command) => {
      const taskId = taskOf(task, flags.plan);
      const callback = callbackOf(flags, await readEvidence(flags.evidence ?? [], taskId));
      const answer = await clientOf(command)
        .complete(taskId, callback)
        .catch((error: unknown) => {
          throw withEventId(error, callback.eventId);
        });
      if (wantsJson(command)) session.terminal.print(printableJson(answer));
      else session.terminal.print(...renderAnswer(session, answer));
    });
}

function taskOf(task: string, plan: string | undefined): string {
  if (plan !== undefined) return resolveTask(plan, task);
  if (isTaskId(task)) return task;
  throw new CliError(EXIT.usage, `${task} is no id of a task.`, 'Give --plan to name a task by its key.');
}

function callbackOf(flags: CompleteFlags, evidence: NonNullable<Callback['evidence']>): Callback {
  const { summary, status, decision, eventId = randomUUID() } = flags;
  return {
    eventId,
    status,
    summary,
    ...(decision && { decisions: decision }),
    ...(evidence.length > 0 && { evidence }),
    ...(status === 'failed' && {
      error: { code: 'reported-by-hand', message: summary, retryable: flags.retryable === true },
    }),
  };
}

/** A report that may have arrived must be repeated with its own id, so the id is part of the remedy. */
function withEventId(error: unknown, eventId: string): unknown {
  if (!(error instanceof CliError) || error.exitCode !== EXIT.unreachable) return error;
  const remedy = `${error.remedy} Then repeat the report with --event-id ${eventId}.`;
  return new CliError(error.exitCode, error.message, remedy, { cause: error });
}

function renderAnswer({ terminal }: Session, document: CallbackAnswer): string[] {
  const answer = makeSafe(document);
  return [
    answer.duplicate ? 'Known already: this report had its effect before.' : 'Accepted.',
    ...pairs(terminal, [
      ['plan', answer.planId],
      ['task', `${answer.taskId}, ${answer.taskStatus} when the report came`],
      ['event', answer.eventId],
      ['card', answer.card],
    ]),
  ];
}

function collectDecision(text: string, previous: NonNullable<Callback['decisions']> = []): Callback['decisions'] {
  const match = /^(.+?): (.+)$/s.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new InvalidArgumentError('Write it as "what: why".');
  }
  return [...previous, { what: match[1], why: match[2] }];
}

function collect(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}
