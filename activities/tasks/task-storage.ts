import { makeFileArtifactStore } from '../../adapters/artifacts/file-artifact-store.js';
import type { ArtifactStore } from '../../adapters/artifacts/artifact-store.js';
import type { ArtifactRef } from '../../db/artifact-ref.js';
import { canonicalJson } from '../../planning/hash.js';

/** What every task is given: where artifacts lie, and whose they are. */
export interface TaskBase {
  storage: { dir: string };
  tenantId: string;
}

export interface TaskStorage {
  readBytes(ref: ArtifactRef): Promise<Uint8Array>;
  readText(ref: ArtifactRef): Promise<string>;
  readJson<T>(ref: ArtifactRef): Promise<T>;
  writeText(kind: string, text: string): Promise<ArtifactRef>;
  /** JSON in the order the value was made in: what is made the same way gives the same artifact. */
  writeJson(kind: string, value: unknown): Promise<ArtifactRef>;
  /** Canonical JSON (RFC 8785), for what others recompute the hash of: equal values give equal artifacts. */
  writeCanonical(kind: string, value: unknown): Promise<ArtifactRef>;
}

/** The artifact store as a task uses it: text and JSON of one tenant. */
export function openTaskStorage({ storage, tenantId }: TaskBase): TaskStorage {
  const store: ArtifactStore = makeFileArtifactStore(storage);
  const scope = { tenantId };
  const readText = async (ref: ArtifactRef): Promise<string> => new TextDecoder().decode(await store.get(scope, ref));
  const writeText = (kind: string, text: string): Promise<ArtifactRef> =>
    store.put(scope, kind, new TextEncoder().encode(text));
  return {
    readBytes: (ref) => store.get(scope, ref),
    readText,
    // What is read here was written by one of our own tasks, checked by its hash.
    readJson: async <T>(ref: ArtifactRef) => JSON.parse(await readText(ref)) as T,
    writeText,
    writeJson: (kind, value) => writeText(kind, JSON.stringify(value)),
    writeCanonical: (kind, value) => writeText(kind, canonicalJson(value)),
  };
}
