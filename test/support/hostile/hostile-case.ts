/** What is sent to POST /plans. */
export interface HostileInput {
  contract: string | Uint8Array;
  /** A small sensible one where it is left out. */
  prd?: string | Uint8Array;
  options?: object;
  filename?: string;
  /** As parts of a form (the default) or as members of a JSON body. */
  via?: 'form' | 'json';
}

/** What a case must end in: a refusal, a plan, or either of them. A plan may also fail, clearly and alone. */
export type HostileOutcome = 'refused' | 'planned' | 'answered';

/** One attack. Everything is generated; nothing of it is stored. */
export interface HostileCase {
  group: string;
  name: string;
  outcome: HostileOutcome;
  /** @param scale 1 for the whole size, less for a smaller one of the same form */
  make: (scale: number) => HostileInput;
}

/** How often something is repeated at a scale, at least twice. */
export function times(count: number, scale: number): number {
  return Math.max(2, Math.ceil(count * scale));
}

/** `count` texts made of their index, joined. */
export function repeat(count: number, make: (index: number) => string, separator = ','): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(separator);
}

/** A minimal OpenAPI document as JSON text; the parts given are added to it, or stand in place of its own. */
export function openApi(parts: object): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Hostile', version: '1' },
    paths: { '/things': { get: { responses: { 200: { description: 'ok' } } } } },
    ...parts,
  });
}

/** A document with component schemas given as JSON text of their members, which would be slow to build as objects. */
export function withSchemas(members: string): string {
  return openApi({ components: { schemas: 'HERE' } }).replace('"HERE"', () => `{${members}}`);
}

/** A document whose only operation has the given members, as JSON text. */
export function withOperation(members: string): string {
  return openApi({ paths: { '/things': { post: 'HERE' } } }).replace('"HERE"', () => `{${members}}`);
}

/** Makes the cases of one group from name, outcome and generator. */
export function casesOf(
  group: string,
  rows: readonly [name: string, outcome: HostileOutcome, make: (scale: number) => string | HostileInput][],
): HostileCase[] {
  return rows.map(([name, outcome, make]) => ({
    group,
    name,
    outcome,
    make: (scale) => {
      const made = make(scale);
      return typeof made === 'string' ? { contract: made } : made;
    },
  }));
}
