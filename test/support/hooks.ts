import { stopStack } from './stack.js';

/** Runs once after the last test of the run, whatever files it had. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopStack();
}
