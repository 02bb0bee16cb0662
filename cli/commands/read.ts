import { Option } from 'commander';
import type { Command } from 'commander';

import { renderReport } from '../render/report.js';
import { renderSummary } from '../render/summary.js';
import { renderTasks } from '../render/tasks.js';
import { makeSafe, printableJson } from '../safe.js';
import { clientOf, wantsJson } from '../session.js';
import type { Session } from '../session.js';

/** `planner show`, `tasks` and `report`: what a plan is like. */
export function addReadCommands(program: Command, session: Session): void {
  const { terminal } = session;
  program
    .command('show')
    .description('Show a plan at a glance: state, coverage, shape, candidates, findings')
    .argument('<plan>', 'id of the plan')
    .action(async (planId: string, _flags: object, command: Command) => {
      const summary = await clientOf(command).plan(planId);
      if (wantsJson(command)) terminal.print(printableJson(summary));
      else terminal.print(...renderSummary(terminal, makeSafe(summary)));
    });
  program
    .command('tasks')
    .description('List the tasks of a plan in the order they can be done')
    .argument('<plan>', 'id of the plan')
    .addOption(new Option('--status <status>', 'only tasks in this state').choices(STATUSES))
    .addOption(new Option('--kind <kind>', 'only tasks of this kind').choices(KINDS))
    .action(async (planId: string, flags: { status?: string; kind?: string }, command: Command) => {
      const list = await clientOf(command).tasks(planId, { status: flags.status, kind: flags.kind });
      if (wantsJson(command)) terminal.print(printableJson(list));
      else terminal.print(...renderTasks(terminal, makeSafe(list)));
    });
  program
    .command('report')
    .description('Print the report: findings, coverage, waves, complexity, budgets, assumptions, risks')
    .argument('<plan>', 'id of the plan')
    .action(async (planId: string, _flags: object, command: Command) => {
      const client = clientOf(command);
      const report = await client.report(planId);
      if (wantsJson(command)) {
        terminal.print(printableJson(report));
        return;
      }
      const [coverage, tasks] = await Promise.all([client.coverage(planId), client.tasks(planId, { fields: 'title' })]);
      terminal.print(...renderReport(terminal, makeSafe({ report, coverage, tasks })));
    });
}

const STATUSES = ['pending', 'ready', 'claimed', 'succeeded', 'failed', 'blocked', 'superseded', 'skipped'];
const KINDS = [
  'scaffold',
  'schema',
  'operation',
  'auth',
  'integration',
  'frontend',
  'test',
  'docs',
  'ops',
  'requirement',
];
