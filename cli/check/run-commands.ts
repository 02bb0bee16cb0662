import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

import type { CommandEntry } from './check-document.js';
import type { CheckResult } from './check-result.js';
import { runProgram } from './run-program.js';

/** Where commands run: folders by repository, '' for any. Null where they do not. */
export type CommandFolders = ReadonlyMap<string, string> | null;

const FILE = String.raw`[A-Za-z0-9_][\w-]*(?:[./][\w-]+)*`;

/**
 * The commands that check documents give, with a file of the repository as their only variable part. What is none of them
 * is not run: a document must not be able to run a program of its own choice.
 */
const COMMANDS: readonly RegExp[] = [
  'npm install --no-audit --no-fund',
  'npm test',
  'npm run (?:build|lint|migrate)',
  String.raw`npx --no-install tsc --noEmit --project \.`,
  `npx --no-install (?:mocha|vitest run) ${FILE}`,
  String.raw`python3 -m pip install --editable \.\[dev\]`,
  String.raw`python3 -m (?:compileall -q app|ruff check \.|mypy app|alembic upgrade heads)`,
  `python3 -m pytest -q(?: ${FILE})?`,
  'mvn --batch-mode --quiet (?:dependency:resolve|package -DskipTests|checkstyle:check|test-compile|test|flyway:migrate)',
  `mvn --batch-mode --quiet test -Dtest=${FILE}`,
  'go mod download',
  String.raw`go vet \./\.\.\.`,
  String.raw`go test -count=1 \./${FILE}`,
  'make (?:build|lint|test|migrate)',
  `test -s ${FILE}`,
].map((command) => new RegExp(`^${command}$`));
const MAX_LENGTH = 400;

/**
 * Runs the commands of a task's criteria in the folder of their repository. After one that fails, the further ones of the
 * same criterion are not run. Never throws for what a command or a document does.
 */
export async function runCommands(
  commands: readonly CommandEntry[],
  folders: CommandFolders,
  timeoutMs: number,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const failed = new Set<string>();
  for (const command of commands) {
    const base = { checkId: command.checkId, kind: 'command' as const };
    if (failed.has(command.checkId)) {
      results.push({ ...base, outcome: 'skipped', detail: `${shown(command)}: not run after the failure before it` });
      continue;
    }
    const result = await runCommand(command, folders, timeoutMs);
    if (result.outcome === 'failed') failed.add(command.checkId);
    results.push({ ...base, ...result });
  }
  return results;
}

async function runCommand(
  command: CommandEntry,
  folders: CommandFolders,
  timeoutMs: number,
): Promise<Pick<CheckResult, 'outcome' | 'detail'>> {
  if (folders === null)
    return { outcome: 'skipped', detail: `${shown(command)}: not run without --run-commands --dir` };
  if (!isKnownCommand(command.argv)) {
    return { outcome: 'skipped', detail: `${shown(command)}: not run, it is none of the commands that checks use` };
  }
  const root = folders.get(command.repository) ?? folders.get('');
  if (root === undefined) {
    return { outcome: 'skipped', detail: `${shown(command)}: it needs --dir ${command.repository}=<folder>` };
  }
  const cwd = resolve(root, command.cwd);
  if (cwd !== resolve(root) && !cwd.startsWith(`${resolve(root)}${sep}`)) {
    return { outcome: 'skipped', detail: `${shown(command)}: not run, its folder lies outside ${root}` };
  }
  if (!(await isFolder(cwd))) return { outcome: 'failed', detail: `${shown(command)}: there is no folder ${cwd}` };
  const { status, fault: stopped, output } = await runProgram({ argv: command.argv, cwd, timeoutMs });
  if (status === 0) return { outcome: 'passed', detail: '' };
  const why = stopped ?? `it ended with status ${status ?? 'none'}`;
  const tail = output.replace(/\s+/g, ' ').trim().slice(-400);
  return { outcome: 'failed', detail: `${shown(command)}: ${why}${tail === '' ? '' : `; ${tail}`}` };
}

/** Whether a command is one that check documents give. No argument holds a blank, so the joined text says all of it. */
export function isKnownCommand(argv: readonly string[]): boolean {
  const line = argv.join(' ');
  return line.length <= MAX_LENGTH && !argv.some((part) => /\s/.test(part)) && COMMANDS.some((one) => one.test(line));
}

function shown({ argv }: CommandEntry): string {
  return argv.join(' ').slice(0, MAX_LENGTH);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
