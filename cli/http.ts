import type { Problem } from './api-types.js';
import { CliError, ServiceProblem } from './cli-error.js';
import { EXIT } from './exit-codes.js';

export interface HttpRequest {
  method?: string;
  accept?: string;
  headers?: Record<string, string>;
  body?: string | FormData;
  timeoutMs?: number;
}

/** Time for an answer that the service has at hand. */
const READ_TIMEOUT_MS = 60_000;

/** The base address in one form. Throws CliError (usage) where it is no http or https URL. */
export function baseUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new CliError(EXIT.usage, `${url} is not the address of a service.`, 'Give --url as http://host:port.');
  }
  return parsed.href.replace(/\/+$/, '');
}

/**
 * Sends a request and gives its successful answer. Throws CliError: `unreachable` where nothing answers, ServiceProblem
 * where the service answers with a problem document, `service` where what answers is no planner.
 */
export async function exchange(base: string, path: string, request: HttpRequest): Promise<Response> {
  const { accept = '*/*', headers = {}, timeoutMs = READ_TIMEOUT_MS, ...rest } = request;
  let answer: Response;
  try {
    answer = await fetch(base + path, {
      ...rest,
      headers: { Accept: accept, ...headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw unreachable(base, error);
  }
  if (answer.ok) return answer;
  if (!/\bproblem\+json\b/.test(answer.headers.get('content-type') ?? '')) throw noPlanner(base, answer);
  throw new ServiceProblem((await readJson(answer, base)) as Problem);
}

/** The body of an answer as JSON. Throws CliError as exchange does. */
export async function readJson(answer: Response, base: string): Promise<unknown> {
  let text: string;
  try {
    text = await answer.text();
  } catch (error) {
    throw unreachable(base, error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noPlanner(base, answer, error);
  }
}

function unreachable(base: string, error: unknown): CliError {
  const remedy = 'Start the service with "npm start", or name another one with --url.';
  return new CliError(EXIT.unreachable, `Nothing answers at ${base} (${reasonOf(error)}).`, remedy, { cause: error });
}

function noPlanner(base: string, answer: Response, cause?: unknown): CliError {
  const type = answer.headers.get('content-type') ?? 'no content type';
  const message = `What answers at ${base} is no planner: status ${answer.status}, ${type}.`;
  return new CliError(EXIT.service, message, 'Check --url.', { cause });
}

/** Why a fetch failed, in a few words: the system's code where there is one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
