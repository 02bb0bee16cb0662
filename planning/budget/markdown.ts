import { withoutHidden } from '../hidden-characters.js';
import { longestBacktickRun } from './backticks.js';
import { measureText } from './text-measure.js';

/**
 * Text of others on one line of Markdown: blanks collapsed, hidden characters dropped, those with a meaning escaped,
 * well-formed code spans kept. It can open no heading, list, link, HTML tag or fence.
 */
export function inlineMarkdown(text: string): string {
  const flat = withoutHidden(text.replace(/\s+/g, ' ')).trim();
  return flat
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#|~!]/g, '\\$&')))
    .join('');
}

/** Like `inlineMarkdown`, line by line: line breaks and leading `- ` of lists stay. */
export function blockMarkdown(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const item = /^\s*- /.exec(line);
      const body = inlineMarkdown(item === null ? line : line.slice(item[0].length));
      if (item !== null) return `- ${body}`;
      return body.replace(/^(?=[-=+])/, '\\').replace(/^(\d+)([.)])/, '$1\\$2');
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A name as a code span whose delimiter is longer than any backtick run in it. */
export function codeSpan(name: string): string {
  const flat = name.replace(/\s+/g, ' ').trim();
  const ticks = '`'.repeat(longestBacktickRun(flat) + 1);
  return ticks.length === 1 ? `\`${flat}\`` : `${ticks} ${flat} ${ticks}`;
}

/** Text in a fence longer than any run of backticks inside it, so that nothing in the text can close it. */
export function fenced(text: string, language: string): string {
  return fencedLines([text.endsWith('\n') ? text : `${text}\n`], language).join('');
}

/** The same for a text in lines, each with its line break. */
export function fencedLines(lines: readonly string[], language: string): string[] {
  const fence = '`'.repeat(Math.max(3, measureText(lines).backticks + 1));
  return [`${fence}${language}\n`, ...lines, fence];
}
