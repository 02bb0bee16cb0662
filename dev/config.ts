import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { ConfigError, childEnvironment, describeFault, loadConfig } from '../platform/config.js';
import type { ConfigFault } from '../platform/config.js';
import { configAsJson, renderConfigMarkdown, renderConfigText } from './config-document.js';

const DOCUMENT = new URL('../docs/configuration.md', import.meta.url);

const HELP = `Usage: npm run config -- [option]

Lists every setting with its value, default, meaning and what it accepts. Secrets are hidden.

  --json      the same as JSON: { variables, faults }
  --markdown  the documentation, as in docs/configuration.md
  --write     writes docs/configuration.md
  --check     says whether docs/configuration.md is up to date
  --help      this text

Exit codes: 0 the settings can be used (--check: the document is up to date), 1 they cannot (it is not), 2 wrong usage.
`;

const OPTIONS = ['json', 'markdown', 'write', 'check', 'help'] as const;

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'boolean' as const }])),
  });
  if (values['help']) return print(HELP, 0);
  if (values['markdown']) return print(await markdown(), 0);
  if (values['write']) {
    await writeFile(DOCUMENT, await markdown());
    return print('docs/configuration.md written\n', 0);
  }
  if (values['check']) {
    const current = await readFile(DOCUMENT, 'utf8');
    if (current === (await markdown())) return print('docs/configuration.md is up to date\n', 0);
    return print('docs/configuration.md is out of date: run "npm run config -- --write"\n', 1);
  }
  return list(Boolean(values['json']));
}

function list(asJson: boolean): number {
  const env = childEnvironment();
  const faults = findFaults(env);
  const status = faults.length === 0 ? 0 : 1;
  if (asJson) return print(`${JSON.stringify({ variables: configAsJson(env), faults }, null, 2)}\n`, status);
  const faultLines = faults.map((fault) => `  ${describeFault(fault)}\n`);
  return print(renderConfigText(env) + (status === 0 ? '' : `\nFaults:\n${faultLines.join('')}`), status);
}

function findFaults(env: NodeJS.ProcessEnv): readonly ConfigFault[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

/**
 * Formatted as the repository's formatter would, so that the check and the formatter never disagree. The formatter is a
 * development dependency, loaded only here so that listing the settings works without it.
 */
async function markdown(): Promise<string> {
  const { format, resolveConfig } = await import('prettier');
  const options = await resolveConfig(DOCUMENT);
  return format(renderConfigMarkdown(), { ...options, parser: 'markdown' });
}

function print(text: string, status: number): number {
  process.stdout.write(text);
  return status;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  process.exitCode = 2;
}
