import colours from 'picocolors';

/** What a program writes to: the streams of `process`, or of a test. */
export interface Streams {
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
}

export type Colours = ReturnType<typeof colours.createColors>;

/** Where a command writes. Results go to stdout, progress and errors to stderr, so that a pipe gets results only. */
export interface Terminal {
  /** Columns to lay results out for: those of the terminal within [40, 120], 80 without one. */
  readonly width: number;
  readonly colours: Colours;
  /** True where progress may rewrite its line. */
  readonly interactive: boolean;
  /** True where stdout is read by a person. */
  readonly person: boolean;
  /** Prints lines of a result. */
  print: (...lines: string[]) => void;
  /** Writes a result as it is. */
  write: (text: string | Uint8Array) => void;
  /** Prints a line about the work, not of the result. */
  note: (line: string) => void;
  /** Rewrites the progress line; '' removes it. Does nothing unless `interactive`. */
  status: (line: string) => void;
}

const NARROWEST = 40;
const WIDEST = 120;
const ERASE_LINE = '\r\u001b[2K';

/**
 * Makes the terminal of a program. Colours follow NO_COLOR and are used only where a person reads both streams' text.
 */
export function makeTerminal({ stdout, stderr }: Streams): Terminal {
  const person = stdout.isTTY === true;
  const interactive = stderr.isTTY === true;
  let shown = false;
  const status = (line: string): void => {
    if (!interactive || (line === '' && !shown)) return;
    stderr.write(ERASE_LINE + line);
    shown = line !== '';
  };
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, (stdout.columns ?? stderr.columns) || 80)),
    colours: colours.createColors(colours.isColorSupported && person),
    interactive,
    person,
    print: (...lines) => {
      status('');
      stdout.write(lines.map((line) => `${line}\n`).join(''));
    },
    write: (text) => {
      status('');
      stdout.write(text);
    },
    note: (line) => {
      status('');
      stderr.write(`${line}\n`);
    },
    status,
  };
}
