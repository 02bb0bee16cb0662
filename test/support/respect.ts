import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { childEnvironment } from '../../platform/config.js';

/** What Respect says of a workflow. */
export interface WorkflowResult {
  file: string;
  workflowId: string;
  /** Messages of the checks that failed, each with its step. */
  failures: string[];
}

const CLI = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
const ENV = { ...childEnvironment(), REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

/** Runs Redocly's command-line tool in a folder; answers its exit code and what it said. */
export async function redocly(folder: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, output: Buffer.concat(output).toString('utf8') };
}

interface Report {
  files: Record<
    string,
    {
      executedWorkflows: {
        workflowId: string;
        executedSteps: { stepId: string; checks: { name: string; status: string; message?: string }[] }[];
      }[];
    }
  >;
}

/** Runs the Arazzo documents of a folder, all in one process, and answers what became of each workflow. */
export async function respect(folder: string, ...args: string[]): Promise<WorkflowResult[]> {
  const said = await redocly(
    folder,
    'respect',
    ...(await arazzoFiles(folder)),
    '--json-output=report.json',
    '--max-steps=20000',
    ...args,
  );
  let report: Report;
  try {
    report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
  } catch (error) {
    throw new Error(`Respect made no report: ${said.output.slice(-2000)}`, { cause: error });
  }
  return Object.entries(report.files).flatMap(([file, { executedWorkflows }]) =>
    executedWorkflows.map(({ workflowId, executedSteps }) => ({
      file,
      workflowId,
      failures: executedSteps.flatMap(({ stepId, checks }) =>
        checks
          .filter(({ status }) => status === 'error')
          .map(({ name, message }) => `${stepId}: ${name}: ${message?.slice(0, 200) ?? ''}`),
      ),
    })),
  );
}

/** Names of the Arazzo documents in a folder, sorted. */
export async function arazzoFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.arazzo.yaml')).sort();
}
