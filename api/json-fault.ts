/** Where a text stops being JSON, and why. Line and column count from 1, the column in UTF-16 units. */
export interface JsonFault {
  line: number;
  column: number;
  message: string;
}

const BLANKS = /[ \t\n\r]*/y;
const PLAIN_CHARACTERS = /[^"\\\p{Cc}]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_.+-])/y;

type Expected = 'value' | 'first-value' | 'first-key' | 'key' | 'colon' | 'comma';

const EXPECTED: Record<Expected, string> = {
  value: 'a value',
  'first-value': 'a value or ]',
  'first-key': 'a quoted name or }',
  key: 'a quoted name',
  colon: 'a colon',
  comma: 'a comma or the closing bracket',
};

/** What reading one token gave: the offset behind it and what may follow, or the offset where it is wrong. */
type Step = { at: number; expected: Expected } | { wrongAt: number; wanted: string };

/**
 * Finds the first place at which a text is not JSON, for a text that JSON.parse refused; null if there is none.
 * One pass without recursion, so that no nesting is too deep for it.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = skip(text, at, BLANKS);
    if (open.length === 0 && expected === 'comma') {
      return at === text.length ? null : faultAt(text, at, 'the end of the document');
    }
    const step = readToken(text, at, expected, open);
    if ('wrongAt' in step) return faultAt(text, step.wrongAt, step.wanted);
    ({ at, expected } = step);
  }
}

/** Reads one token if `expected` allows it, keeping the stack of brackets that are to be closed. */
function readToken(text: string, at: number, expected: Expected, open: string[]): Step {
  const char = text.charAt(at);
  const wrong: Step = { wrongAt: at, wanted: EXPECTED[expected] };
  if (expected === 'colon') return char === ':' ? { at: at + 1, expected: 'value' } : wrong;
  const mayClose = expected === 'comma' || expected === 'first-key' || expected === 'first-value';
  if (mayClose && char !== '' && char === open.at(-1)) {
    open.pop();
    return { at: at + 1, expected: 'comma' };
  }
  if (expected === 'comma') {
    return char === ',' ? { at: at + 1, expected: open.at(-1) === '}' ? 'key' : 'value' } : wrong;
  }
  if (expected === 'key' || expected === 'first-key') return char === '"' ? readString(text, at, 'colon') : wrong;
  if (char === '"') return readString(text, at, 'comma');
  if (char === '{' || char === '[') {
    open.push(char === '{' ? '}' : ']');
    return { at: at + 1, expected: char === '{' ? 'first-key' : 'first-value' };
  }
  const end = skip(text, at, SCALAR);
  return end > at ? { at: end, expected: 'comma' } : wrong;
}

function readString(text: string, start: number, expected: Expected): Step {
  for (let at = start + 1; ;) {
    at = skip(text, at, PLAIN_CHARACTERS);
    const char = text.charAt(at);
    if (char === '"') return { at: at + 1, expected };
    // JSON allows DEL and the C1 controls, which the pattern above leaves to this branch.
    if (char >= '\u007f' && char <= '\u009f') at++;
    else {
      const end = char === '\\' ? skip(text, at, ESCAPE) : at;
      if (end === at) return { wrongAt: at, wanted: 'more of the string, or its end,' };
      at = end;
    }
  }
}

/** The offset behind what the sticky pattern matches at `at`; `at` itself where it matches nothing. */
function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function faultAt(text: string, at: number, wanted: string): JsonFault {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) {
    line++;
    lineStart = end + 1;
  }
  const found = at >= text.length ? 'the text ends' : `there is ${JSON.stringify(text.charAt(at))}`;
  return { line, column: at - lineStart + 1, message: `${found} where ${wanted} should be` };
}
