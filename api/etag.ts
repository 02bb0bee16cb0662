import { createHash } from 'node:crypto';

import type { PlanRow } from '../db/plans.js';

/** What a representation depends on; nothing else may decide its bytes. */
export interface Representation {
  plan: Pick<PlanRow, 'id' | 'version'>;
  revision: number;
  mediaType: string;
  /** Path below the plan and query, canonical: names sorted, defaults filled in. */
  resource: string;
}

/** Strong entity tag of a representation made by this version of the service: quoted, 22 characters. */
export function etagOf(representation: Representation, serviceVersion: string): string {
  const { plan, revision, mediaType, resource } = representation;
  const parts = [serviceVersion, plan.id, revision, plan.version, mediaType, resource];
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;
}

/** Whether If-None-Match names the tag (RFC 9110 §13.1.2: weak comparison). */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => {
    const given = tag.trim();
    return given === '*' || given === etag || given === `W/${etag}`;
  });
}

/** The query in one spelling: names sorted, lists joined, what is absent left out. */
export function canonicalQuery(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  given.sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}
