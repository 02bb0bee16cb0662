import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Never throws: `{ ok, output, reason }`, where `reason` says in one line why it is not ok.
 * `output` is what it printed. After `timeoutMs`, or when `isStalled` says so (asked each second), it is killed with
 * its children.
 */
export function runCommand(program, args, { timeoutMs, cwd, env = process.env, isStalled = () => null }) {
  return new Promise((resolve) => {
    const grouped = process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: grouped,
      windowsHide: true,
    });
    let output = '';
    let killedBecause = null;
    const collect = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);

    const killAll = () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      if (grouped) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    const kill = (because) => {
      killedBecause = because;
      killAll();
    };
    // In a group of its own the program does not hear Ctrl-C in the terminal: it is ended with us.
    const interrupt = (signal) => {
      killAll();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
    const timer = setTimeout(() => kill(`no end after ${timeoutMs / 1000} s`), timeoutMs);
    const watch = setInterval(() => {
      const because = isStalled();
      if (because !== null) kill(because);
    }, 1000);

    const finish = (ok, reason) => {
      clearTimeout(timer);
      clearInterval(watch);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve({ ok, output: output.trim(), reason: ok ? null : (killedBecause ?? reason) });
    };
    child.once('error', (error) =>
      finish(false, error.code === 'ENOENT' ? `${program} is not installed` : error.message),
    );
    child.once('close', (code, signal) =>
      finish(code === 0, lastLine(output) || `it ended with ${signal ?? `exit code ${code}`}`),
    );
  });
}

/** The line that says most about a failure: programs print it last. */
function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /error|cannot|could not|failed/i.test(line));
  return (errors.at(-1) ?? lines.filter(Boolean).at(-1) ?? '').slice(0, 300);
}
