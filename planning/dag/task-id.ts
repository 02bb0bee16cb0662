import { createHash } from 'node:crypto';
import { base32 } from '../hash.js';

const ID_LENGTH = 26;

/** Global id of a task: `tsk_` + the first 26 base32 characters of SHA-256(planId NUL key), so that a rerun keeps it. */
export function taskIdOf(planId: string, key: string): string {
  const digest = createHash('sha256').update(`${planId}\u0000${key}`, 'utf8').digest();
  return `tsk_${base32(digest).slice(0, ID_LENGTH)}`;
}
