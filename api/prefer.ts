/**
 * The wait a client asks for with `Prefer: wait=N` (RFC 7240), in whole seconds and at most `maxSeconds`; null without
 * one. Preferences that are unknown or cannot be read are ignored, as the RFC says.
 */
export function preferredWait(header: string | undefined, maxSeconds: number): number | null {
  for (const preference of header?.split(',') ?? []) {
    const wait = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;.*)?$/i.exec(preference)?.[1];
    if (wait !== undefined) return Math.min(Number(wait), maxSeconds);
  }
  return null;
}
