import type { Command } from 'commander';

import type { PlanInputs } from '../client.js';
import { CONTRACT_FORMS, collectPath, readContract } from '../contract-files.js';
import { collectOption, readOptions, readUpload } from '../inputs.js';
import { printableJson } from '../safe.js';
import { clientOf, wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { finishRevision, watchRevision } from './finish-revision.js';

interface RerunFlags {
  prd?: string;
  contract?: string[];
  option?: [string, unknown][];
  options?: string;
  wait?: boolean;
  out?: string;
}

/** `planner rerun`: makes the next revision of a plan. */
export function addRerunCommand(program: Command, session: Session): void {
  program
    .command('rerun')
    .description('Make the next revision of a plan; inputs left out stay as they are')
    .argument('<plan>', 'id of the plan')
    .option('--prd <file>', 'a changed PRD')
    .option('--contract <file>', `a changed contract; ${CONTRACT_FORMS}`, collectPath)
    .option('--option <name=value>', 'one option, repeatable; dots nest: search.seed=2', collectOption)
    .option('--options <file>', 'options as a JSON file; --option goes over it')
    .option('--wait', 'wait until the revision is ready and print the plan')
    .option('--out <folder>', 'write the bundle to <folder>/<plan id> and verify it; implies --wait')
    .action(async (planId: string, flags: RerunFlags, command: Command) => {
      const inputs: PlanInputs = {};
      if (flags.prd !== undefined) inputs.prd = await readUpload(flags.prd, 'PRD');
      if (flags.contract !== undefined) inputs.contract = await readContract(flags.contract);
      const options = await readOptions(flags.options, flags.option ?? []);
      if (options !== undefined) inputs.options = options;
      const client = clientOf(command);
      const answer = await client.rerun(planId, inputs);
      if (flags.wait === true || flags.out !== undefined) {
        const summary = await watchRevision(session, client, planId, answer.revision);
        await finishRevision(session, command, client, summary, flags.out);
      } else if (wantsJson(command)) session.terminal.print(printableJson(answer));
      else session.terminal.print(`revision ${answer.revision} is being made; look with: planner show ${planId}`);
    });
}
