import type { Entity, Operation, Property } from '../contract/contract-model.js';

/** Forms composed of forms are followed this deep. */
const MAX_FORM_DEPTH = 2;

/** Everything a caller fills in for an operation: arguments, inline body properties, and those of the forms it names. */
export function formProperties(operation: Operation, entity: Map<string, Entity>): Property[] {
  const found = new Map<string, Property>();
  const add = (property: Property): void => {
    const known = found.get(property.name);
    if (known === undefined || (property.required && !known.required)) found.set(property.name, property);
  };
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'argument') continue;
    const { name, required, description } = parameter;
    const list = parameter.type.endsWith('[]');
    const type = list ? parameter.type.slice(0, -'[]'.length) : parameter.type;
    add({ name, required, type, description, nullable: !required, list, readOnly: false });
  }
  operation.requestBody?.properties.forEach(add);
  let level = [...new Set([...operation.inputEntities, ...(operation.requestBody?.entities ?? [])])];
  const seen = new Set(level);
  for (let depth = 0; depth < MAX_FORM_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const id of level) {
      const form = entity.get(id);
      if (form === undefined) continue;
      form.properties.filter((property) => !property.readOnly).forEach(add);
      for (const part of form.composes) {
        if (seen.has(part)) continue;
        seen.add(part);
        next.push(part);
      }
    }
    level = next;
  }
  return [...found.values()];
}
