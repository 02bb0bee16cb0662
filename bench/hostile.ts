import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { hostileCases } from '../test/support/hostile/hostile-cases.js';
import type { HostileCase } from '../test/support/hostile/hostile-case.js';
import type { BenchTable } from './bench-table.js';
import { makePlan, withStack } from './bench-stack.js';
import { sendHostile } from './hostile-request.js';
import type { HostileAnswer } from './hostile-request.js';
import { residentMemory, resetPeak, stackProcesses } from './process-memory.js';
import type { StackProcess } from './process-memory.js';

const ANSWER_SECONDS = 5;
const GROWTH_MB = 512;
/** Processes that keep more than this of what earlier cases took make way for fresh ones, so that each case shows its own growth. */
const DRIFT_MB = 120;

const COLUMNS = ['case', 'bytes sent', 'answer', 'answer s', 'plan s', 'API +MB', 'worker +MB', 'db +MB', 'kept?'];

interface Measured {
  answer: HostileAnswer;
  growth: ReadonlyMap<StackProcess, number>;
}

/**
 * Sends every hostile document to a running stack, one after another. An answer must come within 5 s, no process of ours
 * may grow by more than 512 MB over its idle size, and the outcome must be the one expected: a problem, a plan, or a plan
 * that fails by itself with a code. Plans that are merely big may take longer; their time has a column of its own.
 * @param only expression that group and name of a case must match
 */
export async function hostile(only = ''): Promise<BenchTable> {
  const listener = await startListener();
  const wanted = new RegExp(only, 'i');
  const queue = hostileCases(listener.url).filter(({ group, name }) => wanted.test(`${group} ${name}`));
  const rows: string[][] = [];
  let broken = 0;
  try {
    while (queue.length > 0) {
      await withStack(async ({ apiUrl }) => {
        // The first plan loads what is loaded lazily, the last shows that the stack has survived.
        await makePlan(apiUrl, 'before');
        const idle = await idleSizes();
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const measured = await measure(apiUrl, next, idle);
          const kept = isKept(next, measured);
          if (!kept) broken += 1;
          rows.push(rowOf(next, measured, kept));
          process.stderr.write(`${rows.at(-1)?.join(' | ') ?? ''}\n`);
          if (await hasDrifted(idle)) break;
        }
        await makePlan(apiUrl, 'after');
      });
    }
  } finally {
    listener.close();
  }
  const connections = `connections to the address that references point at: ${listener.connections()}`;
  return {
    name: 'hostile',
    columns: COLUMNS,
    rows,
    notes: [`${rows.length} cases, ${broken} beyond a bound`, connections],
  };
}

async function measure(
  apiUrl: string,
  hostileCase: HostileCase,
  idle: ReadonlyMap<StackProcess, number>,
): Promise<Measured> {
  const input = hostileCase.make(1);
  const processes = await stackProcesses();
  for (const pid of processes.values()) await resetPeak(pid);
  const answer = await sendHostile(apiUrl, input);
  const growth = new Map<StackProcess, number>();
  for (const [name, pid] of processes) {
    const { peak } = await residentMemory(pid);
    growth.set(name, Math.max(0, peak - (idle.get(name) ?? 0)));
  }
  return { answer, growth };
}

function isKept({ outcome }: HostileCase, { answer, growth }: Measured): boolean {
  if (answer.answerSeconds > ANSWER_SECONDS || [...growth.values()].some((megabytes) => megabytes > GROWTH_MB)) {
    return false;
  }
  if (!answer.explained) return false;
  return outcome === 'answered' || outcome === (answer.planStatus === null ? 'refused' : answer.planStatus);
}

function rowOf({ group, name }: HostileCase, { answer, growth }: Measured, kept: boolean): string[] {
  const megabytes = (process: StackProcess): string => (growth.get(process) ?? 0).toFixed(0);
  return [
    `${group}: ${name}`,
    String(answer.bytes),
    answer.text,
    answer.answerSeconds.toFixed(2),
    answer.planSeconds === null ? '-' : answer.planSeconds.toFixed(2),
    megabytes('api'),
    megabytes('worker'),
    megabytes('database'),
    kept ? 'yes' : 'NO',
  ];
}

async function idleSizes(): Promise<Map<StackProcess, number>> {
  const sizes = new Map<StackProcess, number>();
  for (const [name, pid] of await stackProcesses()) sizes.set(name, (await residentMemory(pid)).now);
  return sizes;
}

async function hasDrifted(idle: ReadonlyMap<StackProcess, number>): Promise<boolean> {
  const now = await idleSizes();
  return [...idle].some(([name, size]) => (now.get(name) ?? 0) - size > DRIFT_MB);
}

/** Listens where nobody has any business, and counts who comes. */
async function startListener(): Promise<{ url: string; connections(): number; close(): void }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, connections: () => connections, close: () => server.close() };
}
