import type { Command } from 'commander';

import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { renderVerification } from '../render/verification.js';
import { printableJson } from '../safe.js';
import { wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { BundleError, readBundle } from '../verify/read-bundle.js';
import type { Bundle } from '../verify/read-bundle.js';
import { verifyBundle } from '../verify/verify-bundle.js';

/** `planner verify`: checks a bundle offline. */
export function addVerifyCommand(program: Command, session: Session): void {
  program
    .command('verify')
    .description('Check a bundle, without any service: everything in it that can be computed anew is, and compared')
    .argument('<bundle>', 'the zip, or a folder it was unpacked to')
    .action(async (path: string, _flags: object, command: Command) => {
      const verification = verifyBundle(await read(path));
      if (verification.violations.length > 0) session.settle(EXIT.failed);
      if (wantsJson(command)) session.terminal.print(printableJson(verification));
      else session.terminal.print(...renderVerification(session.terminal, verification));
    });
}

async function read(path: string): Promise<Bundle> {
  try {
    return await readBundle(path);
  } catch (error) {
    if (error instanceof BundleError)
      throw new CliError(EXIT.failed, `${path}: ${error.message}`, '', { cause: error });
    if (!(error instanceof Error)) throw error;
    throw new CliError(EXIT.usage, `The bundle ${path} cannot be read: ${error.message}.`, '', { cause: error });
  }
}
