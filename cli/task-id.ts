import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The id of a task from the plan's id and the task's key: `tsk_` and the first 26 base32 characters (RFC 4648 alphabet,
 * lower case) of SHA-256(planId NUL key). The formula is part of the API, so a client may name tasks by key.
 */
export function taskIdOf(planId: string, key: string): string {
  const hash = createHash('sha256').update(`${planId}\0${key}`).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  // 17 bytes are 136 bits; the 26 characters show the first 130 of them.
  bits >>= 6n;
  let text = '';
  for (let index = 0; index < 26; index += 1) {
    text = (ALPHABET[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return `tsk_${text}`;
}

/** Whether a text has the form of a task's id; keys never have it. */
export function isTaskId(text: string): boolean {
  return /^tsk_[a-z2-7]{26}$/.test(text);
}

/** The id of a task that is named by id or key. */
export function resolveTask(planId: string, task: string): string {
  return isTaskId(task) ? task : taskIdOf(planId, task);
}
