import { compareStrings } from '../../compare.js';
import type { Entity, Operation, Property } from '../contract-model.js';
import { get, getObject } from '../json-value.js';
import { fixedSegments, pascalSingular } from '../names.js';
import type { OperationSite } from './list-operations.js';
import { inlineTitle } from './read-operation.js';
import type { References } from './references.js';

/**
 * Entities of a contract without schemas: per operation, the title of the inline object it answers with or takes, else
 * the last fixed segment of its path in singular. Properties of operations on the same thing are joined; named acts
 * (`POST /cart/checkout`) make no entity. Operations learn which derived entities they take and give.
 */
export function deriveEntities(
  operations: Operation[],
  sites: readonly OperationSite[],
  references: References,
): Entity[] {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const entities = new Map<string, { entity: Entity; properties: Map<string, Property> }>();
  for (const operation of operations) {
    const site = siteOf.get(operation.id);
    const name = site === undefined || operation.effect === 'action' ? '' : derivedName(operation, site, references);
    if (name === '') continue;
    const known = entities.get(name) ?? {
      entity: emptyEntity(name, operation.pointer),
      properties: new Map<string, Property>(),
    };
    entities.set(name, known);
    const inputs = operation.requestBody?.properties ?? [];
    const outputs = operation.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap(({ properties }) => properties);
    for (const property of [...outputs, ...inputs]) {
      if (!known.properties.has(property.name)) known.properties.set(property.name, property);
    }
    if (inputs.length > 0) operation.inputEntities = [name];
    operation.outputEntities = [name];
  }
  return [...entities.values()]
    .map(({ entity, properties }) => ({
      ...entity,
      properties: [...properties.values()].sort((a, b) => compareStrings(a.name, b.name)),
    }))
    .sort((a, b) => compareStrings(a.id, b.id));
}

function emptyEntity(id: string, pointer: string): Entity {
  return { id, kind: 'object', derived: true, description: '', properties: [], composes: [], pointer };
}

function derivedName(operation: Operation, site: OperationSite, references: References): string {
  const responses = getObject(site.operation, 'responses') ?? {};
  const good = Object.keys(responses)
    .filter((status) => status.startsWith('2'))
    .sort(compareStrings);
  const bodies = [...good.map((status) => get(responses, status)), get(site.operation, 'requestBody')];
  const title = bodies.map((body) => inlineTitle(body, references)).find((text) => text !== '');
  if (title !== undefined) return pascalSingular(title);
  const segment = fixedSegments(operation.type === 'callback' ? '' : site.path).at(-1);
  return segment === undefined ? '' : pascalSingular(segment);
}
