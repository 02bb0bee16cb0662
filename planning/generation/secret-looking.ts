/** Forms of credentials that many services share, and what is said to be one. None of them is ever advice. */
const SECRETS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/u,
  /\bgh[opsur]_\w{10,}|\bgithub_pat_\w{10,}|\bglpat-[\w-]{10,}|\bnpm_[A-Za-z0-9]{20,}/u,
  /\bsk-[\w-]{12,}|\b[prs]k_(?:live|test)_\w{10,}|\bxox[abeprs]-[\w-]{10,}|\bAIza[\w-]{20,}/u,
  // A JSON Web Token: its first part is the JSON of an object.
  /\beyJ[\w-]{8,}\.[\w-]{4,}/u,
  /-{3,}\s*(?:BEGIN|END)\s[A-Z0-9 ]{2,60}-{3,}/u,
  /\bbearer\s+(?=[\w.~+/-]*\d)[\w.~+/-]{16,}/iu,
  /\b(?:api[ _-]?key|password|passwd|secret|token)\s*[=:]\s*["'`]?(?=[^\s"'`]*\d)(?=[^\s"'`]*[a-z])[^\s"'`]{8,}/iu,
  /\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{32,}\b/iu,
];

/** Whether a text holds what looks like a key, a token, a password or a certificate. */
export function looksSecret(text: string): boolean {
  return SECRETS.some((pattern) => pattern.test(text));
}
