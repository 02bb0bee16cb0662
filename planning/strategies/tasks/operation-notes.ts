import type { Operation } from '../../contract/contract-model.js';
import { compareStrings } from '../../compare.js';
import type { PlannedModel } from '../planned-model.js';
import { code, coded, excerpt, listed } from './wording.js';

/** Answers that nobody has to be told of. */
const USUAL = /^(?:20[014]|2XX|400|401|403|404|422|4XX|5\d\d|5XX|default)$/i;
const PAGING =
  /^(?:page|page_?(?:size|number|token)|per_?page|limit|offset|cursor|first|last|after|before|skip|take|top|size|starting_?after|ending_?before|page\[[a-z]{1,12}\])$/i;
const REFERENCE = /^(?!id$)(.{1,60}?)(?:_ids?|Ids?|IDs?|_uuid|Uuid)$/;
const MOST = 6;

/** Each operation with what the contract says it is for. */
export function operationPurposes(operations: readonly Operation[], most = 12): string[] {
  const lines = operations.slice(0, most).map(({ id, summary }) => {
    const purpose = excerpt(summary, 80).replace(/[.…]+$/, '');
    return purpose === '' ? code(id) : `${code(id)} (${purpose})`;
  });
  const more = operations.length > most ? [`${operations.length - most} more`] : [];
  return [`Implement ${listed([...lines, ...more], most + 1)}.`];
}

/** Who may call, as far as the contract or the access rules decide it. */
export function callersOf(
  operations: readonly Operation[],
  { guarded, needsAuth }: Pick<PlannedModel, 'guarded' | 'needsAuth'>,
): string[] {
  const closed = operations.filter((one) => guarded.has(one.id));
  if (closed.length === 0) return [];
  const schemes = [...new Set(closed.flatMap((one) => one.security.schemes))].sort(compareStrings);
  const checks = needsAuth ? [] : ['the checks exist'];
  const named = [...(schemes.length === 0 ? [] : [coded(schemes, 4)]), ...checks];
  const by = named.length === 0 ? '' : ` (${named.join('; ')})`;
  const optional = closed.filter((one) => one.security.optional).map(({ id }) => id);
  const also = optional.length === 0 ? '' : ` ${coded(optional, MOST)} must work for anonymous callers, too.`;
  if (closed.length === operations.length) return [`Callers must be signed in${by}.${also}`];
  const open = operations.filter((one) => !guarded.has(one.id)).map(({ id }) => id);
  return closed.length <= open.length
    ? [`Callers of ${coded(ids(closed), MOST)} must be signed in${by}; the rest is open.${also}`]
    : [`Callers must be signed in${by}, but for ${coded(open, MOST)}.${also}`];
}

/** Answers beyond the usual, with what the contract says of them. */
export function unusualAnswers(operations: readonly Operation[]): string[] {
  const answers = new Map<string, string[]>();
  for (const { id, responses } of operations) {
    for (const { status, description } of responses.filter((one) => !USUAL.test(one.status))) {
      const why = excerpt(description, 70)
        .replace(/[.…]+$/, '')
        .replaceAll('"', "'");
      const answer = `${status}${why === '' ? '' : ` ("${why}")`}`;
      answers.set(answer, [...(answers.get(answer) ?? []), id]);
    }
  }
  const found = [...answers].map(([answer, by]) =>
    by.length === operations.length ? answer : `${answer} of ${coded(by, MOST)}`,
  );
  return found.length === 0 ? [] : [`Less usual answers: ${listed(found, MOST)}.`];
}

/** Parameters that page through a list. */
export function pagingOf(operations: readonly Operation[]): string[] {
  const found = operations.flatMap(({ id, parameters }) => {
    const names = parameters.map(({ name }) => name).filter((name) => PAGING.test(name));
    const of = operations.length > 1 ? `${code(id)} ` : '';
    return names.length === 0 ? [] : [`${of}by ${coded(names, 4)}`];
  });
  return found.length === 0 ? [] : [`Paged: ${listed(found, MOST)}.`];
}

/** Ids in bodies and arguments that must name something that exists. */
export function referencesChecked(operations: readonly Operation[], { entity }: PlannedModel): string[] {
  const names = operations.flatMap(({ parameters, requestBody, inputEntities }) => [
    ...inputEntities.flatMap((id) =>
      (entity.get(id)?.properties ?? []).filter((one) => !one.readOnly).map(({ name }) => name),
    ),
    ...parameters.filter((one) => one.in === 'argument').map(({ name }) => name),
    ...(requestBody?.properties ?? []).filter((one) => !one.readOnly).map(({ name }) => name),
  ]);
  const references = [...new Set(names.filter((name) => REFERENCE.test(name)))].sort(compareStrings);
  return references.length === 0
    ? []
    : [`What ${coded(references, MOST)} ${references.length === 1 ? 'names' : 'name'} must exist.`];
}

/** Operations on their way out. */
export function deprecatedOnes(operations: readonly Operation[]): string[] {
  const old = operations.filter((one) => one.deprecated).map(({ id }) => id);
  return old.length === 0 ? [] : [`Deprecated but still in the contract: ${coded(old, MOST)}.`];
}

function ids(operations: readonly Operation[]): string[] {
  return operations.map(({ id }) => id);
}
