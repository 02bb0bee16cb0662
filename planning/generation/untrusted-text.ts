import type { ContractModel } from '../contract/contract-model.js';
import { cutText } from '../cut-text.js';
import { splitSentences } from '../prd/sentences.js';
import { repeatsPrompt } from './prompt-words.js';
import type { Fix } from './question.js';
import { looksSecret } from './secret-looking.js';

/** What a text may be. */
export interface TextLimits {
  /** Most UTF-16 units. */
  max: number;
  /** Tells whether a web address or path may stand in the text: it stands in the PRD or the contract, exactly so. */
  allow: (exact: string) => boolean;
}

/** Longer texts are cut before they are looked at. */
const MAX_READ = 4_000;
/** No address or path longer than this is allowed. */
const MAX_EXACT = 500;

/** Control characters but line breaks and tabs, soft hyphen, zero-width and bidi marks, variation selectors, tags, private use. */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

const URL = /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|(?<![\w/:])\/\/(?=[\w-]+\.))[^\s<>"'`|\\)\]}]{1,2000}/giu;
/** A host on its own with a path or a well-known ending. */
const HOST =
  /(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|net|org|io|dev|app|co|info|biz|xyz|sh|ru|cn|de|uk|eu|me|ai|cloud|zip|top|site|online|ly|gg|tk|test|invalid|localhost)(?![\w-]|\.\w)(?:[:/][^\s<>"'`)\]]{0,500})?/giu;
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/gu;
/** Absolute paths, those with `..`, home and Windows ones. `/pets/{petId}` is one, too: it must stand in the contract. */
const PATH =
  /(?<![\w)\]}.:/\\])(?:~?\/[\w.@{}$%+*:-]+(?:\/[\w.@{}$%+*:-]*)*|[A-Za-z]:\\[^\s"'`]{1,300}|\\\\[\w.-]+\\[^\s"'`]{1,300})|(?:[\w.-]{0,100}[/\\])?\.\.[/\\][^\s"'`]{0,300}/gu;

/** What is never wanted, wherever it stands in the sentence. */
const NEVER: readonly RegExp[] = [
  /\b(?:data|javascript|vbscript|file|blob):\S/iu,
  /<\/?[a-z!][^>]{0,500}>?/iu,
  /!\[[^\]]{0,200}\]\(|\]\([^)]{0,500}\)/u,
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,10});/iu,
  /`{3}|~{3}|%%\{|<{3}|>{3}/u,
  /(?:^|\s)[$#]\s+[a-z][\w-]*(?:\s|$)/iu,
  /\$\(|\$\{|\|\s*(?:ba|z|da|k)?sh\b|&&|>\s*\/dev\//iu,
  /\b(?:curl|wget|ssh|scp|nc|netcat|chmod|chown|mkfs|eval|powershell|invoke-webrequest|iwr|base64)\s+(?:-|\/|https?:|[a-z0-9.-]+\.[a-z]{2,}|[-+0-7]{2,})/iu,
  /\b(?:rm|mv|cp|dd)\s+(?:-[a-z]|if=|\/|~|\*)/iu,
  /\bsudo\s+\S/iu,
  /\b(?:npm|pnpm|yarn|bun)\s+(?:i|install|add|ci|exec|run|x|dlx|create|publish)\b/iu,
  /\b(?:npx|bunx|uvx|pipx)\s+\S/iu,
  /\b(?:pip3?|gem|cargo|brew|apt|apt-get|apk|yum|dnf|go|docker|kubectl|git|composer|uv)\s+(?:i|install|add|get|run|exec|apply|clone|push|pull|require)\b/iu,
  /\b(?:bash|sh|zsh|python3?|node|perl|ruby|php)\s+-[a-z]\b/iu,
];

/** Commands between backquotes: several words of which the first is one of these or any with an option. */
const QUOTED_COMMAND = /`[^`\n]{0,400}`/gu;
const COMMAND_WORD =
  /^(?:\$\s*)?(?:sudo|cd|ls|cat|echo|export|source|make|kill|env|set|touch|mkdir|npm|npx|yarn|pnpm|node|python3?|pip3?|bash|sh|git|docker|kubectl|psql|mysql|redis-cli|openssl|curl|wget|rm|mv|cp|chmod|tar|sed|awk|xargs|find|grep|crontab|systemctl)\s+\S|^\S+\s+(?:.*\s)?--?[a-z]/iu;

/**
 * Makes words of a model fit to be shown and published: NFC, without control, bidi, zero-width and tag characters, on one
 * line, cut at a word. A sentence with a web address, e-mail address, command, absolute path or one with `..`, data: URI or
 * HTML is left out as a whole, as its meaning hangs on that, unless each address and path in it is allowed. So is one with what
 * looks like a secret, wherever else it stands, or with words of a prompt. Answers '' where nothing is left.
 */
export function cleanText(text: string, { max, allow }: TextLimits): { text: string; fixes: Fix[] } {
  const fixes: Fix[] = [];
  const read = cutText(text, MAX_READ).toWellFormed().normalize('NFC');
  const plain = read.replace(HIDDEN, '');
  if (plain !== read) {
    fixes.push({
      code: 'text-characters-dropped',
      message: 'Invisible characters in words of the model were dropped.',
    });
  }
  const sentences = splitSentences({ text: plain, start: 0, end: plain.length }).map((sentence) => sentence.text);
  const kept = sentences.filter((sentence) => isHarmless(sentence, allow));
  if (kept.length < sentences.length) {
    const count = sentences.length - kept.length;
    const message = `${count} of ${sentences.length} sentences of the model were dropped: they hold an address, a path, a command, markup, what looks like a secret, or words of the prompt.`;
    fixes.push({ code: 'text-dropped', message });
  }
  return { text: cutAtWord(kept.join(' ').replace(/\s+/g, ' ').trim(), max), fixes };
}

function isHarmless(sentence: string, allow: (exact: string) => boolean): boolean {
  // What looks like another letter is looked at as that one: full-width letters and the like hide an address.
  const shown = sentence.normalize('NFKC');
  if (NEVER.some((pattern) => pattern.test(shown)) || looksSecret(shown) || repeatsPrompt(shown)) return false;
  for (const [quoted] of shown.matchAll(QUOTED_COMMAND))
    if (COMMAND_WORD.test(quoted.slice(1, -1).trim())) return false;
  for (const pattern of [URL, HOST, EMAIL, PATH]) {
    for (const [found] of shown.matchAll(pattern))
      if (found.length > MAX_EXACT || !allow(found.replace(/[.,;:!?]+$/u, ''))) return false;
  }
  return true;
}

function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const short = cutText(text, max - 1);
  const blank = short.lastIndexOf(' ');
  return `${(blank > max / 2 ? short.slice(0, blank) : short).trimEnd()}…`;
}

/** Characters that go on in an address or path. */
const GOES_ON = /[\w/.@:%~{}-]/u;

/** Allows what stands in the PRD or in the contract's paths, summaries and descriptions, exactly so: not a part of a longer one. */
export function allowedIn(prd: string, { operations }: Pick<ContractModel, 'operations'>): TextLimits['allow'] {
  const paths = new Set(operations.flatMap(({ path }) => (path === undefined ? [] : [path])));
  return (exact) =>
    paths.has(exact) ||
    standsIn(prd, exact) ||
    operations.some(({ summary, description }) => standsIn(summary, exact) || standsIn(description, exact));
}

function standsIn(text: string, exact: string): boolean {
  if (exact === '') return false;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const after = text.slice(at + exact.length, at + exact.length + 2);
    // A stop at the end of a sentence does not go on.
    const ends = !GOES_ON.test(after.charAt(0)) || /^[.:](?:\s|$)/u.test(after);
    if (ends && (at === 0 || !GOES_ON.test(text.charAt(at - 1)))) return true;
  }
  return false;
}
