import type { Operation } from '../contract/contract-model.js';
import { singular, wordsOf } from '../contract/names.js';
import { compareStrings } from '../compare.js';

/**
 * Operations that make one, the shortest path first: creates and sign-ups; not those that sign a caller in and answer with
 * it, nor, where others make it, those below an item of the same thing (`POST /orders/{id}/credits` makes no order). Where
 * there is none, those that make or change.
 */
export function creatorsOf(
  operations: readonly Operation[],
  words: readonly string[],
  signIn: ReadonlySet<string>,
): Operation[] {
  const own = words.at(-1) ?? '';
  const makes = (one: Operation): boolean => {
    if (signIn.has(one.id)) return isSignUp(one) || (one.effect === 'create' && isNamed(one, own));
    return one.effect === 'create';
  };
  const creators = operations
    .filter(makes)
    .sort((a, b) => segments(a).length - segments(b).length || compareStrings(a.id, b.id));
  const outside = creators.filter((one) => {
    const parts = segments(one);
    const item = parts.findIndex((part, i) => i > 0 && part.includes('{') && endsOn(parts[i - 1] as string, own));
    return item === -1 || endsOn(parts.at(-1) as string, own);
  });
  if (creators.length === 0) return operations.filter(isPutting).sort((a, b) => compareStrings(a.id, b.id));
  return outside.length > 0 ? outside : creators;
}

/** Makes or changes, whichever is due: PUT on a collection, `setLabel`, `saveDraft`. */
function isPutting(operation: Operation): boolean {
  if (operation.effect !== 'update') return false;
  if (operation.path !== undefined) return operation.method === 'PUT' && !operation.path.includes('{');
  return /\.(?:set|save|upsert|put)[A-Z_]/.test(operation.id);
}

function endsOn(segment: string, word: string): boolean {
  return singular(wordsOf(segment).at(-1) ?? '') === word;
}

/** The path's end or the field names the thing. */
function isNamed(operation: Operation, word: string): boolean {
  return wordsOf(segments(operation).at(-1) ?? operation.id).some((one) => singular(one) === word);
}

/** True for those sign-in operations that register a caller, told by their names. */
export function isSignUp(operation: Operation): boolean {
  const names = wordsOf(`${operation.operationId ?? ''} ${operation.path ?? operation.id}`).join(' ');
  if (/\b(?:sign ?up|register|registrations?)\b/.test(names)) return true;
  return (
    operation.effect === 'create' && !/\b(?:log ?in|sign ?in|tokens?|sessions?|authenticate|refresh)\b/.test(names)
  );
}

/** Path segments of an HTTP operation, `[]` for others. */
export function segments(operation: Operation): string[] {
  return (operation.path ?? '').split('/').filter((segment) => segment !== '');
}
