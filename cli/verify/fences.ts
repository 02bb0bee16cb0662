/** Texts of the fenced blocks of a Markdown text in one language, each without its fence. */
export function fencedBlocks(markdown: string, language: string): string[] {
  const blocks: string[] = [];
  let fence = '';
  let own = false;
  let lines: string[] = [];
  for (const line of markdown.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '') {
      if (mark === '') continue;
      fence = mark;
      own = line === `${mark}${language}`;
      lines = [];
    } else if (line === fence) {
      if (own) blocks.push(lines.map((one) => `${one}\n`).join(''));
      fence = '';
    } else lines.push(line);
  }
  return blocks;
}
