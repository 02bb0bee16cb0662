import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';

/** What checks run against, and with. */
export interface CheckTarget {
  /** Base address of the service under test; of a GraphQL service, its endpoint. */
  url: string;
  token: string | null;
  headers: ReadonlyMap<string, string>;
  inputs: ReadonlyMap<string, string>;
  requestTimeoutMs: number;
  /** The text without the secrets that were given. */
  hide: (text: string) => string;
}

/** Shorter values are words of their own: blotting them out would make texts unreadable and hide nothing. */
const SHORTEST_SECRET = 6;

/** Makes the target of a run. Throws CliError (usage) for an address that is not http or https. */
export function makeTarget(given: {
  url: string;
  token: string | undefined;
  headers: readonly [string, string][];
  inputs: readonly [string, string][];
  requestTimeoutMs: number;
}): CheckTarget {
  const { url, token = null, headers, inputs, requestTimeoutMs } = given;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new CliError(EXIT.usage, `${url} is not the address of a service.`, 'Give --url as http://host:port/base.');
  }
  const secretInputs = inputs.filter(([name]) => /token|secret|password|key|credential/i.test(name));
  const secrets = [token ?? '', ...[...headers, ...secretInputs].map(([, value]) => value)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return {
    url: parsed.href.replace(/\/+$/, ''),
    token,
    headers: new Map(headers),
    inputs: new Map(inputs),
    requestTimeoutMs,
    hide: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text),
  };
}
