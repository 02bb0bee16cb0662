import type { Callback } from './api-types.js';
import { CliError } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import { readUpload } from './inputs.js';

type Evidence = NonNullable<Callback['evidence']>;

/**
 * The evidence that arguments name: `check=passed`, `=failed` or `=skipped`, or a file with what `planner check` wrote. Of a
 * file about several tasks, the part about the one given by id. Throws CliError (usage) for anything else.
 */
export async function readEvidence(args: readonly string[], taskId: string): Promise<Evidence> {
  const evidence: Evidence = [];
  for (const arg of args) {
    const match = /^(.+)=(passed|failed|skipped)$/s.exec(arg);
    if (match?.[1] !== undefined) {
      evidence.push({ checkId: match[1], outcome: match[2] as Evidence[number]['outcome'] });
    } else if (/^[^/\\\\.]+=[^/\\\\.]*$/.test(arg)) {
      throw new CliError(EXIT.usage, `${arg} names no outcome.`, 'Write it as check=passed, =failed or =skipped.');
    } else {
      evidence.push(...(await evidenceInFile(arg, taskId)));
    }
  }
  return evidence;
}

async function evidenceInFile(path: string, taskId: string): Promise<Evidence> {
  const { content } = await readUpload(path, 'evidence file');
  const found = evidenceIn(parse(new TextDecoder().decode(content), path), taskId);
  if (!Array.isArray(found) || !found.every(isEvidence)) {
    throw new CliError(EXIT.usage, `${path} holds no evidence for ${taskId}.`, 'planner check --evidence writes it.');
  }
  return found;
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CliError(EXIT.usage, `${path} is no JSON.`, '', { cause: error });
  }
}

/** A list of evidence, the document of one task, or that of a plan. The document of another task has none for this one. */
function evidenceIn(document: unknown, taskId: string): unknown {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return document;
  const { tasks, evidence, taskId: about } = document as { tasks?: unknown; evidence?: unknown; taskId?: unknown };
  if (Array.isArray(tasks)) {
    const own = (tasks as { taskId?: unknown; evidence?: unknown }[]).find((task) => task.taskId === taskId);
    return own?.evidence;
  }
  return about === undefined || about === taskId ? evidence : undefined;
}

function isEvidence(entry: unknown): entry is Evidence[number] {
  if (entry === null || typeof entry !== 'object') return false;
  const { checkId, outcome } = entry as { checkId?: unknown; outcome?: unknown };
  return typeof checkId === 'string' && ['passed', 'failed', 'skipped'].includes(String(outcome));
}
