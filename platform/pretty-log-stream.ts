import type { DestinationStream } from 'pino';

const SHOWN_ELSEWHERE = new Set(['level', 'time', 'service', 'msg', 'err']);

/** Turns the logger's JSON lines into lines for people: `12:00:01 info  worker started queue="plan"`, errors with their stack. */
export function makePrettyStream(target: DestinationStream): DestinationStream {
  return { write: (line) => target.write(prettyLine(line)) };
}

function prettyLine(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const clock = String(entry['time']).slice(11, 19);
  const level = String(entry['level']).padEnd(5);
  const fields = Object.entries(entry)
    .filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  return `${clock} ${level} ${String(entry['service'])}: ${typeof entry['msg'] === 'string' ? entry['msg'] : ''}${fields.join('')}\n${stackOf(entry['err'])}`;
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return '';
  return `${String(error.stack).replace(/^/gm, '    ')}\n`;
}
