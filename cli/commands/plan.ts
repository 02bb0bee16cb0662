import { randomUUID } from 'node:crypto';

import type { Command } from 'commander';

import { EXIT } from '../exit-codes.js';
import { CONTRACT_FORMS, collectPath, readContract } from '../contract-files.js';
import { collectOption, readOptions, readUpload } from '../inputs.js';
import { printableJson } from '../safe.js';
import { clientOf, wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { finishRevision, watchRevision } from './finish-revision.js';

interface PlanFlags {
  prd: string;
  contract: string[];
  option?: [string, unknown][];
  options?: string;
  wait?: boolean;
  out?: string;
  idempotencyKey?: string;
}

/** `planner plan`: posts a PRD and a contract. */
export function addPlanCommand(program: Command, session: Session): void {
  program
    .command('plan')
    .description('Plan a PRD and a contract')
    .requiredOption('--prd <file>', 'the PRD, Markdown or text')
    .requiredOption(
      '--contract <file>',
      `the contract, OpenAPI (JSON or YAML) or GraphQL SDL; ${CONTRACT_FORMS}`,
      collectPath,
    )
    .option('--option <name=value>', 'one option, repeatable; dots nest: search.maxTrials=12', collectOption)
    .option('--options <file>', 'options as a JSON file; --option goes over it')
    .option('--wait', 'wait until the plan is ready and print it')
    .option('--out <folder>', 'write the bundle to <folder>/<plan id> and verify it; implies --wait')
    .option('--idempotency-key <key>', 'repeat with the same key and inputs to get the same plan; random by default')
    .action(async (flags: PlanFlags, command: Command) => {
      const inputs = {
        prd: await readUpload(flags.prd, 'PRD'),
        contract: await readContract(flags.contract),
      };
      const options = await readOptions(flags.options, flags.option ?? []);
      const client = clientOf(command);
      const key = flags.idempotencyKey ?? randomUUID();
      const created = await client.createPlan(options === undefined ? inputs : { ...inputs, options }, key);
      if (flags.wait === true || flags.out !== undefined) {
        const summary = await watchRevision(session, client, created.id, created.lastRevision.n);
        await finishRevision(session, command, client, summary, flags.out);
        return;
      }
      if (wantsJson(command)) session.terminal.print(printableJson(created));
      else session.terminal.print(created.id, `is being made; look with: planner show ${created.id}`);
      session.settle(EXIT.ok);
    });
}
