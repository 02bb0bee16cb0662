/** A piece of a PRD with its place; `text` is exactly what stands between the offsets. */
export interface Span {
  text: string;
  start: number;
  end: number;
}

/** A block of text in the order of the PRD. */
export interface Block extends Span {
  kind: 'heading' | 'item' | 'row' | 'paragraph';
  /** Heading it stands under, '' at the top; for a heading itself, its own text. */
  section: string;
}

interface Line extends Span {
  /** The text without quote marks and blanks at either end. */
  body: string;
  bodyStart: number;
  indent: number;
}

const FENCE = /^(?:`{3,}|~{3,})/;
const ITEM = /^(?:[-*+•]|\d{1,4}[.)])[ \t]{1,8}(?:\[[ xX]\][ \t]{1,4})?/;
/** MoSCoW lines are lists without marks. */
const PRIORITY = /^(?:must|should|could|shall|may|won't|wont)[ \t]{0,4}:/i;
const SEPARATOR_ROW = /^[|:\- \t]{3,}$/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,}|={3,})$/;

/**
 * Splits a PRD (Markdown or plain text) into headings, list items, table rows and paragraphs. Code fences, rules and
 * the head and separator rows of tables are left out. A line that is wholly bold stands as a heading. Linear in the
 * text.
 */
/** Headings have up to so many marks. */
const MOST_MARKS = 6;

export function splitBlocks(text: string): Block[] {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  let section = '';
  let open: { kind: 'item' | 'paragraph'; start: number; end: number } | null = null;
  let fence = '';
  const close = (): void => {
    if (open !== null && open.end > open.start) {
      blocks.push({
        kind: open.kind,
        text: text.slice(open.start, open.end),
        start: open.start,
        end: open.end,
        section,
      });
    }
    open = null;
  };
  lines.forEach((line, index) => {
    const mark = FENCE.exec(line.body)?.[0] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence) && line.body.length === mark.length) fence = '';
      return;
    }
    if (mark !== '') {
      close();
      fence = mark;
      return;
    }
    const heading = headingOf(line, lines[index + 1]);
    if (line.body === '' || RULE.test(line.body) || SEPARATOR_ROW.test(line.body)) {
      close();
    } else if (heading !== null) {
      close();
      section = heading.text;
      blocks.push({ kind: 'heading', ...heading, section });
    } else if (line.body.startsWith('|')) {
      close();
      const next = lines[index + 1];
      if (next === undefined || !SEPARATOR_ROW.test(next.body) || !next.body.includes('-'))
        blocks.push(rowOf(line, section));
    } else {
      const item = ITEM.exec(line.body)?.[0].length ?? (PRIORITY.test(line.body) ? 0 : -1);
      const start = line.bodyStart + Math.max(item, 0);
      const end = line.bodyStart + line.body.length;
      if (item >= 0 || open === null) {
        close();
        open = { kind: item >= 0 ? 'item' : 'paragraph', start, end };
      } else {
        open.end = end;
      }
    }
  });
  close();
  return blocks;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop;
    let from = start;
    let to = end;
    while (from < to && /[\s>]/.test(text.charAt(from))) from++;
    while (to > from && /\s/.test(text.charAt(to - 1))) to--;
    const body = text.slice(from, to);
    lines.push({ text: text.slice(start, end), start, end, body, bodyStart: from, indent: from - start });
    start = end + 1;
  }
  return lines;
}

/** `Title ##` → `Title`. By index: an expression for it would try every blank of a long run. */
function withoutClosingMarks(text: string): string {
  let end = text.length;
  while (end > 0 && text.length - end <= MOST_MARKS && text[end - 1] === '#') end -= 1;
  const marks = text.length - end;
  const apart = text[end - 1] === ' ' || text[end - 1] === '\t';
  return marks > 0 && marks <= MOST_MARKS && apart ? text.slice(0, end).trimEnd() : text;
}

/** A heading's own text: `## Title`, a line underlined by `===` or `---`, or a line that is bold as a whole. */
function headingOf(line: Line, next: Line | undefined): Span | null {
  const marks = /^#{1,6}[ \t]+/.exec(line.body)?.[0].length ?? 0;
  if (marks > 0) return trimmed(withoutClosingMarks(line.body), marks, line.bodyStart);
  const bold = /^\*\*[^*]{1,120}\*\*:?$/.test(line.body) || /^__[^_]{1,120}__:?$/.test(line.body);
  if (bold) return trimmed(line.body.replace(/(?:\*\*|__):?$/, ''), 2, line.bodyStart);
  const underlined =
    next !== undefined && /^(?:={2,}|-{2,})$/.test(next.body) && line.body !== '' && !ITEM.test(line.body);
  return underlined ? trimmed(line.body, 0, line.bodyStart) : null;
}

function trimmed(body: string, skip: number, offset: number): Span | null {
  const text = body.slice(skip).trim();
  if (text === '') return null;
  const start = offset + body.indexOf(text, skip);
  return { text, start, end: start + text.length };
}

/** A table's row without its outer bars. */
function rowOf(line: Line, section: string): Block {
  const inner = line.body.replace(/^\|\s?/, '').replace(/\s?\|$/, '');
  const start = line.bodyStart + line.body.indexOf(inner);
  return { kind: 'row', text: inner, start, end: start + inner.length, section };
}
