import type { ContractModel, Entity } from './contract-model.js';
import { nounKey, wordsOf } from './names.js';
import { IDENTITY } from './views.js';

/** Endings of what an operation answers with or takes, which may be named after the operation instead of the thing. */
const ENVELOPES = new Set('payload response result envelope output'.split(' '));
/** An envelope has no identity and carries at most this many plain values beside what it is for. */
const MAX_ENVELOPE_VALUES = 4;
/** Words of the types that tell of a failure. */
const FAILURES = new Set(['error', 'errors', 'problem', 'fault', 'exception', 'failure']);

/**
 * `SignInPayload { user, token }`, `ArticlesAnswer { articles }`, `OrderVoid { order, errors }` → the one thing it carries
 * or, of several, the one whose name it shares most of. An envelope has no identity, and no other entity refers to it.
 */
export function makeEnvelopeFinder(model: Pick<ContractModel, 'entities'>): (entity: Entity) => string | undefined {
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
  const referred = new Set(model.entities.flatMap((entity) => referredBy(entity)));
  return (entity) => {
    if (entity.kind === 'union') return onlySuccess(entity, byId);
    if (entity.kind !== 'object' || referred.has(entity.id)) return undefined;
    if (entity.properties.some(({ name }) => IDENTITY.test(name))) return undefined;
    const values = entity.properties.filter(({ ref }) => ref === undefined).length;
    if (values > MAX_ENVELOPE_VALUES && !ENVELOPES.has(wordsOf(entity.id).at(-1) ?? '')) return undefined;
    const things = [...new Set(referredBy(entity))].filter(
      (id) => byId.get(id)?.kind === 'object' && !/error|info|pagination|meta/i.test(id),
    );
    return things.length === 1 ? things[0] : mostAlike(entity.id, things);
  };
}

/** `CreateGuestResult = Guest | NameTakenError` → the one alternative that is no failure. */
function onlySuccess(union: Entity, byId: ReadonlyMap<string, Entity>): string | undefined {
  const good = union.composes.filter((id) => !isFailure(id) && byId.get(id)?.composes.some(isFailure) !== true);
  return good.length === 1 ? good[0] : undefined;
}

function isFailure(id: string): boolean {
  return wordsOf(id).some((word) => FAILURES.has(word));
}

/** Entities that an entity's properties or composition refer to. */
export function referredBy(entity: Entity): string[] {
  const refs = entity.properties.flatMap(({ ref }) => (ref === undefined || ref === entity.id ? [] : [ref]));
  return [...entity.composes, ...refs];
}

/**
 * The one of several names that has most words in common with a name; of equals the one that it ends on, then the one that
 * it begins with. Undefined where that tells none, or none has any.
 */
function mostAlike(name: string, others: readonly string[]): string | undefined {
  const words = new Set(wordsOf(name));
  const common = (other: string): number => wordsOf(other).filter((word) => words.has(word)).length;
  const most = Math.max(0, ...others.map(common));
  const best = most === 0 ? [] : others.filter((other) => common(other) === most);
  const noun = nounKey(name);
  const ended = best.filter((other) => noun.endsWith(` ${nounKey(other)}`));
  const begun = best.filter((other) => noun.startsWith(`${nounKey(other)} `));
  return [best, ended, begun].find((found) => found.length === 1)?.[0];
}
