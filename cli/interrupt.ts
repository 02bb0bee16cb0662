import { EXIT } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** Until the function it gives is called, Ctrl-C ends the program with a note on what goes on without it. */
export function noteOnInterrupt(terminal: Terminal, note: string): () => void {
  const stop = (): void => {
    terminal.note(note);
    process.exit(EXIT.interrupted);
  };
  process.once('SIGINT', stop);
  return () => process.removeListener('SIGINT', stop);
}
