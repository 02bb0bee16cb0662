import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { TenantScope } from '../../db/scope.js';
import { ArtifactDamagedError, ArtifactMissingError } from './artifact-store.js';
import type { ArtifactStore } from './artifact-store.js';

/** Tenant ids that can be folder names on any file system; others get a folder named by hash. */
const PLAIN_TENANT = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Artifacts as files `<dir>/<tenant>/ab/<sha256>`. A file appears under its name whole or not at all: it is written
 * beside it and renamed, so that a killed process leaves no half artifact. Several processes may share the directory.
 */
export function makeFileArtifactStore({ dir }: { dir: string }): ArtifactStore {
  const pathOf = (scope: TenantScope, sha256: string): string => {
    if (!SHA256.test(sha256)) throw new ArtifactMissingError(sha256);
    return join(dir, tenantFolder(scope.tenantId), sha256.slice(0, 2), sha256);
  };
  return {
    put: async (scope, kind, bytes) => {
      const ref: ArtifactRef = { sha256: hashOf(bytes), bytes: bytes.byteLength, kind };
      const path = pathOf(scope, ref.sha256);
      if ((await sizeOf(path)) !== ref.bytes) await writeWhole(path, bytes);
      return ref;
    },
    adopt: async (scope, kind, { path: staged, sha256, bytes }) => {
      const path = pathOf(scope, sha256);
      if ((await sizeOf(path)) !== bytes) await moveWhole(staged, path);
      return { sha256, bytes, kind };
    },
    get: async (scope, { sha256 }) => {
      const bytes = await readOrNull(pathOf(scope, sha256));
      if (bytes === null) throw new ArtifactMissingError(sha256);
      if (hashOf(bytes) !== sha256) throw new ArtifactDamagedError(sha256);
      return bytes;
    },
    has: async (scope, sha256) => SHA256.test(sha256) && (await sizeOf(pathOf(scope, sha256))) !== null,
  };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `~` is in no plain id, so that a hashed folder is never another tenant's plain one. */
const tenantFolder = (tenantId: string): string =>
  PLAIN_TENANT.test(tenantId) ? tenantId : `~${hashOf(Buffer.from(tenantId, 'utf8'))}`;

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const write = (): Promise<void> => writeFile(draft, bytes, { mode: 0o600, flag: 'wx' });
  try {
    // The folder is nearly always there: making it first would double the calls.
    await write().catch(async (error: unknown) => {
      nullIfMissing(error);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await write();
    });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A file of a staging area in the store's folder is on the same disk, so that moving it is one step. */
async function moveWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    return nullIfMissing(error);
  }
}

async function readOrNull(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    return nullIfMissing(error);
  }
}

function nullIfMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
