/** Length of the longest run of backticks in a text, 0 without any. Linear. */
export function longestBacktickRun(text: string): number {
  let longest = 0;
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
    const from = at;
    while (text.charCodeAt(at) === 96) at += 1;
    longest = Math.max(longest, at - from);
  }
  return longest;
}
