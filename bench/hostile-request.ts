import type { HostileInput } from '../test/support/hostile/hostile-case.js';

/** How a hostile request ended. */
export interface HostileAnswer {
  bytes: number;
  /** Seconds until POST /plans answered. */
  answerSeconds: number;
  /** Seconds from the request until the plan was published or had failed; null without a plan. */
  planSeconds: number | null;
  /** Null where the request was refused. */
  planStatus: 'planned' | 'failed' | 'pending' | null;
  /** Status and code of a problem, or what became of the plan. */
  text: string;
  /** It is a plan, or a problem with code and remedy that is no fault of ours. */
  explained: boolean;
}

const PRD = '- FR-1: A user can list things.\n- FR-2: A user can make a thing of parts.\n';
const PLAN_SECONDS = 60;
const POLL_MS = 50;

interface Answered {
  status: number;
  body: {
    id?: string;
    status?: string;
    code?: string;
    remediation?: string;
    error?: { code: string; remediation: string };
  };
}

/** Posts a hostile input and follows the plan, if one is made, to its end. */
export async function sendHostile(apiUrl: string, input: HostileInput): Promise<HostileAnswer> {
  const request = requestOf(input);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const posted = await call(new URL('/plans', apiUrl), { method: 'POST', ...request });
  const answerSeconds = seconds();
  const bytes = input.contract.length + (input.prd?.length ?? PRD.length);
  const { code = '', remediation = '', id } = posted.body;
  if (posted.status >= 300 || id === undefined) {
    const explained = posted.status >= 400 && posted.status < 500 && code !== '' && remediation !== '';
    return { bytes, answerSeconds, planSeconds: null, planStatus: null, text: `${posted.status} ${code}`, explained };
  }
  for (;;) {
    const { body } = await call(new URL(`/plans/${id}`, apiUrl), {});
    const ended = body.status === 'ready' || body.status === 'failed';
    if (!ended && seconds() < PLAN_SECONDS) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      continue;
    }
    const planStatus = body.status === 'ready' ? 'planned' : ended ? 'failed' : 'pending';
    const failure = body.error?.code ?? '';
    const explained = planStatus === 'planned' || (failure !== '' && failure !== 'internal');
    const text = `plan ${body.status ?? ''} ${failure}`.trim();
    return { bytes, answerSeconds, planSeconds: seconds(), planStatus, text, explained };
  }
}

async function call(url: URL, init: RequestInit): Promise<Answered> {
  const response = await fetch(url, init);
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

function requestOf({ contract, prd = PRD, options, filename, via = 'form' }: HostileInput): RequestInit {
  if (via === 'json') {
    const body = JSON.stringify({ prd: { text: prd }, contract: { text: contract }, options });
    return { body, headers: { 'content-type': 'application/json' } };
  }
  const form = new FormData();
  form.set('prd', new Blob([prd]), 'prd.md');
  form.set('contract', new Blob([contract]), filename ?? 'contract');
  if (options !== undefined) form.set('options', JSON.stringify(options));
  return { body: form };
}
