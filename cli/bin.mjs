#!/usr/bin/env node
// The package is run from its TypeScript sources: the loader comes from the package, whatever folder this is called from.
import { register } from 'tsx/esm/api';

// A reader that has seen enough (`planner tasks … | head`) is no fault.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

register({ tsconfig: false });
const { run } = await import('./main.ts');
process.exitCode = await run(process.argv.slice(2), process);
