/** Part of a text that may be a JSON object. */
export interface JsonCandidate {
  text: string;
  /** It ends before its outermost object does; `text` then ends after the last whole item, and the open brackets are closed. */
  cut: boolean;
}

/** Objects deeper than this are no answer of ours; parsers that recurse would run out of stack. */
const MAX_DEPTH = 32;
/** Starts that lead nowhere before the search ends: each costs a pass over the rest of the text. */
const MAX_FAILURES = 12;
/** The last complete objects that are kept: models that talk first answer last. */
const MAX_COMPLETE = 8;
/** Cut objects that are kept: the outermost starts first. */
const MAX_CUT = 3;

const BACKSLASH = 92;
const QUOTE = 34;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;

/**
 * Finds JSON objects in a text with anything around them: the complete ones, the last first, then those that are cut. At most
 * `MAX_FAILURES` passes over the text.
 */
export function locateJson(text: string): JsonCandidate[] {
  const complete: JsonCandidate[] = [];
  const cut: JsonCandidate[] = [];
  let failures = 0;
  for (let at = text.indexOf('{'); at >= 0 && failures < MAX_FAILURES;) {
    const { end, whole, closers } = scanObject(text, at);
    if (end !== null) {
      complete.push({ text: text.slice(at, end), cut: false });
      if (complete.length > MAX_COMPLETE) complete.shift();
      at = text.indexOf('{', end);
      continue;
    }
    failures += 1;
    if (whole > at && cut.length < MAX_CUT) cut.push({ text: text.slice(at, whole) + closers, cut: true });
    at = text.indexOf('{', at + 1);
  }
  return [...complete.reverse(), ...cut];
}

interface Scan {
  /** Offset just past the object, null where it does not end, is nested too deeply or closes what it did not open. */
  end: number | null;
  /** Offset just past the last whole item of a list of the object, or its last whole list or object; 0 without one. */
  whole: number;
  /** What closes the object there. */
  closers: string;
}

function scanObject(text: string, start: number): Scan {
  const open: number[] = [];
  const scan: Scan = { end: null, whole: 0, closers: '' };
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      // Closing brackets stand two after their opening ones.
      open.push(code + 2);
      if (open.length > MAX_DEPTH) return scan;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (open.pop() !== code) return scan;
      if (open.length === 0) return { ...scan, end: at + 1 };
      if (open.length === 1 || (open.length === 2 && open[1] === CLOSE_LIST)) {
        scan.whole = at + 1;
        scan.closers = open.length === 1 ? '}' : ']}';
      }
    }
  }
  return scan;
}
