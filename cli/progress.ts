import type { PlanSummary } from './api-types.js';
import { safeText } from './safe.js';
import type { Terminal } from './terminal.js';
import { fit, oneLine, pad, secondsText } from './text.js';

const BAR_WIDTH = 24;

/** Shows how far planning is: one line that is rewritten on a terminal, a new line for each change elsewhere. */
export interface Progress {
  update: (summary: PlanSummary) => void;
  /** A remark between two updates. */
  remark: (text: string) => void;
  /** Removes the line. */
  end: () => void;
}

/** Makes the display of one revision's progress; time counts from now. */
export function makeProgress(terminal: Terminal): Progress {
  const start = performance.now();
  let last = '';
  return {
    update: (summary) => {
      const elapsed = secondsText(performance.now() - start);
      if (terminal.interactive) {
        terminal.status(fit(progressLine(summary, elapsed), terminal.width - 1));
        return;
      }
      const words = progressWords(summary);
      if (words !== last) terminal.note(`${words} (${elapsed})`);
      last = words;
    },
    remark: (text) => {
      const line = oneLine(safeText(text));
      if (line !== last) terminal.note(line);
      last = line;
    },
    end: () => {
      terminal.status('');
    },
  };
}

/** `########----------------  33 %  searching, trial 3 of 8  1.2 s` */
export function progressLine(summary: PlanSummary, elapsed: string): string {
  const percent = summary.progress?.percent ?? (isOver(summary) ? 100 : 0);
  const figure = `${pad(String(Math.round(percent)), 3, 'right')} %`;
  return `${bar(percent / 100, BAR_WIDTH)} ${figure}  ${progressWords(summary)}  ${elapsed}`;
}

/** Phase and trial in words. */
function progressWords({ status, lastRevision, progress }: PlanSummary): string {
  if (progress === undefined) return status === 'queued' ? 'queued' : lastRevision.status;
  const trial = progress.trials > 0 ? `, trial ${progress.trial} of ${progress.trials}` : '';
  return oneLine(safeText(progress.phase)) + trial;
}

function isOver({ lastRevision }: PlanSummary): boolean {
  return lastRevision.status === 'published';
}

/** A share in [0,1] as a bar of `width` columns. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
