import type { Entity } from '../contract/contract-model.js';
import type { AcceptanceCriterion } from '../dag/candidate.js';
import { code, codeList } from './wording.js';

/**
 * What a finished entity must be like: its required properties and their types, references, what only the service may
 * set, members of unions, values of enums. Ids are unique within one entity; there is always at least one.
 */
export function entityCriteria(entity: Entity): AcceptanceCriterion[] {
  const name = code(entity.id);
  switch (entity.kind) {
    case 'enum':
      return [criterion('values', `${name} takes exactly the values the contract lists; any other is refused.`)];
    case 'union':
      return [criterion('members', `A ${name} is always one of ${membersOf(entity)}, and a reader can tell which.`)];
    case 'array':
      return [criterion('items', `${name} is a list whose items fit ${membersOf(entity)}; an empty one is valid.`)];
    case 'map':
      return [criterion('values', `${name} is a map whose values fit ${membersOf(entity)}.`)];
    case 'scalar':
      return [
        criterion('scalar', `${name} survives being written and read again unchanged; malformed values are refused.`),
      ];
    case 'alias':
      return [criterion('alias', `${name} accepts and refuses exactly what ${membersOf(entity)} does.`)];
    case 'object':
    case 'interface':
    case 'input':
      return objectCriteria(entity);
  }
}

function objectCriteria(entity: Entity): AcceptanceCriterion[] {
  const name = code(entity.id);
  const criteria: AcceptanceCriterion[] = [];
  const required = entity.properties.filter((property) => property.required);
  const optional = entity.properties.length - required.length;
  if (required.length > 0) {
    const names = codeList(required.map((property) => property.name));
    const verb = entity.kind === 'input' ? 'is refused without' : 'always has';
    criteria.push(criterion('required', `${name} ${verb} ${names}, of the declared types.`));
  }
  if (optional > 0) {
    const names = codeList(entity.properties.filter((property) => !property.required).map((property) => property.name));
    criteria.push(
      criterion('optional', `${name} is valid without ${names}; where present they have the declared types.`),
    );
  }
  const references = entity.properties.filter((property) => property.ref !== undefined && property.ref !== entity.id);
  if (references.length > 0) {
    const pairs = codeList(references.map((property) => `${property.name}: ${property.ref ?? ''}`));
    criteria.push(criterion('references', `${name} links to what it refers to (${pairs}).`));
  }
  const readOnly = entity.properties.filter((property) => property.readOnly).map((property) => property.name);
  if (readOnly.length > 0) {
    criteria.push(criterion('read-only', `${codeList(readOnly)} of ${name} cannot be set by a client.`));
  }
  if (entity.composes.length > 0) {
    criteria.push(criterion('composes', `${name} has everything that ${codeList(entity.composes)} asks for.`));
  }
  if (criteria.length === 0) {
    criteria.push(criterion('shape', `${name} is stored and returned as an object, as the contract declares it.`));
  }
  return criteria;
}

function membersOf(entity: Entity): string {
  if (entity.composes.length > 0) return codeList(entity.composes);
  const types = [...new Set(entity.properties.map((property) => property.ref ?? property.type))];
  return types.length > 0 ? codeList(types) : 'the declared type';
}

function criterion(id: string, what: string): AcceptanceCriterion {
  return { id, what, required: true };
}
