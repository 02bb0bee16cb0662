import type { Operation } from '../../contract/contract-model.js';
import type { ElementIndex } from '../element-index.js';

const readers = new WeakMap<ElementIndex, ReadonlyMap<string, Operation>>();

/**
 * The query that reads one thing of the kind a mutation makes, changes or deletes, by fields that such a thing has; the
 * one with the fewest arguments, then by id. Undefined where there is none, and for other operations.
 */
export function readerOf(operation: Operation, index: ElementIndex): Operation | undefined {
  if (operation.type !== 'mutation' || !['create', 'update', 'delete'].includes(operation.effect)) return undefined;
  const { resource } = operation;
  const reader = resource === null ? undefined : readersIn(index).get(resource);
  // A mutation that does not answer with the thing leaves nobody to know which one to read.
  return operation.effect === 'delete' || operation.outputEntities.includes(resource ?? '') ? reader : undefined;
}

function readersIn(index: ElementIndex): ReadonlyMap<string, Operation> {
  const known = readers.get(index);
  if (known !== undefined) return known;
  const found = new Map<string, Operation>();
  for (const operation of index.operations.values()) {
    if (operation.type !== 'query' || operation.effect !== 'read') continue;
    const type = operation.responses[0]?.entities[0];
    const entity = type === undefined ? undefined : index.entities.get(`entity:${type}`);
    const required = operation.parameters.filter((parameter) => parameter.required);
    if (entity?.kind !== 'object' || required.length === 0) continue;
    const leaves = entity.properties.filter(({ ref }) => {
      const kind = ref === undefined ? 'scalar' : index.entities.get(`entity:${ref}`)?.kind;
      return kind === 'scalar' || kind === 'enum';
    });
    const kept = new Map(leaves.map(({ name, ref }) => [name, enumOf(ref, index)]));
    // Any scalar goes into an argument that is called as its field is; a value of an enum only into one of the same enum.
    if (!required.every(({ name, type: of }) => kept.get(name) === enumOf(/[_A-Za-z]\w*/.exec(of)?.[0], index)))
      continue;
    const before = found.get(entity.id);
    if (before === undefined || required.length < before.parameters.filter((one) => one.required).length) {
      found.set(entity.id, operation);
    }
  }
  readers.set(index, found);
  return found;
}

/** The id if it is that of an enum; else null. */
function enumOf(id: string | undefined, { entities }: ElementIndex): string | null {
  return id !== undefined && entities.get(`entity:${id}`)?.kind === 'enum' ? id : null;
}
