const MASK = '[secret removed]';

/** Words that stand behind `token:` or `password:` in a description of a shape, where nothing is secret. */
const HARMLESS_VALUES =
  '(?:string|number|integer|boolean|object|array|uuid|null|undefined|true|false|none|required|optional|hashed|missing|invalid|expired|any|unknown|text)\\b';

const SECRET_NAME =
  '(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|credentials?|connection[_-]?string)';

/**
 * What secrets look like in reports, each with what replaces it. All run in linear time: every repetition is bounded or
 * cannot overlap with what follows it.
 */
const PATTERNS: readonly { pattern: RegExp; replacement: string }[] = [
  {
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----)){0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
    replacement: MASK,
  },
  { pattern: /\beyJ[\w-]{8,4096}\.[\w-]{8,8192}\.[\w-]{0,4096}/g, replacement: MASK },
  {
    pattern:
      /\b(?:sk|pk|rk)[-_](?:live[-_]|test[-_]|proj[-_]|ant[-_])?[\w-]{16,200}|\b(?:gh[opsur]_|github_pat_|glpat-|npm_|xox[abeoprs]-|whsec_|SG\.|hf_|shpat_|dop_v1_)[\w.-]{10,250}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,45}/g,
    replacement: MASK,
  },
  { pattern: /\b(Bearer|Basic) +[\w.~+/=-]{8,8192}/gi, replacement: `$1 ${MASK}` },
  { pattern: /(\/\/[^\s/:@]{0,100}):[^\s/@]{1,200}@/g, replacement: `$1:${MASK}@` },
  {
    pattern: new RegExp(
      `(${SECRET_NAME}[\\w-]{0,20}["']? {0,3}[:=] {0,3})(?!${HARMLESS_VALUES}|\\[secret removed)(?:"[^"\\n]{1,500}"|'[^'\\n]{1,500}'|[^\\s"',;)}\\]]{4,500})`,
      'gi',
    ),
    replacement: `$1${MASK}`,
  },
];

/**
 * Removes what looks like a secret: private keys, tokens of well-known services, authorization values, passwords in URLs, and
 * values that are given to names such as `password` or `api_key`. The name stays, so that a reader sees what was there.
 */
export function scrubSecrets(text: string): string {
  return PATTERNS.reduce((clean, { pattern, replacement }) => clean.replace(pattern, replacement), text);
}
