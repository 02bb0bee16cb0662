import { writeFile } from 'node:fs/promises';

import type { Command } from 'commander';

import type { TaskList } from '../api-types.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { printableJson } from '../safe.js';
import { clientOf, wantsJson } from '../session.js';
import type { Session } from '../session.js';

/** A plan's order and nothing else: what each task implements and which tasks it waits for. */
interface OrderDocument {
  tasks: { id: string; covers: string[]; dependsOn: string[] }[];
}

/** `planner export`: a plan in the form of other tools. */
export function addExportCommand(program: Command, { terminal }: Session): void {
  program
    .command('export')
    .description('Write a plan in the form of another tool')
    .argument('<plan>', 'id of the plan')
    .requiredOption('--score', 'as {"tasks":[{"id","covers","dependsOn"}]}, for programs that score the order of tasks')
    .option('--out <file>', 'write it to this file instead of stdout')
    .action(async (planId: string, flags: { out?: string }, command: Command) => {
      const document = orderDocument(await clientOf(command).tasks(planId, { fields: 'kind,covers,dependsOn' }));
      if (flags.out === undefined) {
        terminal.print(printableJson(document));
        return;
      }
      await save(flags.out, `${printableJson(document)}\n`);
      const written = { file: flags.out, tasks: document.tasks.length };
      if (wantsJson(command)) terminal.print(printableJson(written));
      else terminal.print(`${written.tasks} tasks written to ${flags.out}`);
    });
}

/** Tests and documentation implement nothing: what they check or describe is not theirs. */
function orderDocument({ tasks }: Pick<TaskList, 'tasks'>): OrderDocument {
  return {
    tasks: tasks.map(({ id, kind, covers = [], dependsOn = [] }) => ({
      id,
      covers: kind === 'test' || kind === 'docs' ? [] : covers,
      dependsOn: dependsOn.map(({ task }) => task),
    })),
  };
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CliError(EXIT.usage, `${path} cannot be written: ${error.message}.`, '', { cause: error });
  }
}
