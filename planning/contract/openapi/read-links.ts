import { compareStrings } from '../../compare.js';
import type { Operation } from '../contract-model.js';
import { get, getObject, getText } from '../json-value.js';
import { localPointer } from '../pointer.js';
import type { OperationSite } from './list-operations.js';
import { targetOf } from './references.js';
import type { References } from './references.js';

/**
 * Sets `links` of the operations whose successful answers declare any: which operation takes a value of the answer,
 * named by `operationId` or by a local `operationRef`. Links without parameters or body pass nothing on, and those to
 * operations that are not there are left out.
 */
export function addLinks(operations: Operation[], sites: readonly OperationSite[], references: References): void {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const byOperationId = new Map(operations.map((operation) => [operation.operationId, operation.id]));
  const byPointer = new Map(operations.map((operation) => [operation.pointer, operation.id]));
  for (const site of sites) {
    const links = new Map<string, string>();
    for (const [status, answer] of Object.entries(getObject(site.operation, 'responses') ?? {})) {
      if (!/^(?:2|default)/i.test(status)) continue;
      const declared = getObject(targetOf(answer, references), 'links');
      for (const [name, value] of Object.entries(declared ?? {})) {
        const link = targetOf(value, references);
        if (getObject(link, 'parameters') === undefined && get(link, 'requestBody') === undefined) continue;
        const target =
          byOperationId.get(getText(link, 'operationId') || ' ') ??
          byPointer.get(localPointer(getText(link, 'operationRef')) ?? ' ');
        if (target !== undefined && target !== site.id) links.set(name, target);
      }
    }
    const operation = byId.get(site.id);
    if (operation === undefined || links.size === 0) continue;
    operation.links = [...links]
      .map(([name, target]) => ({ name, operation: target }))
      .sort((a, b) => compareStrings(a.name, b.name));
  }
}
