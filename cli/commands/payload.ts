import type { Command } from 'commander';

import { renderPayload } from '../render/payload.js';
import { makeSafe, printableJson, safeText } from '../safe.js';
import { clientOf, wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { resolveTask } from '../task-id.js';

/** `planner payload`: what an executor gets for a task. */
export function addPayloadCommand(program: Command, { terminal }: Session): void {
  program
    .command('payload')
    .description('Print what an executor gets for a task')
    .argument('<plan>', 'id of the plan')
    .argument('<task>', 'id or key of the task')
    .option('--markdown', 'just the text for the executor, byte by byte when stdout is no terminal')
    .option('--model <model>', 'cut it for this model instead of the one of the plan')
    .action(async (planId: string, task: string, flags: { markdown?: boolean; model?: string }, command: Command) => {
      const client = clientOf(command);
      const taskId = resolveTask(planId, task);
      if (flags.markdown === true && !wantsJson(command)) {
        const text = await client.payloadMarkdown(planId, taskId, flags.model);
        terminal.write(terminal.person ? safeText(text) : text);
        return;
      }
      const payload = await client.payload(planId, taskId, flags.model);
      if (wantsJson(command)) terminal.print(printableJson(payload));
      else terminal.print(...renderPayload(terminal, makeSafe(payload)));
    });
}
