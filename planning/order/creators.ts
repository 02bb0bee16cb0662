import type { Operation } from '../contract/contract-model.js';
import { fieldNoun } from '../contract/effect.js';
import { singular, wordsOf } from '../contract/names.js';
import { compareStrings } from '../compare.js';

/**
 * Operations that make one, the shortest path first: creates and sign-ups; not those that sign a caller in and answer with
 * it, nor, where others make it, those below an item of the same thing (`POST /orders/{id}/credits` makes no order) and
 * fields that name something else (`orderLinesAdd`). Where there is none, those that make or change, or the act called like
 * the thing (`refundOrder` makes a Refund).
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
    if (one.path === undefined) return isNamed(one, own);
    const parts = segments(one);
    const item = parts.findIndex((part, i) => i > 0 && part.includes('{') && endsOn(parts[i - 1] as string, own));
    return item === -1 || endsOn(parts.at(-1) as string, own);
  });
  if (creators.length === 0) {
    const putting = operations.filter(isPutting);
    return (putting.length > 0 ? putting : operations.filter((one) => isActOf(one, words))).sort((a, b) =>
      compareStrings(a.id, b.id),
    );
  }
  return outside.length > 0 ? outside : creators;
}

/** Makes or changes, whichever is due: PUT on a collection, `setLabel`, `saveDraft`. */
function isPutting(operation: Operation): boolean {
  if (operation.effect !== 'update') return false;
  if (operation.path !== undefined) return operation.method === 'PUT' && !operation.path.includes('{');
  return /\.(?:set|save|upsert|put)[A-Z_]/.test(operation.id);
}

/** `refundOrder`: its verb is the whole name of the thing that is its outcome. */
function isActOf(operation: Operation, words: readonly string[]): boolean {
  if (operation.effect !== 'action' || operation.path !== undefined) return false;
  const [verb, ...rest] = wordsOf(operation.id.split('.').at(-1) ?? '');
  return rest.length > 0 && words.length === 1 && verb === words[0];
}

function endsOn(segment: string, word: string): boolean {
  return singular(wordsOf(segment).at(-1) ?? '') === word;
}

/** The path's end names the thing, or what the field works on ends on it. */
function isNamed(operation: Operation, word: string): boolean {
  const last = segments(operation).at(-1);
  if (last !== undefined) return wordsOf(last).some((one) => singular(one) === word);
  return singular(wordsOf(fieldNoun(operation.id.split('.').at(-1) ?? '')).at(-1) ?? '') === word;
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
