import type { Operation, Property } from '../../contract/contract-model.js';
import { wordsOf } from '../../contract/names.js';
import type { OrderIndex, ResourceFacts } from '../../order/order-index.js';

/** The successful answer that has a body, of those the one with the lowest status. */
export function answerOf(operation: Operation): Operation['responses'][number] | undefined {
  return operation.responses.find(
    ({ status, entities, properties }) => status.startsWith('2') && (entities.length > 0 || properties.length > 0),
  );
}

/** JSON Pointer to the property of an operation's answer that fits, looked for two levels deep; null where none does. */
export function findInAnswer(
  operation: Operation,
  index: OrderIndex,
  fits: (property: Property) => boolean,
): string | null {
  const answer = answerOf(operation);
  if (answer === undefined) return null;
  const top = answer.entities.length > 0 ? propertiesOf(answer.entities[0] as string, index) : answer.properties;
  const found = top.find(fits);
  if (found !== undefined) return `/${found.name}`;
  for (const { name, ref, list } of top) {
    if (ref === undefined || list) continue;
    const inner = propertiesOf(ref, index).find(fits);
    if (inner !== undefined) return `/${name}/${inner.name}`;
  }
  return null;
}

/** An entity's properties with those of what it is composed of, the nearest first. */
export function propertiesOf(entity: string, index: OrderIndex): Property[] {
  const found = new Map<string, Property>();
  const seen = new Set([entity]);
  const open = [entity];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const one = index.entity.get(id);
    for (const property of one?.properties ?? []) if (!found.has(property.name)) found.set(property.name, property);
    if (one?.kind === 'union' || one?.kind === 'array') continue;
    for (const part of one?.composes ?? []) {
      if (seen.has(part)) continue;
      seen.add(part);
      open.push(part);
    }
  }
  return [...found.values()];
}

/** Where the answer of what makes a thing holds the id that an input called `name` takes. */
export function idPointer(creator: Operation, made: ResourceFacts, name: string, index: OrderIndex): string | null {
  const answer = answerOf(creator);
  if (answer === undefined) return null;
  const entity = answer.entities[0];
  const top = entity === undefined ? answer.properties : propertiesOf(entity, index);
  const holders: { prefix: string; properties: Property[] }[] = [];
  if (entity === undefined || index.ofEntity.get(entity) === made) holders.push({ prefix: '', properties: top });
  for (const { name: inner, ref, list } of top) {
    if (ref === undefined || list || index.ofEntity.get(ref) !== made) continue;
    holders.push({ prefix: `/${inner}`, properties: propertiesOf(ref, index) });
  }
  if (holders.length === 0) holders.push({ prefix: '', properties: top });
  for (const { prefix, properties } of holders) {
    const id = idProperty(properties, name);
    if (id !== null) return `${prefix}/${id}`;
  }
  return null;
}

function idProperty(properties: readonly Property[], name: string): string | null {
  const last = wordsOf(name).at(-1) ?? '';
  const scalars = properties.filter(({ list, ref }) => !list && ref === undefined);
  const named = (wanted: string): Property | undefined => scalars.find((one) => one.name.toLowerCase() === wanted);
  const fits =
    named(name.toLowerCase()) ??
    (last === 'id' ? undefined : named(last)) ??
    named('id') ??
    named('_id') ??
    named('uuid') ??
    named(last);
  return fits?.name ?? null;
}
