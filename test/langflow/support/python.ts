import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../../platform/config.js';

const MAKE_FLOW = fileURLToPath(new URL('../../../deploy/studio/make_flow.py', import.meta.url));
const MAKE_FLOW_MS = 120_000;

/** The Python that has Langflow, as `npm run test:langflow` installs it. */
export function langflowPython(): string {
  return childEnvironment()['TEST_LANGFLOW_PYTHON'] ?? assert.fail('run these tests by npm run test:langflow');
}

/** Our environment without settings of a Langflow of the user's, and without a proxy between processes of this machine. */
export function langflowEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(childEnvironment()).filter(([name]) => !name.startsWith('LANGFLOW_'));
  const local = { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1', DO_NOT_TRACK: 'true', PYTHONDONTWRITEBYTECODE: '1' };
  return { ...Object.fromEntries(others), ...local };
}

export interface ProgramEnd {
  code: number;
  output: string;
  errors: string;
}

/** Runs deploy/studio/make_flow.py to its end. */
export function runMakeFlow(args: readonly string[], settings: Record<string, string> = {}): Promise<ProgramEnd> {
  const env = { ...langflowEnvironment(), ...settings };
  return new Promise((resolve) => {
    const options = { env, timeout: MAKE_FLOW_MS, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(langflowPython(), [MAKE_FLOW, ...args], options, (_, output, errors) =>
      resolve({ code: child.exitCode ?? -1, output, errors }),
    );
  });
}

/** The settings that make_flow.py prints, by name. */
export function printedSettings(output: string): Record<string, string> {
  const lines = output.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
