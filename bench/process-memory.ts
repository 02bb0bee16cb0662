import { readdir, readFile, writeFile } from 'node:fs/promises';

/** Processes of an embedded stack, by the module they run. */
export type StackProcess = 'api' | 'worker' | 'database';

const MAINS: readonly (readonly [StackProcess, string])[] = [
  ['api', 'api/main.ts'],
  ['worker', 'worker/main.ts'],
  ['database', 'dev/pglite-main.ts'],
];

/** Resident memory of one process in MB: now, and the most since the last `resetPeak`. */
export interface ResidentMemory {
  now: number;
  peak: number;
}

/** The processes of the stack that this process started. Linux only: it reads /proc. */
export async function stackProcesses(): Promise<Map<StackProcess, number>> {
  const found = new Map<StackProcess, number>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const [status, command] = await Promise.all([procFile(entry, 'status'), procFile(entry, 'cmdline')]);
    if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== process.pid) continue;
    const main = MAINS.find(([, module]) => command.includes(module));
    if (main !== undefined) found.set(main[0], Number(entry));
  }
  return found;
}

/** Lets the peak of a process begin anew at what it has now. */
export async function resetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** The memory of a process; zeros when it is gone. */
export async function residentMemory(pid: number): Promise<ResidentMemory> {
  const status = await procFile(String(pid), 'status');
  const megabytes = (field: string): number =>
    (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024) / 1e6;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** A process may end while it is looked at: it then counts as empty. */
async function procFile(pid: string, name: string): Promise<string> {
  return readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
}
