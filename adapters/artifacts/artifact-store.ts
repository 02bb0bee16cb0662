import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { TenantScope } from '../../db/scope.js';

/** Large immutable bytes by their hash, apart for each tenant. */
export interface ArtifactStore {
  /** Stores bytes (again without effect) and returns the reference to them. */
  put(scope: TenantScope, kind: string, bytes: Uint8Array): Promise<ArtifactRef>;
  /** Stores a file that lies on this machine already, taking it away where that saves a copy. Its hash is believed. */
  adopt(scope: TenantScope, kind: string, file: StagedFile): Promise<ArtifactRef>;
  /** Returns exactly the bytes stored. Throws ArtifactMissingError, ArtifactDamagedError. */
  get(scope: TenantScope, ref: ArtifactRef): Promise<Uint8Array>;
  has(scope: TenantScope, sha256: string): Promise<boolean>;
}

/** A file that is not in the store yet. */
export interface StagedFile {
  path: string;
  sha256: string;
  bytes: number;
}

export class ArtifactMissingError extends Error {
  override readonly name = 'ArtifactMissingError';

  constructor(sha256: string) {
    super(`artifact ${sha256} is not in the store`);
  }
}

/** The bytes found do not have the hash they are stored under. */
export class ArtifactDamagedError extends Error {
  override readonly name = 'ArtifactDamagedError';

  constructor(sha256: string) {
    super(`artifact ${sha256} is damaged: its bytes have another hash`);
  }
}
