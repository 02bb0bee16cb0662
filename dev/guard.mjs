// Runs a program that knows nothing of us and ends it when the process that wanted it is gone, however that one ended:
// the IPC channel closes even after kill -9. Usage: node guard.mjs PROGRAM [ARGUMENT…], with an IPC channel.
import { spawn } from 'node:child_process';

const GRACE_MS = 5_000;

// Whoever wanted it may be gone before this script was loaded: the channel tells nobody then.
if (!process.connected) process.exit(1);

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });

function end() {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
}

child.on('spawn', () => process.connected && process.send({ ready: true, pid: child.pid }));
child.on('error', (error) => {
  console.error(`${program} cannot be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  console.error(`${program} ended: ${signal ?? `exit code ${code}`}`);
  process.exit(code ?? 1);
});
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
