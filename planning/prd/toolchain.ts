import type { ToolchainHint } from './prd-analysis.js';

type Part = ToolchainHint['part'];

/** How a technology is written; each pattern is linear and needs no context but what it holds. */
const TECHNOLOGIES: readonly [Part, string, RegExp][] = [
  ['language', 'TypeScript', /\bTypeScript\b/gi],
  ['language', 'JavaScript', /\bJavaScript\b|\bNode(?:\.js|JS)?\b/g],
  ['language', 'Python', /\bPython\b/g],
  ['language', 'Go', /\bGolang\b|\b(?:in|with|using|a|of) Go\b(?! to)|\bGo (?:service|code|module|1\.\d)/g],
  ['language', 'Rust', /\b(?:in|with|using) Rust\b|\bRust (?:service|code|crate)/g],
  ['language', 'Java', /\bJava\b(?! ?Script)/g],
  ['language', 'Kotlin', /\bKotlin\b/g],
  ['language', 'C#', /\bC#|\.NET\b/g],
  ['language', 'Ruby', /\bRuby\b/g],
  ['language', 'PHP', /\bPHP\b/g],
  ['language', 'Elixir', /\bElixir\b/g],
  ['language', 'Scala', /\bScala\b/g],
  ['framework', 'NestJS', /\bNest\.?JS\b/gi],
  [
    'framework',
    'Express',
    /\bExpress(?:\.js|JS)\b|\bExpress (?:server|framework|app)\b|\bNode(?:\.js)?[/+ ]{1,3}Express\b/g,
  ],
  ['framework', 'Fastify', /\bFastify\b/gi],
  ['framework', 'Django', /\bDjango\b/g],
  ['framework', 'FastAPI', /\bFastAPI\b/gi],
  ['framework', 'Flask', /\bFlask\b/g],
  ['framework', 'Rails', /\bRails\b/g],
  ['framework', 'Spring Boot', /\bSpring Boot\b/gi],
  ['framework', 'Laravel', /\bLaravel\b/gi],
  ['framework', 'ASP.NET Core', /\bASP\.NET(?: Core)?\b/gi],
  ['framework', 'Phoenix', /\bPhoenix (?:framework|app)\b/g],
  ['database', 'PostgreSQL', /\bPostgre(?:s|SQL)\b/gi],
  ['database', 'MySQL', /\bMySQL\b/gi],
  ['database', 'MariaDB', /\bMariaDB\b/gi],
  ['database', 'SQLite', /\bSQLite\b/gi],
  ['database', 'MongoDB', /\bMongo(?:DB)?\b/gi],
  ['database', 'SQL Server', /\bSQL Server\b/gi],
  ['database', 'Oracle', /\bOracle (?:database|DB)\b/gi],
  ['database', 'DynamoDB', /\bDynamoDB\b/gi],
  ['database', 'Cassandra', /\bCassandra\b/g],
  ['frontend', 'React Native', /\bReact Native\b/g],
  ['frontend', 'React', /\bReact\b(?! (?:Native|to)\b)/g],
  ['frontend', 'Vue', /\bVue(?:\.js)?\b/g],
  ['frontend', 'Angular', /\bAngular\b/g],
  ['frontend', 'Svelte', /\bSvelte(?:Kit)?\b/g],
  ['frontend', 'Next.js', /\bNext\.js\b/gi],
  ['frontend', 'Nuxt', /\bNuxt(?:\.js)?\b/gi],
  ['frontend', 'Flutter', /\bFlutter\b/g],
  ['frontend', 'SwiftUI', /\bSwiftUI\b/g],
];

/** Just before a name these mean that it is not wanted, or being left. */
const AGAINST =
  /\b(?:no|not|never|without|instead of|replac(?:e|es|ing)|away from|than|instead)\s+(?:an?\s+|the\s+|our\s+)?$/i;

/** Technologies a PRD names, in its order, each with the span that names it; ones it speaks against are left out. */
export function findToolchain(text: string): ToolchainHint[] {
  const hints: ToolchainHint[] = [];
  for (const [part, name, pattern] of TECHNOLOGIES) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(Math.max(0, match.index - 24), match.index);
      if (AGAINST.test(before)) continue;
      hints.push({ part, name, start: match.index, end: match.index + match[0].length });
    }
  }
  return hints.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The technologies that a clause names. `hints` are in the order of the text, as `findToolchain` gives them. */
export function toolchainHintsIn(
  clause: { start: number; end: number },
  hints: readonly ToolchainHint[],
): ToolchainHint[] {
  const found: ToolchainHint[] = [];
  for (let at = firstFrom(hints, clause.start); at < hints.length; at++) {
    const hint = hints[at];
    if (hint === undefined || hint.start > clause.end) break;
    if (hint.end <= clause.end) found.push(hint);
  }
  return found;
}

/** Index of the first hint that starts at an offset or after it. */
function firstFrom(hints: readonly ToolchainHint[], offset: number): number {
  let low = 0;
  let high = hints.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hints[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
